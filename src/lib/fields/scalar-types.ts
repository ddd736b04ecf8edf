import { isRecord } from '../records.js';
import { parseRelativeTime } from '../times.js';
import { parseSeconds, parseSize } from '../units.js';
import { type PlainType, ruled } from './value-type.js';

/** A text, or a number or boolean as its text. */
export const text: PlainType<string> = ruled({
  schema: { type: ['string', 'number', 'boolean'] },
  must: 'is a text',
  isRight: (value) => typeof value !== 'object',
  read: String,
});

/** True or false. */
export const flag: PlainType<boolean> = ruled({
  schema: { type: 'boolean' },
  must: 'is true or false',
  isRight: (value) => typeof value === 'boolean',
  read: (value) => value === true,
});

/** A whole number from 0 on. */
export const count: PlainType<number> = ruled({
  schema: { type: ['integer', 'string'], minimum: 0, pattern: '^\\d+$' },
  must: 'is a whole number from 0 on',
  isRight: (value) => /^\d+$/.test(String(value)),
  read: Number,
});

/** A size above 0, read into bytes. */
export const size: PlainType<number> = ruled({
  schema: { type: ['integer', 'string'] },
  must: 'is a number of bytes above 0, or a size such as 64KiB',
  isRight: (value) => (parseSize(value) ?? 0) > 0,
  read: (value) => parseSize(value) ?? 0,
});

/** A duration, read into seconds. */
export const seconds: PlainType<number> = ruled({
  schema: { type: ['number', 'string'] },
  must: 'is a number of seconds, or a duration such as 60s or 1h',
  isRight: (value) => parseSeconds(value) !== undefined,
  read: (value) => parseSeconds(value) ?? 0,
});

/** A moment: a time, or a duration that counts from `now`. */
export const time: PlainType<Date, { readonly now: Date }> = ruled({
  schema: { type: ['string', 'number'] },
  must: 'is a duration such as -20m, or a time such as 2030-01-31T12:00:00Z',
  isRight: (value) => isTime(value),
  read: (value, { now }: { readonly now: Date }) => parseRelativeTime(value, now) ?? now,
});

function isTime(value: unknown): boolean {
  const isScalar = value instanceof Date || typeof value === 'string' || typeof value === 'number';
  return isScalar && parseRelativeTime(value, new Date(0)) !== undefined;
}

/** Names: a list, or a text with commas or semicolons between them. */
export const names: PlainType<readonly string[]> = ruled({
  schema: { anyOf: [{ type: 'array' }, { type: 'string' }] },
  must: 'is a list of names',
  isRight: (value) => typeof value !== 'object' || Array.isArray(value),
  read: (value) =>
    Array.isArray(value)
      ? value.map(String)
      : String(value)
          .split(/\s*[;,]\s*/)
          .filter(Boolean),
});

/** One of a few words. */
export function word<const W extends string>(words: readonly W[]): PlainType<W> {
  const find = (value: unknown) => words.find((one) => one === String(value));
  return ruled({
    schema: { enum: [...words] },
    must: (value) => `is one of ${words.join(', ')}; not ${JSON.stringify(value)}`,
    isRight: (value) => find(value) !== undefined,
    read(value): W {
      const found = find(value);
      if (found === undefined) {
        throw new TypeError(`${String(value)} is none of ${words.join(', ')}`);
      }
      return found;
    },
  });
}

/** A map of any names, each with a value that `read` makes something of. */
export function mapOf<T>(read: (value: unknown, name: string) => T): PlainType<ReadonlyMap<string, T>> {
  return ruled({
    schema: { type: 'object' },
    must: 'is a map of names to values',
    isRight: isRecord,
    read: (value) =>
      new Map(isRecord(value) ? Object.entries(value).map(([name, one]) => [name, read(one, name)]) : []),
  });
}

/** A list of anything. */
export const list: PlainType<readonly unknown[]> = ruled({
  schema: { type: 'array' },
  must: 'needs a list, or a range such as "${1..10}"',
  isRight: Array.isArray,
  read: (value) => (Array.isArray(value) ? value : []),
});
