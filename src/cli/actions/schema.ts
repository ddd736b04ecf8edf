import { UsageError } from '../../app/usage-error.js';
import { configurationSchema } from '../../config/schema.js';
import type { SchemaOptions } from '../commands/schema.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';

/** `s3tester schema`: the JSON Schema of the configuration, for editors, or of results or profiles. */
export async function schema(options: SchemaOptions, io: Io): Promise<void> {
  const { format, output } = options;
  await deliver(await renderData(await askedFor(options), format === 'yaml' ? 'yaml' : 'json'), output, io);
}

async function askedFor({ results, profile }: SchemaOptions): Promise<object> {
  if (results && profile) {
    throw new UsageError('schema prints one schema', '--results or --profile');
  }
  if (results) {
    const { resultsSchema } = await import('../../results/schema/json-schema.js');
    return resultsSchema();
  }
  if (profile) {
    const { profileSchema } = await import('../../qualify/profile/profile-shape.js');
    return profileSchema();
  }
  return configurationSchema();
}
