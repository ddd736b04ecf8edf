import { makeCommand, type OptionsOf } from '../options/common.js';

/** `s3tester schema`, declared. */
export const declareSchema = () =>
  makeCommand('schema', 'print the JSON Schema of the configuration')
    .option('--results', 'print the JSON Schema of results instead')
    .option('--profile', 'print the JSON Schema of profiles instead');

/** What `s3tester schema` may be given. */
export type SchemaOptions = OptionsOf<ReturnType<typeof declareSchema>>;
