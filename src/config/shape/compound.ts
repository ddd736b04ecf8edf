import { errorAt } from '../text/diagnostic.js';
import { describeNode, type MapNode, type Node } from '../text/node.js';
import type { Location } from '../text/source-file.js';
import { compileValue } from '../values/compile.js';
import type { Value } from '../values/value.js';
import type { JsonSchema, ReadContext, Shape } from './shape.js';
import { nearestHint } from './suggest.js';

/** A field of an object: its shape, whether it is required, and the sentence an editor shows. */
export interface Field<T> {
  readonly shape: Shape<T>;
  readonly required: boolean;
  readonly doc: string;
  readonly aliases: readonly string[];
}

interface FieldOptions {
  readonly aliases?: readonly string[];
}

/** A field that may be left out. */
export function optional<T>(
  shape: Shape<T>,
  doc: string,
  options: FieldOptions = {},
): Field<T> & { readonly required: false } {
  return { shape, doc, required: false, aliases: options.aliases ?? [] };
}

/** A required field. */
export function required<T>(
  shape: Shape<T>,
  doc: string,
  options: FieldOptions = {},
): Field<T> & { readonly required: true } {
  return { shape, doc, required: true, aliases: options.aliases ?? [] };
}

/** The fields of an object, by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an object of these fields is read into. */
export type FieldsOf<F extends Fields> = {
  readonly [K in keyof F as F[K]['required'] extends true ? K : never]: F[K] extends Field<infer T>
    ? T
    : never;
} & {
  readonly [K in keyof F as F[K]['required'] extends true ? never : K]?: F[K] extends Field<infer T>
    ? T
    : never;
};

/** The position of an object, and of the value of each of its fields. */
export interface Located {
  readonly where: Location;
  readonly places: ReadonlyMap<string, Location>;
}

interface ObjectOptions {
  /** What is said of keys that belong to other maps. */
  readonly misplaced?: ReadonlyMap<string, string>;
}

/**
 * A map with named fields; every other key is an error with a suggestion. A field set to null counts as left out.
 * What cannot be read is left out, so that the rest can still be checked; a map without a required field is not read.
 */
export function object<F extends Fields>(
  what: string,
  fields: F,
  { misplaced = new Map() }: ObjectOptions = {},
): Shape<FieldsOf<F> & Located> {
  const names = Object.keys(fields);
  const byKey = new Map<string, string>();
  for (const [name, field] of Object.entries(fields)) {
    for (const key of [name, ...field.aliases]) {
      byKey.set(key, name);
    }
  }
  return {
    read(node, context) {
      if (node.kind !== 'map') {
        return expectMap(what, node, context);
      }
      const places = new Map<string, Location>();
      const out: Record<string, unknown> = { where: node.at, places };
      const writtenAs = new Map<string, string>();
      for (const { key, keyAt, value } of node.entries) {
        const name = byKey.get(key);
        const field = name === undefined ? undefined : fields[name];
        const elsewhere = misplaced.get(key);
        if (elsewhere !== undefined && !isNull(value)) {
          context.report(errorAt(value.at, 'misplaced-key', elsewhere));
          continue;
        }
        if (name === undefined || !field) {
          context.report(
            errorAt(keyAt, 'unknown-key', `${what} has no key "${key}"`, nearestHint(key, names)),
          );
          continue;
        }
        const earlier = writtenAs.get(name);
        if (earlier !== undefined) {
          context.report(
            errorAt(
              keyAt,
              'duplicate-key',
              `"${key}" is the same key as "${earlier}" above`,
              'keep one of them',
            ),
          );
          continue;
        }
        writtenAs.set(name, key);
        if (isNull(value) && !field.required) {
          continue;
        }
        places.set(name, value.at);
        const read = field.shape.read(value, context);
        if (read === undefined) {
          context.leaveOut?.();
        } else {
          out[name] = read;
        }
      }
      let whole = true;
      for (const [name, field] of Object.entries(fields)) {
        if (!field.required || Object.hasOwn(out, name)) {
          continue;
        }
        whole = false;
        if (!places.has(name)) {
          context.report(errorAt(startOf(node), 'missing-key', `${what} needs the key "${name}"`, field.doc));
        }
      }
      return whole ? (out as FieldsOf<F> & Located) : undefined;
    },
    schema(definitions) {
      const properties: Record<string, JsonSchema> = {};
      const patternProperties: Record<string, JsonSchema> = {};
      for (const [name, field] of Object.entries(fields)) {
        properties[name] = { ...field.shape.schema(definitions), description: field.doc };
        // A pattern is accepted, but not offered where an editor completes names.
        if (field.aliases.length > 0) {
          patternProperties[`^(?:${field.aliases.join('|')})$`] = field.shape.schema(definitions);
        }
      }
      const mandatory = names.filter((name) => fields[name]?.required && fields[name]?.aliases.length === 0);
      return {
        type: 'object',
        properties,
        ...(Object.keys(patternProperties).length > 0 ? { patternProperties } : {}),
        additionalProperties: false,
        ...(mandatory.length > 0 ? { required: mandatory } : {}),
      };
    },
  };
}

function expectMap(what: string, node: Node, context: ReadContext): undefined {
  context.report(errorAt(node.at, 'wrong-type', `${what} must be a map, found ${describeNode(node)}`));
  return undefined;
}

/** The place of a map's first key, which is a better pointer than its whole range. */
function startOf(node: MapNode): Location {
  return node.entries[0]?.keyAt ?? node.at;
}

/** A list of one shape; with `orOne`, a single item is read as a list of one. */
export function list<T>(
  shape: Shape<T>,
  options: { readonly min?: number; readonly orOne?: boolean } = {},
): Shape<readonly T[]> {
  const { min = 0, orOne = false } = options;
  return {
    read(node, context) {
      if (node.kind !== 'list') {
        if (orOne) {
          const one = shape.read(node, context);
          return one === undefined ? undefined : [one];
        }
        context.report(errorAt(node.at, 'wrong-type', `expected a list, found ${describeNode(node)}`));
        return undefined;
      }
      if (node.items.length < min) {
        context.report(
          errorAt(node.at, 'too-few', `expected at least ${min === 1 ? 'one entry' : `${min} entries`}`),
        );
        return undefined;
      }
      return node.items.flatMap((item) => {
        const read = shape.read(item, context);
        if (read === undefined) {
          context.leaveOut?.();
        }
        return read === undefined ? [] : [read];
      });
    },
    schema(definitions) {
      const items = {
        type: 'array',
        items: shape.schema(definitions),
        ...(min > 0 ? { minItems: min } : {}),
      };
      return orOne ? { anyOf: [items, shape.schema(definitions)] } : items;
    },
  };
}

/** A map from any name to one shape. */
export function record<T>(shape: Shape<T>): Shape<ReadonlyMap<string, T>> {
  return {
    read(node, context) {
      if (node.kind !== 'map') {
        return expectMap('this', node, context);
      }
      const out = new Map<string, T>();
      for (const { key, value } of node.entries) {
        const read = shape.read(value, context);
        if (read === undefined) {
          context.leaveOut?.();
        } else {
          out.set(key, read);
        }
      }
      return out;
    },
    schema: (definitions) => ({ type: 'object', additionalProperties: shape.schema(definitions) }),
  };
}

/** A shape with a name in the JSON Schema, so that shapes may hold themselves. */
export function named<T>(name: string, make: () => Shape<T>): Shape<T> {
  let made: Shape<T> | undefined;
  const shape = () => {
    made ??= make();
    return made;
  };
  return {
    read: (node, context) => shape().read(node, context),
    schema(definitions) {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, shape().schema(definitions));
      }
      return { $ref: `#/definitions/${name}` };
    },
  };
}

/** A value of the language, with `${…}` filled in when it is used; its JSON Schema may be narrower than anything. */
export function value(schema: JsonSchema = {}): Shape<Value> {
  return {
    read: (node, context) => compileValue(node, context.report),
    schema: () => schema,
  };
}

/** A map of values. */
export const valueMap: Shape<Value> = {
  read(node, context) {
    if (node.kind !== 'map') {
      return expectMap('this', node, context);
    }
    return compileValue(node, context.report);
  },
  schema: () => ({ type: 'object' }),
};

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}
