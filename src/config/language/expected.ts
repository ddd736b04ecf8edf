import { expectationKeys } from '../../expectations/index.js';
import type { JsonSchema, Shape } from '../shape/shape.js';
import { compileValue } from '../values/compile.js';
import type { Value } from '../values/value.js';

/** What is expected of a response: compiled as it is written; its keys are those of the module expectations. */
export const expectedResult: Shape<Value> = {
  read: (node, context) => compileValue(node, context.report),
  schema(definitions) {
    if (!definitions.has('expected_result')) {
      definitions.set('expected_result', expectationSchema());
    }
    return { $ref: '#/definitions/expected_result' };
  },
};

function expectationSchema(): JsonSchema {
  return { type: 'object', properties: expectationProperties(), additionalProperties: false };
}

/** What JSON Schema says of each key of an expected result. */
export function expectationProperties(): Readonly<Record<string, JsonSchema>> {
  const properties = Object.entries(expectationKeys).map(([name, { doc, schema }]) => [
    name,
    { ...schema, description: doc },
  ]);
  return Object.fromEntries(properties);
}
