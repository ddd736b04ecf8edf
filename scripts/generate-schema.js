import { writeFile } from 'node:fs/promises';
import { configurationSchema } from '../dist/config/schema.js';

// Writes schema/s3tester.schema.json, the JSON Schema of configurations, from the built grammar: `npm run schema`.

await writeFile(
  new URL('../schema/s3tester.schema.json', import.meta.url),
  `${JSON.stringify(configurationSchema(), null, 2)}\n`,
);
