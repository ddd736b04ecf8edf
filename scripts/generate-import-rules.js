import { readFile, writeFile } from 'node:fs/promises';
import { fillImports } from './import-rules/contributing.js';
import { lintConfiguration } from './import-rules/lint-configuration.js';
import { readImportTable } from './import-rules/table.js';

// Writes what is generated from imports.json: `npm run rules`.

const root = new URL('../', import.meta.url);
const table = await readImportTable(root);

await writeFile(new URL('biome.imports.json', root), lintConfiguration(table));

const page = new URL('CONTRIBUTING.md', root);
await writeFile(page, fillImports(await readFile(page, 'utf8'), table));
