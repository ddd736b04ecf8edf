import { readFile, writeFile } from 'node:fs/promises';
import { configurationSchema } from '../dist/config/schema.js';
import { profileSchema } from '../dist/qualify/profile/profile-shape.js';
import { resultsSchema } from '../dist/results/schema/json-schema.js';
import { fillTables } from './results-schema/tables.js';

// Writes what is generated from the built grammar and from the schema of results: `npm run schema`.

const root = new URL('../', import.meta.url);

for (const [file, schema] of /** @type {const} */ ([
  ['schema/s3tester.schema.json', configurationSchema()],
  ['schema/s3tester-results.schema.json', resultsSchema()],
  ['schema/s3tester-profile.schema.json', profileSchema()],
])) {
  await writeFile(new URL(file, root), `${JSON.stringify(schema, null, 2)}\n`);
}

const page = new URL('docs/results.md', root);
await writeFile(page, fillTables(await readFile(page, 'utf8'), resultsSchema()));
