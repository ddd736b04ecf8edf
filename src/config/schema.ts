import { type ParametersSchemas, parametersSchemas } from '../operations/index.js';
import { documentShape } from './language/document.js';
import type { Definitions, JsonSchema } from './shape/shape.js';

/** The JSON Schema (draft-07) of the configuration, with the parameters of every operation, for editors. */
export function configurationSchema(): JsonSchema {
  const definitions: Definitions = new Map();
  const root = documentShape.schema(definitions);
  const { definitions: shapes, byOperation } = parametersSchemas();
  definitions.set('operation', operationNames(byOperation, shapes));
  definitions.set('operation_parameters', {
    allOf: Object.entries(byOperation).map(([name, reference]) => whenOperation(name, { $ref: reference })),
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 's3tester configuration',
    ...root,
    definitions: { ...Object.fromEntries(definitions), ...shapes },
  };
}

/** The names of all operations, each with the sentence that says what it does. */
function operationNames(
  byOperation: ParametersSchemas['byOperation'],
  shapes: ParametersSchemas['definitions'],
): JsonSchema {
  const names = Object.keys(byOperation);
  const sentences = names.map((name) => shapes[`s3.${name}`]?.description ?? '');
  return { enum: names, enumDescriptions: sentences };
}

/**
 * Where a step is this operation, and nothing unknown is to be sent, its parameters have this schema. A pattern and no
 * `const`, since yaml-language-server takes a `const` that merely begins with what is written for a match.
 */
function whenOperation(name: string, parameters: JsonSchema): JsonSchema {
  return {
    if: {
      type: 'object',
      required: ['operation'],
      properties: { operation: { pattern: `^${name}$` }, allow_unknown: { enum: [false] } },
    },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { parameters } },
  };
}
