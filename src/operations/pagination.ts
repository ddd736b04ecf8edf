import { isRecord } from '../lib/records.js';
import type { Operation } from './catalogue.js';
import type { Member } from './model.js';

/** How the pages of a listing follow each other, as far as the names in the model show. */
export interface Pagination {
  /** The way from the output to the structure that holds the tokens; empty where it is the output itself. */
  readonly holder: readonly string[];
  /** Which field of a page is which parameter of the next. */
  readonly tokens: readonly { readonly output: string; readonly input: string }[];
  /** The field that says whether more pages follow, where there is one. */
  readonly truncated: string | null;
  /** Lists whose last item names where the next page begins, where the server gives no token. */
  readonly lastItems: readonly { readonly list: string; readonly field: string }[];
}

/** The parameters that ask for the next page, or why there is none: it was the last, or the server gives no token. */
export type NextPage =
  | { readonly kind: 'next'; readonly parameters: Readonly<Record<string, unknown>> }
  | { readonly kind: 'last' }
  | { readonly kind: 'lost' };

const paginations = new WeakMap<Operation, Pagination | { readonly tokens: null }>();

/**
 * How an operation's pages follow each other; null for operations without pages. Derived from names: `NextX` of the
 * output is `X` of the next input, and where there is no `NextX` a `ContinuationToken` is sent back unchanged.
 */
export function paginationOf(operation: Operation): Pagination | null {
  let found = paginations.get(operation);
  if (!found) {
    found = derivePagination(operation) ?? { tokens: null };
    paginations.set(operation, found);
  }
  return found.tokens === null ? null : found;
}

/** What asks for the page after the one whose parsed output is given. */
export function nextPage(pagination: Pagination, output: Readonly<Record<string, unknown>>): NextPage {
  const page = pagination.holder.reduce<unknown>(
    (holder, name) => (isRecord(holder) ? holder[name] : undefined),
    output,
  );
  if (!isRecord(page)) {
    return { kind: 'last' };
  }
  const isTruncated = pagination.truncated === null ? undefined : page[pagination.truncated];
  if (pagination.truncated !== null && isTruncated !== true) {
    return { kind: 'last' };
  }
  const given = pagination.tokens.filter(({ output: name }) => hasText(page[name]));
  const isEncoded = output.EncodingType === 'url';
  if (given.length > 0) {
    const parameters = given.map(({ output: name, input }) => [
      input,
      isEncoded ? decodeMarker(input, page[name]) : page[name],
    ]);
    return { kind: 'next', parameters: Object.fromEntries(parameters) };
  }
  if (isTruncated !== true) {
    return { kind: 'last' };
  }
  const marker = lastItem(pagination, page);
  const [token] = pagination.tokens;
  if (marker === undefined || !token) {
    return { kind: 'lost' };
  }
  const value = isEncoded ? decodeMarker(token.input, marker) : marker;
  return { kind: 'next', parameters: { [token.input]: value } };
}

function derivePagination(operation: Operation): Pagination | null {
  const inputs = new Set(operation.members.map((member) => member.name));
  const nested = operation.output.filter((member) => member.kind === 'structure');
  const holders: readonly (readonly [holder: readonly string[], members: readonly Member[]])[] = [
    [[], operation.output],
    ...nested.map((member) => [[member.name], member.shape.members] as const),
  ];
  for (const [holder, members] of holders) {
    const tokens = tokensOf(members, inputs);
    if (tokens.length === 0) {
      continue;
    }
    const isTruncated = members.some((member) => member.name === 'IsTruncated');
    return {
      holder,
      tokens,
      truncated: isTruncated ? 'IsTruncated' : null,
      lastItems: tokens.some(({ input }) => input === 'Marker') ? lastItemsOf(members) : [],
    };
  }
  return null;
}

function tokensOf(members: readonly Member[], inputs: ReadonlySet<string>): Pagination['tokens'] {
  const names = members.map((member) => member.name);
  const next = names.flatMap((output) => {
    const input = output.replace(/^Next/, '');
    return input !== output && inputs.has(input) ? [{ output, input }] : [];
  });
  if (next.length > 0) {
    return next;
  }
  return names
    .filter((name) => name === 'ContinuationToken' && inputs.has(name))
    .map((name) => ({ output: name, input: name }));
}

/** A plain marker is a key, and so the last key or prefix of a page is the marker of the next. */
function lastItemsOf(members: readonly Member[]): Pagination['lastItems'] {
  return members.flatMap(({ name: list, shape }) => {
    const field = shape.item?.members.find(({ name }) => name === 'Key' || name === 'Prefix');
    return field ? [{ list, field: field.name }] : [];
  });
}

function lastItem({ lastItems }: Pagination, page: Readonly<Record<string, unknown>>): string | undefined {
  const names = lastItems.flatMap(({ list, field }) => {
    const items = page[list];
    const last: unknown = Array.isArray(items) ? items.at(-1) : undefined;
    return isRecord(last) && typeof last[field] === 'string' ? [last[field]] : [];
  });
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).at(-1);
}

function hasText(token: unknown): boolean {
  return token !== undefined && token !== null && token !== '';
}

/** With `EncodingType: url` keys come percent-encoded, and so do the markers that are keys; they are asked for plain. */
function decodeMarker(input: string, value: unknown): unknown {
  if (!/^(?:Key)?Marker$/.test(input) || typeof value !== 'string') {
    return value;
  }
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
