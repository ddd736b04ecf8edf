import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openHistoryWriter } from '../../../../src/consistency/history/history-writer.js';
import { openHistory } from '../../../../src/consistency/history/read-history.js';
import type { HistoryHeader, HistoryLine } from '../../../../src/consistency/history/types.js';
import { makeFolder } from '../../../support/make-folder.js';

const header: HistoryHeader = {
  type: 'history',
  format: 1,
  workloads: ['counter'],
  model: 'strong',
  start: '2026-01-01T00:00:00.000Z',
  endpoints: ['http://127.0.0.1:1'],
  buckets: [{ name: 'b', versioned: false }],
  clients: 1,
  seed: 1,
  s3tester_version: '0',
};

const lines: readonly HistoryLine[] = [
  {
    ...{ id: 0, client: 0, endpoint: 0, workload: 'counter', op: 'put', bucket: 'b', key: 'e0/k', value: 1 },
    ...{ call: 1, return: 2, outcome: 'ok', status: 200 },
  },
  { type: 'fault', at: 3, fault: 'kill', on: true },
  { type: 'ended', bucket: 'b', prefix: 'e0/' },
];

async function readAll(file: string): Promise<readonly unknown[]> {
  const opened = await openHistory(file);
  const read: unknown[] = [opened.header];
  for await (const line of opened.lines) {
    read.push(line);
  }
  return read;
}

test('what is written is read, and counted', async () => {
  const file = path.join(await makeFolder({}), 'history.ndjson');
  const blocks: string[] = [];
  const writer = await openHistoryWriter(file, header, (text) => void blocks.push(text));
  for (const line of lines) {
    writer.write(line);
  }
  await writer.ready();
  await writer.close();
  expect(writer.operations).toBe(1);
  expect(await readAll(file)).toEqual([header, ...lines]);
  expect(`${JSON.stringify(header)}\n${blocks.join('')}`).toBe(await readFile(file, 'utf8'));
});

test('a file that cannot be written is an error before anything is done', async () => {
  const folder = await makeFolder({});
  await expect(openHistoryWriter(folder, header, () => undefined)).rejects.toThrow(/EISDIR/);
});

test.each<readonly [what: string, text: string, message: string]>([
  ['empty', '', ':1: is not the first line of a history'],
  ['something else', '{"results":[]}\n', ':1: is not the first line of a history'],
  ['no JSON', 'hello\n', ':1: is not JSON'],
  ['cut off', `${JSON.stringify(header)}\n{"id":0,"cli`, ':2: is not JSON; the file may have been cut off'],
  ['with a strange line', `${JSON.stringify(header)}\n{"a":1}\n`, ':2: is not a line of a history'],
  ['with a list for a line', `${JSON.stringify(header)}\n[]\n`, ':2: is not a line of a history'],
])('a file that is %s is refused', async (_what, text, message) => {
  const file = path.join(await makeFolder({}), 'history.ndjson');
  await writeFile(file, text);
  await expect(readAll(file)).rejects.toThrow(`${file}${message}`);
});

test('a file that is not there is refused by name', async () => {
  await expect(openHistory('no-such-file.ndjson')).rejects.toThrow('no-such-file.ndjson cannot be read');
});
