import { rename, writeFile } from 'node:fs/promises';
import { builtInSuite } from '../dist/app/built-in-suite.js';
import { fileReader } from '../dist/app/file-reader.js';
import { packSuite } from '../dist/conformance/pack-suite.js';

// What `npm run build` does last: the suite, parsed, beside the code that would parse it. A command that is just starting
// finds the old file or the new one, never a part of it.

const stored = new URL('../dist/suite.json', import.meta.url);
const unfinished = new URL(`../dist/suite.json.${process.pid}`, import.meta.url);

await writeFile(unfinished, JSON.stringify(await packSuite(builtInSuite, fileReader)));
await rename(unfinished, stored);
