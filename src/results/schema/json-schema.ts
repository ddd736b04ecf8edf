import * as z from 'zod/mini';
import { descriptions } from './fields.js';
import { results } from './results.js';

/** The published JSON Schema (draft-07) of result files; further members are valid everywhere, since the format grows by adding. */
export function resultsSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(results, {
    io: 'input',
    target: 'draft-7',
    metadata: descriptions,
    override({ jsonSchema }) {
      // That names are text goes without saying in JSON, and that anything goes without being written.
      delete jsonSchema.propertyNames;
      if (isEmpty(jsonSchema.additionalProperties)) {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  return { $schema, title: 's3tester results', ...schema };
}

function isEmpty(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;
}
