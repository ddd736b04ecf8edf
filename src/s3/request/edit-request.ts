import type { HeaderList } from '../../lib/headers.js';
import { encodeUriComponent } from '../signing/uri-encoding.js';
import type { HeaderEdits, RequestEdits } from '../types.js';
import { type Draft, splitTarget } from './draft.js';
import type { HeaderFields } from './header-fields.js';

/** Applies edits to everything of a draft but its headers. */
export function editDraft(draft: Draft, edits: RequestEdits | undefined): Draft {
  if (edits === undefined) {
    return draft;
  }
  const { method, path, query, body } = edits;
  return {
    ...draft,
    method: method ?? draft.method,
    target: editTarget(moveTarget(draft.target, path), query),
    body: body ?? draft.body,
  };
}

/** A request target at another path, with the same query; a path with a question mark brings its own. */
export function moveTarget(target: string, path: string | undefined): string {
  if (path === undefined) {
    return target;
  }
  const { query } = splitTarget(target);
  return query === '' || path.includes('?') ? path : `${path}?${query}`;
}

/** Applies edits to headers: those of one name replace what the request has of it. */
export function editHeaders(headers: HeaderFields, edits: RequestEdits | undefined): void {
  if (edits === undefined) {
    return;
  }
  for (const name of edits.omitHeaders ?? []) {
    headers.remove(name);
  }
  for (const [name, values] of groupByName(edits.headers ?? [])) {
    headers.set(name, ...values);
  }
}

/** The headers of edits that are set to something. */
export function givenHeaders(edits: HeaderEdits = []): HeaderList {
  return edits.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** Sets query parameters of a request target, in place where they are there; null takes one away. */
export function editTarget(target: string, query: RequestEdits['query']): string {
  if (query === undefined || Object.keys(query).length === 0) {
    return target;
  }
  const parts = splitTarget(target);
  let pairs = parts.query === '' ? [] : parts.query.split('&');
  for (const [name, value] of Object.entries(query)) {
    const encoded = encodeUriComponent(name);
    const at = pairs.findIndex((pair) => pair.split('=')[0] === encoded);
    const others = pairs.filter((pair) => pair.split('=')[0] !== encoded);
    const fresh = value === null ? [] : [`${encoded}=${encodeUriComponent(value)}`];
    pairs = at < 0 ? [...pairs, ...fresh] : [...others.slice(0, at), ...fresh, ...others.slice(at)];
  }
  return pairs.length === 0 ? parts.path : `${parts.path}?${pairs.join('&')}`;
}

/** The values to set by name; of a name that is taken away there are none. */
function groupByName(headers: HeaderEdits): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of headers) {
    groups.set(name, [...(groups.get(name) ?? []), ...(value === null ? [] : [value])]);
  }
  return groups;
}
