import { findOperation } from '../../operations/catalogue.js';
import { enumValues } from '../../operations/enum-values.js';
import type { Member } from '../../operations/model.js';
import { errorCodeOf } from '../recording/error-code.js';
import type { RecordingLine } from '../recording/schema.js';
import { type Digest, digestsOf } from './digests-of.js';
import { elementPaths } from './element-paths.js';
import type { NeededOperation } from './schema.js';
import { signModeOf } from './sign-mode-of.js';

/** What every request has, or what is said in another way. */
const usualHeaders =
  /^(?:host|authorization|connection|date|content-length|content-type|content-encoding|transfer-encoding|accept|accept-encoding|user-agent|expect|x-amz-date|x-amz-content-sha256|x-amz-decoded-content-length|x-amz-trailer|x-amz-security-token|x-amz-user-agent|amz-sdk-[\w-]+|content-md5|range|keep-alive|te)$/;
const usualQuery =
  /^(?:x-id|x-amz-(?:algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256)|awsaccesskeyid|expires|signature)$/i;
const conditions = /^(?:CopySource)?If[A-Z]/;
/** Parameters of which the values tell how a program works, although any text is legal. */
const tellingTexts = new Set(['Delimiter', 'EncodingType', 'ListType']);
const mostValues = 20;

/** What a program asked of one operation, by all requests of it. */
export function describeOperation(name: string, lines: readonly RecordingLine[]): NeededOperation {
  const members = findOperation(name)?.members ?? [];
  const given = lines.map((line) => readParameters(line, members));
  const parameters = distinct(given.flatMap((one) => [...one.keys()])).sort();
  const known = members.filter((member) => member.binding !== 'body');
  const isKnown = (wire: string): boolean =>
    known.some(
      ({ binding, wireName }) =>
        wireName.toLowerCase() === wire ||
        (binding === 'prefix-headers' && wire.startsWith(wireName.toLowerCase())),
    );
  const fixed = fixedQueryOf(name);
  return {
    count: lines.length,
    parameters,
    ...unlessEmpty('values', valuesOf(members, given)),
    ...unlessEmpty('document', distinct(lines.flatMap(({ body }) => elementPaths(body.text ?? '')))),
    ...unlessEmpty(
      'headers',
      distinct(lines.flatMap(({ headers }) => headers.map(([header]) => header)))
        .filter((header) => !usualHeaders.test(header) && !isKnown(header))
        .sort(),
    ),
    ...unlessEmpty(
      'query',
      distinct(lines.flatMap(({ query }) => query.map(([parameter]) => parameter)))
        .filter((parameter) => !usualQuery.test(parameter) && !fixed.has(parameter))
        .filter((parameter) => !isKnown(parameter.toLowerCase()))
        .sort(),
    ),
    ...unlessEmpty(
      'conditions',
      parameters.filter((parameter) => conditions.test(parameter)),
    ),
    forms: formsOf(lines),
    statuses: statusesOf(lines),
    errors: distinct(lines.flatMap((line) => errorCodeOf(line) ?? [])).sort(),
  };
}

function fixedQueryOf(name: string): ReadonlySet<string> {
  return new Set(new URL(findOperation(name)?.uri ?? '/', 'http://localhost').searchParams.keys());
}

/** The parameters of a request, by the names of the API, with their values; labels are not among them. */
function readParameters(
  { headers, query }: RecordingLine,
  members: readonly Member[],
): ReadonlyMap<string, string> {
  const sent = new Map(headers);
  const asked = new Map(query);
  const found = new Map<string, string>();
  for (const { name, binding, wireName } of members) {
    // Every body has a length, which nobody asked for.
    if (name === 'ContentLength') {
      continue;
    }
    const wire = wireName.toLowerCase();
    const value =
      binding === 'header'
        ? sent.get(wire)
        : binding === 'query'
          ? asked.get(wireName)
          : binding === 'prefix-headers'
            ? headers.find(([header]) => header.startsWith(wire))?.[0]
            : undefined;
    if (value !== undefined) {
      found.set(name, value);
    }
  }
  return found;
}

function valuesOf(
  members: readonly Member[],
  given: readonly ReadonlyMap<string, string>[],
): Record<string, string[]> {
  const telling = members.filter(
    (member) =>
      (member.name !== 'PartNumber' && member.kind === 'number') ||
      member.kind === 'boolean' ||
      tellingTexts.has(member.name) ||
      enumValues(member) !== undefined,
  );
  return Object.fromEntries(
    telling.flatMap(({ name }) => {
      const values = distinct(given.flatMap((one) => one.get(name) ?? []));
      return values.length === 0 ? [] : [[name, values.slice(0, mostValues)]];
    }),
  );
}

function formsOf(lines: readonly RecordingLine[]): NeededOperation['forms'] {
  const ranges = distinct(lines.flatMap(({ headers }) => rangeFormOf(new Map(headers).get('range'))));
  const waits = lines.some(({ headers }) => headers.some(([name]) => name === 'expect'));
  return {
    addressing: distinct(lines.map(({ addressing }) => addressing)),
    sign: distinct(lines.map(signModeOf)),
    transfer: distinct(lines.filter(({ body }) => body.length > 0).map(({ body }) => body.sent_as)),
    checksum: distinctDigests(lines.flatMap(digestsOf)),
    ...(ranges.length === 0 ? {} : { range: ranges }),
    ...(waits ? { expect_continue: true } : {}),
  };
}

function rangeFormOf(range: string | undefined): ('closed' | 'open' | 'suffix')[] {
  const [, first, last] = /^bytes=(\d*)-(\d*)/.exec(range ?? '') ?? [];
  if (first === undefined || last === undefined) {
    return [];
  }
  return [first === '' ? 'suffix' : last === '' ? 'open' : 'closed'];
}

function statusesOf(lines: readonly RecordingLine[]): Record<string, number> {
  const statuses: Record<string, number> = {};
  for (const { response } of lines) {
    const status = String(response?.status ?? 'none');
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return statuses;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function distinctDigests(digests: readonly Digest[]): Digest[] {
  return [...new Map(digests.map((one) => [`${one.algorithm} ${one.form}`, one])).values()];
}

/** A member that is there only where it says something. */
function unlessEmpty<Name extends string, T extends object>(name: Name, value: T): Partial<Record<Name, T>> {
  const isEmpty = Object.keys(value).length === 0;
  return isEmpty ? {} : ({ [name]: value } as Record<Name, T>);
}
