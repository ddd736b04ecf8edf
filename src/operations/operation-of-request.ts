import { findOperation, operationNames } from './catalogue.js';

/** What of a request tells its operation; header names in lower case, values decoded. */
export interface RequestTraits {
  readonly method: string;
  readonly hasBucket: boolean;
  readonly hasKey: boolean;
  readonly query: ReadonlyMap<string, string>;
  hasHeader(name: string): boolean;
}

/** What a request must have to be of an operation. */
interface Rule {
  readonly name: string;
  /** Parameters of the query, with the value that they must have, or null for any. */
  readonly query: readonly (readonly [name: string, value: string | null])[];
  readonly headers: readonly string[];
}

let rules: ReadonlyMap<string, readonly Rule[]> | undefined;

/**
 * The operation that a request asks for, by its method, by what its address names, and by the parameters and headers that
 * the model requires; of those that fit, the one that requires most. Null where none fits.
 */
export function operationOfRequest(request: RequestTraits): string | null {
  rules ??= readRules();
  const { method, hasBucket, hasKey } = request;
  const candidates = rules.get(placeOf(method, hasBucket, hasKey)) ?? [];
  return candidates.find((rule) => fits(rule, request))?.name ?? null;
}

function placeOf(method: string, hasBucket: boolean, hasKey: boolean): string {
  return `${method} ${hasBucket} ${hasKey}`;
}

function fits({ query, headers }: Rule, request: RequestTraits): boolean {
  return (
    query.every(([name, value]) =>
      value === null ? request.query.has(name) : request.query.get(name) === value,
    ) && headers.every((name) => request.hasHeader(name))
  );
}

function readRules(): ReadonlyMap<string, readonly Rule[]> {
  const places = new Map<string, Rule[]>();
  for (const name of operationNames()) {
    const operation = findOperation(name);
    const { pathname, searchParams } = new URL(operation?.uri ?? '/', 'http://localhost');
    // `x-id` repeats the name of the operation; only some SDKs send it.
    const fixed = [...searchParams].filter(([parameter]) => parameter !== 'x-id');
    const isKeyed = /^\/(%7B|\{)Key\+/.test(pathname);
    if (operation === undefined || !(isKeyed || pathname === '/')) {
      continue;
    }
    const required = operation.members.filter((member) => member.required);
    const hasBucket = required.some((member) => member.binding === 'label' && member.name === 'Bucket');
    const place = placeOf(operation.method, hasBucket, isKeyed);
    places.set(place, [
      ...(places.get(place) ?? []),
      {
        name,
        query: [
          ...fixed.map(([parameter, value]) => [parameter, value === '' ? null : value] as const),
          ...required
            .filter(({ binding }) => binding === 'query')
            .map(({ wireName }) => [wireName, null] as const),
        ],
        headers: required
          .filter(({ binding }) => binding === 'header')
          .map(({ wireName }) => wireName.toLowerCase()),
      },
    ]);
  }
  for (const list of places.values()) {
    list.sort((a, b) => weightOf(b) - weightOf(a));
  }
  return places;
}

function weightOf({ query, headers }: Rule): number {
  return query.length + headers.length;
}
