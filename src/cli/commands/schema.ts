import type { Io } from '../io.js';
import { makeCommand } from '../options/common.js';

/** `s3tester schema`, declared. */
export function schemaCommand(io: Io) {
  return makeCommand('schema', 'print the JSON Schema of the configuration').action(async (options) => {
    const { schema } = await import('../actions/schema.js');
    await schema(options, io);
  });
}
