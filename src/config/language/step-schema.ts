import type { Definitions, JsonSchema, Shape } from '../shape/shape.js';

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/**
 * The JSON Schema of a step. All keys of all kinds are beside each other, because editors offer little inside an `anyOf`;
 * the key that says the kind then forbids those of the others. `kinds` are in the order in which they decide; `rules`
 * hold for all of them.
 */
export function stepSchema(
  kinds: Readonly<Record<string, Shape<unknown>>>,
  rules: readonly JsonSchema[],
  definitions: Definitions,
): JsonSchema {
  const schemas = Object.entries(kinds).map(
    ([kind, shape]) => [kind, shape.schema(definitions) as unknown as ObjectSchema] as const,
  );
  const properties = Object.assign({}, ...schemas.map(([, schema]) => schema.properties));
  const patternProperties = Object.assign({}, ...schemas.map(([, schema]) => schema.patternProperties));
  const names = Object.keys(properties);
  return {
    type: 'object',
    properties,
    patternProperties,
    additionalProperties: false,
    anyOf: schemas.map(([kind]) => has(kind)),
    allOf: [
      ...schemas.map(([kind, schema], index) => ({
        if: { allOf: [has(kind), ...schemas.slice(0, index).map(([earlier]) => ({ not: has(earlier) }))] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: {
          required: schema.required ?? [],
          properties: Object.fromEntries(
            names.filter((name) => !Object.hasOwn(schema.properties, name)).map((name) => [name, false]),
          ),
        },
      })),
      ...rules,
    ],
  };
}

/** A map that has a key. */
export function has(key: string): JsonSchema {
  return { required: [key] };
}
