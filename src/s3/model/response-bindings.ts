import { NormalizedSchema } from '@smithy/core/schema';
import { type PlainKind, plainKindOf } from './member-traits.js';

/** Reads an output from headers, by lower-case name; null where only the SDK's deserializer can. */
export type BoundDeserializer = (headers: Readonly<Record<string, string>>) => Record<string, unknown> | null;

const httpDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?:0[1-9]|[12]\d|3[01]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [1-9]\d{3} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d GMT$/;

/** Makes the reader of an operation's output where nothing of it is in a document; null for an output that says its status. */
export function bindResponse(output: unknown): BoundDeserializer | null {
  const shape = NormalizedSchema.of(output as never);
  if (!shape.isStructSchema()) {
    return shape.isUnitSchema() ? () => ({}) : null;
  }
  const kinds = new Map<string, readonly [member: string, kind: PlainKind | undefined]>();
  const prefixes: (readonly [member: string, prefix: string])[] = [];
  for (const [member, about] of shape.structIterator()) {
    const { httpHeader, httpPrefixHeaders, httpResponseCode } = about.getMergedTraits();
    if (httpResponseCode) {
      return null;
    }
    if (httpHeader !== undefined) {
      kinds.set(httpHeader.toLowerCase(), [member, plainKindOf(about)]);
    } else if (httpPrefixHeaders !== undefined) {
      prefixes.push([member, httpPrefixHeaders]);
    }
  }
  return (headers) => {
    const read: Record<string, unknown> = {};
    for (const name in headers) {
      const [member, kind] = kinds.get(name) ?? [];
      if (member === undefined) {
        continue;
      }
      const value = kind && readPlain(kind, headers[name] ?? '');
      if (value === undefined) {
        return null;
      }
      read[member] = value;
    }
    for (const [member, prefix] of prefixes) {
      read[member] = readPrefixed(prefix, headers);
    }
    return read;
  };
}

/** Undefined for what is not written as it usually is. */
function readPlain(kind: PlainKind, text: string): unknown {
  switch (kind) {
    case 'string':
      return text;
    case 'number':
      return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : undefined);
    case 'http-date':
      return httpDate.test(text) ? new Date(text) : undefined;
  }
}

function readPrefixed(prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name in headers) {
    if (name.startsWith(prefix)) {
      found[name.slice(prefix.length)] = headers[name] ?? '';
    }
  }
  return found;
}
