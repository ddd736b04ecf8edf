import { mapMembers } from './map-members.js';

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

/** A map of names to what JSON can say. */
export type JsonRecord = { readonly [name: string]: Json };

/**
 * Converts any value to JSON data without losing what it says: dates become ISO 8601, bytes base64, sets lists,
 * maps objects, big integers and non-finite numbers text. Functions and absent values are left out, cycles named.
 */
export function jsonable(value: unknown): Json {
  return convert(value, new Set()) ?? null;
}

/** The members of a record as JSON data, those that are absent left out. */
export function jsonableRecord(record: Readonly<Record<string, unknown>>): JsonRecord {
  const within = new Set([record]);
  return mapMembers(record, (item) => convert(item, within));
}

function convert(value: unknown, ancestors: ReadonlySet<object>): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // The sum is never -0, which JSON writes as 0.
      return Number.isFinite(value) ? value + 0 : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'object':
      return value === null ? null : convertObject(value, ancestors);
    default:
      return undefined;
  }
}

function convertObject(value: object, ancestors: ReadonlySet<object>): Json {
  if (ancestors.has(value)) {
    return '[circular]';
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString();
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64');
  }
  if (value instanceof URL || value instanceof RegExp) {
    return String(value);
  }

  const within = new Set(ancestors).add(value);
  if (Array.isArray(value) || value instanceof Set) {
    return Array.from(value, (item) => convert(item, within) ?? null);
  }
  return mapMembers(membersOf(value), (item) => convert(item, within));
}

function membersOf(value: object): Readonly<Record<string, unknown>> {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([name, item]) => [String(name), item]));
  }
  if (!(value instanceof Error)) {
    return value as Readonly<Record<string, unknown>>;
  }
  const { name, message, cause, stack } = value;
  return { name, message, cause, stack, ...(value as object) };
}
