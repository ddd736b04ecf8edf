import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileReader } from '../../src/app/file-reader.js';
import { storedDocuments } from '../../src/config/stored-documents.js';
import { parseDocument } from '../../src/config/text/parse-document.js';
import { repository } from '../support/repository.js';

const suite = path.join(repository, 'suite');
const found = await fileReader.glob(path.join(suite, '**', '*.yaml'));
const names = found
  .map((file) => path.relative(suite, file))
  .filter((name) => !name.startsWith(`baselines${path.sep}`));
const stored = storedDocuments(
  JSON.parse(await readFile(path.join(repository, 'dist', 'suite.json'), 'utf8')),
);

test.each(names)(
  'what the package holds of suite/%s is what parsing it gives, places and all',
  async (name) => {
    const file = { name, text: await readFile(path.join(suite, name), 'utf8') };
    expect(stored.find(file)).toEqual(parseDocument(file));
  },
);
