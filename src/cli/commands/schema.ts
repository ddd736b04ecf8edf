import type { Io } from '../io.js';
import { makeCommand, type OptionsOf } from '../options/common.js';

const declare = () =>
  makeCommand('schema', 'print the JSON Schema of the configuration').option(
    '--results',
    'print the JSON Schema of results instead',
  );

/** What `s3tester schema` may be given. */
export type SchemaOptions = OptionsOf<ReturnType<typeof declare>>;

/** `s3tester schema`, declared. */
export function schemaCommand(io: Io) {
  return declare().action(async (options) => {
    const { schema } = await import('../actions/schema.js');
    await schema(options, io);
  });
}
