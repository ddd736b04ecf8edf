import type { Command } from 'commander';
import { configurationSchema } from '../../config/schema.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions } from '../options.js';

/** `s3tester schema`: the JSON Schema of the configuration, for editors. */
export async function schemaCommand(command: Command, io: Io): Promise<void> {
  const { format, output } = gatherOptions<CommonOptions>(command);
  const text = await renderData(configurationSchema(), format === 'yaml' ? 'yaml' : 'json');
  await deliver(text, output, io);
}
