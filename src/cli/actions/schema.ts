import { configurationSchema } from '../../config/schema.js';
import type { SchemaOptions } from '../commands/schema.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';

/** `s3tester schema`: the JSON Schema of the configuration, for editors, or of results. */
export async function schema({ format, output, results }: SchemaOptions, io: Io): Promise<void> {
  const asked = results ? await loadResultsSchema() : configurationSchema();
  await deliver(await renderData(asked, format === 'yaml' ? 'yaml' : 'json'), output, io);
}

async function loadResultsSchema() {
  const { resultsSchema } = await import('../../results/schema/json-schema.js');
  return resultsSchema();
}
