import { parametersSchemas } from '../operations/index.js';
import { documentShape } from './grammar/document.js';
import type { Definitions, JsonSchema } from './shape/shape.js';

/** The JSON Schema (draft-07) of the configuration, with the parameters of every operation, for editors. */
export function configurationSchema(): JsonSchema {
  const definitions: Definitions = new Map();
  const root = documentShape.schema(definitions);
  const { definitions: shapes, byOperation } = parametersSchemas();
  const step = definitions.get('step') ?? {};
  definitions.set('step', {
    ...step,
    allOf: Object.entries(byOperation).map(([name, reference]) => whenOperation(name, { $ref: reference })),
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 's3tester configuration',
    ...root,
    definitions: { ...Object.fromEntries(definitions), ...shapes },
  };
}

/** Where a step is this operation, its parameters have this schema. */
function whenOperation(name: string, parameters: JsonSchema): JsonSchema {
  return {
    if: { required: ['operation'], properties: { operation: { const: name } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { parameters } },
  };
}
