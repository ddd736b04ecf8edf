import { createRequire } from 'node:module';

/** The JSON Schema (draft-07) of the parameters of every operation, in parts that a larger schema can take in. */
export interface ParametersSchemas {
  /** All under names that begin with `s3.`; they refer to each other as `#/definitions/s3.…`. */
  readonly definitions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Operation or alias → the reference to its parameters, such as `#/definitions/s3.PutObject`. */
  readonly byOperation: Readonly<Record<string, string>>;
}

interface SchemaFile {
  readonly properties: Readonly<Record<string, { readonly $ref: string }>>;
  readonly definitions: ParametersSchemas['definitions'];
}

const require = createRequire(import.meta.url);

/** Reads the generated schema of all parameters; it is not read before the first call. */
export function parametersSchemas(): ParametersSchemas {
  const { definitions, properties } = require('../../schema/operations.json') as SchemaFile;
  const references = Object.entries(properties).map(([name, { $ref }]) => [name, $ref]);
  return { definitions, byOperation: Object.fromEntries(references) };
}
