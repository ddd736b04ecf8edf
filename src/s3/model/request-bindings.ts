import { NormalizedSchema } from '@smithy/core/schema';
import { plainKindOf } from './member-traits.js';

/** A request as the API model makes it, before it has an address. */
export interface SerializedRequest {
  readonly method: string;
  readonly path: string;
  readonly hostPrefix: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Makes the request of an input by a table; null for an input that only the SDK's serializer can write. */
export type BoundSerializer = (
  input: Readonly<Record<string, unknown>>,
  basePath: string,
) => SerializedRequest | null;

interface Binding {
  readonly member: string;
  readonly location: 'label' | 'header' | 'query' | 'prefix-headers';
  readonly wireName: string;
  readonly type: 'string' | 'number' | 'boolean';
}

const plainLabel = /^[A-Za-z0-9\-._~]*$/;
const plainPath = /^[A-Za-z0-9\-._~/]+$/;

/**
 * Makes the serializer of an operation whose members are all outside of a document, or null. The SDK's own one goes
 * through the schema of every member for every request, which costs several times what sending it does.
 */
export function bindRequest(input: unknown, traits: unknown): BoundSerializer | null {
  const shape = NormalizedSchema.of(input as never);
  const { http, endpoint } = traits as { readonly http?: readonly unknown[]; readonly endpoint?: unknown };
  const [method, uri] = http ?? [];
  if (!shape.isStructSchema() || typeof method !== 'string' || typeof uri !== 'string' || endpoint) {
    return null;
  }
  const bindings: Binding[] = [];
  const others: string[] = [];
  let contentType: string | undefined;
  for (const [member, about] of shape.structIterator()) {
    const { httpPayload } = about.getMergedTraits();
    if (httpPayload) {
      if (!about.isStreaming() || !about.isBlobSchema()) {
        return null;
      }
      contentType = 'application/octet-stream';
      others.push(member);
      continue;
    }
    const binding = bindingOf(member, about);
    if (binding === null) {
      return null;
    }
    if (binding === undefined) {
      others.push(member);
    } else {
      bindings.push(binding);
    }
  }
  const [path = '', fixed = ''] = uri.split('?');
  const segments = path.split(/\{(\w+)(\+?)\}/);
  const fixedQuery = fixed
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('=') as [string, string?]);

  return (given, basePath) => {
    for (const member of others) {
      if (given[member] != null) {
        return null;
      }
    }
    const headers: Record<string, string> = {};
    const query: Record<string, unknown> = {};
    const labels: Record<string, string> = {};
    for (const [name, value = ''] of fixedQuery) {
      query[name] = value;
    }
    for (const binding of bindings) {
      const value = given[binding.member];
      if (value != null && !write(binding, value, { label: labels, header: headers, query })) {
        return null;
      }
    }
    const written = writePath(segments, labels);
    if (written === null) {
      return null;
    }
    if (contentType !== undefined && !headers['content-type']) {
      headers['content-type'] = contentType;
    }
    return { method, path: basePath + written, hostPrefix: '', query, headers, body: undefined };
  };
}

/** Undefined for a member that may be left to the SDK where it is given, null for one that changes every request. */
function bindingOf(member: string, about: NormalizedSchema): Binding | undefined | null {
  const traits = about.getMergedTraits();
  const { httpLabel, httpHeader, httpQuery, httpPrefixHeaders, httpQueryParams } = traits;
  if (traits.idempotencyToken || httpQueryParams) {
    return null;
  }
  if (httpPrefixHeaders !== undefined) {
    return { member, location: 'prefix-headers', wireName: httpPrefixHeaders, type: 'string' };
  }
  const isOutside = Boolean(httpLabel) || httpHeader !== undefined || httpQuery !== undefined;
  if (!isOutside) {
    return null;
  }
  const type = plainKindOf(about);
  if (type === undefined || type === 'http-date') {
    return undefined;
  }
  if (httpLabel) {
    return { member, location: 'label', wireName: member, type };
  }
  return httpHeader === undefined
    ? { member, location: 'query', wireName: httpQuery ?? '', type }
    : { member, location: 'header', wireName: httpHeader.toLowerCase(), type };
}

interface Parts {
  readonly label: Record<string, string>;
  readonly header: Record<string, string>;
  readonly query: Record<string, unknown>;
}

/** Puts a value where it belongs; false for one that is not of the member's own type. */
function write({ location, wireName, type }: Binding, value: unknown, parts: Parts): boolean {
  if (location === 'prefix-headers') {
    return writePrefixed(wireName, value, parts.header);
  }
  if (typeof value !== type || (type === 'number' && !Number.isInteger(value))) {
    return false;
  }
  parts[location][wireName] = String(value);
  return true;
}

function writePrefixed(prefix: string, value: unknown, headers: Record<string, string>): boolean {
  for (const [name, text] of Object.entries(value as object)) {
    if (typeof text !== 'string') {
      return false;
    }
    headers[(prefix + name).toLowerCase()] = text;
  }
  return true;
}

/** `segments` are text, label and `+` in turn; null where a label has to be encoded. */
function writePath(segments: readonly string[], labels: Readonly<Record<string, string>>): string | null {
  let path = segments[0] ?? '';
  for (let at = 1; at < segments.length; at += 3) {
    const value = labels[segments[at] ?? ''] ?? '';
    if (!(segments[at + 1] === '+' ? plainPath : plainLabel).test(value)) {
      return null;
    }
    path += value + (segments[at + 2] ?? '');
  }
  return path;
}
