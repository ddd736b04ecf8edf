import { readFile, writeFile } from 'node:fs/promises';
import { fillDocs } from './lib/docs.js';
import { readOutcomes } from './lib/outcomes.js';

// Writes the tables of docs/applications.md anew.

const file = new URL('../../docs/applications.md', import.meta.url);
await writeFile(file, fillDocs(await readFile(file, 'utf8'), await readOutcomes()));
