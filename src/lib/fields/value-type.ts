import { unknownValue } from '../unknown-value.js';
import type { Report } from './report.js';

/** A JSON Schema (draft-07), as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * One type of value of the language, in its three forms: the JSON Schema for editors, what is wrong
 * with a value that is evaluated as far as it is known, and what a value that is known and right is read into.
 */
export interface ValueType<out T, C = unknown> {
  /** What a value may be, apart from references, which are allowed anywhere. */
  readonly schema: JsonSchema;
  /** Whether null is a value; else a field that is null counts as left out. */
  readonly isNullable?: boolean;
  /** Finds what is wrong; what only the run knows is `unknownValue`. Never throws. */
  check(value: unknown, report: Report): void;
  /** Reads a known value in which `check` found nothing wrong. */
  read(value: unknown, context: C): T | Promise<T>;
}

/** A type whose values are read at once. */
export interface PlainType<out T, C = unknown> extends ValueType<T, C> {
  read(value: unknown, context: C): T;
}

/** What a value of a type is read into. */
export type Read<V> = V extends ValueType<infer T, never> ? T : never;

/** What reading a value of a type needs. */
export type ContextOf<V> = V extends ValueType<unknown, infer C> ? C : never;

/** A reference such as `${name}` may replace any value. */
const reference: JsonSchema = { type: 'string', pattern: '\\$\\{' };

/** A JSON Schema that takes a reference, too; one of anything stays as it is. */
export function withReference(...schemas: readonly JsonSchema[]): JsonSchema {
  return schemas.some((schema) => Object.keys(schema).length === 0) ? {} : { anyOf: [...schemas, reference] };
}

/** What makes a type of values that is described by one test. */
export interface Rule<T, C> {
  readonly schema: JsonSchema;
  /** What the value must be, as the end of a sentence that begins with its name. */
  readonly must: string | ((value: unknown) => string);
  isRight(value: unknown): boolean;
  read(value: unknown, context: C): T;
}

/** A type whose values pass one test. */
export function ruled<T, C = unknown>({ schema, must, isRight, read }: Rule<T, C>): PlainType<T, C> {
  return {
    schema,
    read,
    check(value, report) {
      if (value !== unknownValue && !isRight(value)) {
        report.add('bad-value', `${report.name} ${typeof must === 'string' ? must : must(value)}`);
      }
    },
  };
}

/** The same type with null as a value. */
export function nullable<T, C>(type: ValueType<T, C>): ValueType<T | null, C> {
  return {
    schema: { anyOf: [type.schema, { type: 'null' }] },
    isNullable: true,
    check(value, report) {
      if (value !== null) {
        type.check(value, report);
      }
    },
    read: (value, context) => (value === null ? null : type.read(value, context)),
  };
}

/** The same type, read into something else. */
export function mapped<T, U, C>(type: ValueType<T, C>, change: (read: T, context: C) => U): ValueType<U, C> {
  return {
    ...type,
    async read(value, context) {
      return change(await type.read(value, context), context);
    },
  };
}

/** The same type with a further check of what is right by itself. */
export function checked<T, C>(
  type: ValueType<T, C>,
  check: (value: unknown, report: Report) => void,
): ValueType<T, C> {
  return {
    ...type,
    check(value, report) {
      type.check(value, report);
      check(value, report);
    },
  };
}
