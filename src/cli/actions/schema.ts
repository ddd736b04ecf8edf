import { configurationSchema } from '../../config/schema.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import type { CommonOptions } from '../options/common.js';

/** `s3tester schema`: the JSON Schema of the configuration, for editors. */
export async function schema({ format, output }: CommonOptions, io: Io): Promise<void> {
  const text = await renderData(configurationSchema(), format === 'yaml' ? 'yaml' : 'json');
  await deliver(text, output, io);
}
