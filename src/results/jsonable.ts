/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * Turns any value into JSON data without losing what it says: dates become ISO 8601, bytes base64, sets lists,
 * maps objects, big integers and non-finite numbers text. Functions and absent values are left out, cycles named.
 */
export function jsonable(value: unknown): Json {
  return convert(value, new Set()) ?? null;
}

function convert(value: unknown, ancestors: ReadonlySet<object>): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // The sum is never -0, which JSON does not tell from 0.
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
  if (ancestors.has(value)) return '[circular]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64');
  if (value instanceof URL || value instanceof RegExp) return String(value);

  const within = new Set(ancestors).add(value);
  if (Array.isArray(value) || value instanceof Set) {
    return Array.from(value, (item) => convert(item, within) ?? null);
  }
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const facts = value instanceof Error ? [...errorFacts(value), ...entries] : entries;
  // fromEntries defines own properties, so that a member named __proto__ stays data.
  return Object.fromEntries(
    facts.flatMap(([name, item]) => {
      const converted = convert(item, within);
      return converted === undefined ? [] : [[String(name), converted]];
    }),
  );
}

function errorFacts(error: Error): readonly (readonly [string, unknown])[] {
  return [
    ['name', error.name],
    ['message', error.message],
    ['cause', error.cause],
    ['stack', error.stack],
  ];
}
