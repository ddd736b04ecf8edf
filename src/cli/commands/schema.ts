import type { Command } from 'commander';
import { configurationSchema } from '../../config/schema.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions } from '../options.js';

interface SchemaOptions extends CommonOptions {
  readonly results?: boolean;
}

/** `s3tester schema`: the JSON Schema of the configuration, for editors, or of results. */
export async function schemaCommand(command: Command, io: Io): Promise<void> {
  const { format, output, results } = gatherOptions<SchemaOptions>(command);
  const schema = results ? await loadResultsSchema() : configurationSchema();
  const text = await renderData(schema, format === 'yaml' ? 'yaml' : 'json');
  await deliver(text, output, io);
}

async function loadResultsSchema() {
  const { resultsSchema } = await import('../../results/schema/json-schema.js');
  return resultsSchema();
}
