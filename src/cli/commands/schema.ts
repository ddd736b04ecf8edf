import type { Command } from 'commander';
import { configurationSchema } from '../../config/schema.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions } from '../options.js';

/** `s3tester schema`: the JSON Schema of the configuration, for editors. */
export async function schemaCommand(command: Command, io: Io): Promise<void> {
  const { output } = gatherOptions<CommonOptions>(command);
  await deliver(`${JSON.stringify(configurationSchema(), null, 2)}\n`, output, io);
}
