import { isRecord } from '../records.js';
import { unknownValue } from '../unknown-value.js';
import { type Report, reportUnknownKeys } from './report.js';
import { type ContextOf, type JsonSchema, type Read, type ValueType, withReference } from './value-type.js';

/** A key of a map: the type of its value, the sentence that an editor shows, and the property it is read into. */
export interface Field<T, P extends string | undefined = string | undefined, C = unknown> {
  readonly type: ValueType<T, C>;
  readonly doc: string;
  readonly property: P;
}

/** The keys of a map, by name. */
export type Fields = Readonly<Record<string, Field<unknown, string | undefined, never>>>;

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

type PropertyOf<K extends string, F> = F extends { readonly property: infer P extends string }
  ? P
  : CamelCase<K>;

/** What a map of these fields is read into: properties in camelCase, those that are left out missing. */
export type ReadFields<F extends Fields> = {
  readonly [K in keyof F & string as PropertyOf<K, F[K]>]?: Read<F[K]['type']>;
};

type UnionToIntersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void
  ? I
  : never;

/** What reading a map of these fields needs. */
export type ContextOfFields<F extends Fields> =
  UnionToIntersection<{ [K in keyof F]: { needs: ContextOf<F[K]['type']> } }[keyof F]> extends {
    needs: infer C;
  }
    ? C
    : unknown;

/** A key of a map; it is read into `as`, or into its own name in camelCase. */
export function field<T, C>(type: ValueType<T, C>, doc: string): Field<T, undefined, C>;
export function field<T, C, const P extends string>(
  type: ValueType<T, C>,
  doc: string,
  as: P,
): Field<T, P, C>;
export function field<T, C>(
  type: ValueType<T, C>,
  doc: string,
  as?: string,
): Field<T, string | undefined, C> {
  return { type, doc, property: as };
}

/**
 * The same fields, where a T has a property for each. Others do not compile: what is read of them would be forgotten,
 * since a spread into a T lets it pass.
 */
export function fieldsOf<T>() {
  return <F extends Fields>(
    fields: F & (Exclude<keyof ReadFields<F>, keyof T> extends never ? unknown : never),
  ): F => fields;
}

/** A map with named fields; every other key is a fault, with the nearest name. A field that is null counts as left out. */
export function mapWith<F extends Fields>(fields: F): ValueType<ReadFields<F>, ContextOfFields<F>> {
  return {
    schema: schemaOf(fields),
    check(value, report) {
      if (value === unknownValue) {
        return;
      }
      if (!isRecord(value)) {
        report.add('wrong-type', `${report.name} is a map`);
        return;
      }
      reportUnknownKeys(value, Object.keys(fields), report);
      checkFields(fields, value, report);
    },
    read: (value, context) => readFields(fields, value, context),
  };
}

function checkFields(fields: Fields, map: Readonly<Record<string, unknown>>, report: Report): void {
  for (const [key, { type }] of Object.entries(fields)) {
    if (isGiven(type, map[key])) {
      type.check(map[key], report.at(key));
    }
  }
}

/** Reads those keys of a map that are among the fields, whatever else it has. */
export async function readFields<F extends Fields>(
  fields: F,
  map: unknown,
  context: ContextOfFields<F>,
): Promise<ReadFields<F>> {
  const read: Record<string, unknown> = {};
  for (const [key, { type, property }] of Object.entries(fields)) {
    const value = isRecord(map) ? map[key] : undefined;
    if (isGiven(type, value)) {
      read[property ?? camelCase(key)] = await type.read(value, context as never);
    }
  }
  return read as ReadFields<F>;
}

function isGiven({ isNullable }: Pick<ValueType<unknown>, 'isNullable'>, value: unknown): boolean {
  return value !== undefined && (value !== null || isNullable === true);
}

function camelCase(key: string): string {
  return key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function schemaOf(fields: Fields): JsonSchema {
  const properties = Object.entries(fields).map(([key, { type, doc }]) => [
    key,
    { ...schemaOfField(type), description: doc },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    patternProperties: { '\\$\\{': {} },
    additionalProperties: false,
  };
}

function schemaOfField({ schema, isNullable }: ValueType<unknown, never>): JsonSchema {
  return isNullable ? withReference(schema) : withReference(schema, { type: 'null' });
}
