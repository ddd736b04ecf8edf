import { writeFile } from 'node:fs/promises';
import { processIo } from '../dist/cli/io.js';
import { makeProgram } from '../dist/cli/program.js';
import { renderManual } from './man/render.js';

// Writes the manual page from the commands as they are built: `npm run man`.

await writeFile(new URL('../man/s3tester.1', import.meta.url), renderManual(makeProgram(processIo())));
