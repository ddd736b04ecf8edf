import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openHistoryWriter } from '../../../../src/consistency/history/history-writer.js';
import type { HistoryHeader } from '../../../../src/consistency/history/types.js';
import { makeFolder } from '../../../support/make-folder.js';

const header = { type: 'history', format: 1, seed: 7 } as HistoryHeader;

test('a history goes into a folder that is made where it is missing', async () => {
  const file = path.join(await makeFolder(), 'histories', 'of', 'today.ndjson');
  const writer = await openHistoryWriter(file, header);
  await writer.close();
  const [first] = (await readFile(file, 'utf8')).split('\n');
  expect(JSON.parse(first ?? '')).toEqual(header);
});

test('and is refused where something else stands in the place of the folder', async () => {
  const folder = await makeFolder({ taken: 'text' });
  await expect(openHistoryWriter(path.join(folder, 'taken', 'h.ndjson'), header)).rejects.toThrow(
    `${path.join(folder, 'taken')} is not a folder`,
  );
});
