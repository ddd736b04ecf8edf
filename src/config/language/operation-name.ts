import { text } from '../../lib/fields/scalar-types.js';
import { checked } from '../../lib/fields/value-type.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { findOperation, suggestOperation } from '../../operations/index.js';
import { rawText } from '../shape/scalars.js';
import type { JsonSchema, Shape } from '../shape/shape.js';

/** The name of an operation; whether there is one of that name is checked later, an editor knows it by the schema. */
export const operationName: Shape<string> = {
  read: rawText.read,
  schema: () => ({ $ref: '#/definitions/operation' }),
};

/** A map with an `operation` and its `parameters`: for editors, the first says what the second may contain. */
export function withParametersOfOperation<T>(shape: Shape<T>): Shape<T> {
  return {
    read: (node, context) => shape.read(node, context),
    schema: (definitions) => withConditions(shape.schema(definitions)),
  };
}

function withConditions(schema: JsonSchema): JsonSchema {
  const { allOf = [] } = schema as { readonly allOf?: readonly JsonSchema[] };
  return { ...schema, allOf: [...allOf, { $ref: '#/definitions/operation_parameters' }] };
}

/** The name of an operation whose output a response has, or `${…}`. */
export const responseOperation = {
  ...checked(text, (value, report) => {
    if (value === unknownValue || typeof value === 'object' || findOperation(String(value))) {
      return;
    }
    const suggestion = suggestOperation(String(value));
    const help = suggestion ? { suggestion } : { hint: 's3tester list operations names all of them' };
    report.add('unknown-operation', `S3 has no operation "${String(value)}"`, help);
  }),
  schema: { $ref: '#/definitions/operation' },
} as const;
