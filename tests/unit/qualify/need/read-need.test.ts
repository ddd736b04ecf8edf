import { expect, test } from 'vitest';
import { readNeed } from '../../../../src/qualify/need/read-need.js';
import { makeReader } from '../../../support/memory-reader.js';

const sound = `application: tiny
version: "1"
recorded: "2026-11-30"
upstream: null
requests: 1
clients: []
operations:
  PutObject:
    count: 1
    parameters: []
    forms: { addressing: [path], sign: [v4], transfer: [plain], checksum: [] }
    statuses: { "200": 1 }
    errors: []
order: [PutObject]
concurrency: 1
largest_object: 1
`;

async function read(text: string) {
  const { need, diagnostics } = await readNeed('need.yaml', makeReader({ 'need.yaml': text }));
  return { need, found: diagnostics.map(({ message, at }) => [message, at && text.slice(at.start, at.end)]) };
}

test('a need is read as it was written', async () => {
  const { need, found } = await read(sound);
  expect(found).toEqual([]);
  expect(need?.operations.PutObject?.count).toBe(1);
});

test('what is wrong is told with its place', async () => {
  expect(await read(sound.replace('count: 1', 'count: many'))).toEqual({
    need: null,
    found: [[expect.stringContaining('operations.PutObject.count must be'), 'many']],
  });
  expect((await read('[]')).found).toEqual([['it must be an object, found a list', '[]']]);
  const { need, found } = await read(sound.replace('concurrency: 1\n', ''));
  expect(need).toBeNull();
  expect(found).toHaveLength(1);
  expect(found[0]?.[0]).toContain('concurrency is missing');
});

test('text that is no YAML, and a file that is not there, are no need', async () => {
  expect((await read('a: [')).need).toBeNull();
  const { need, diagnostics } = await readNeed('none.yaml', makeReader({}));
  expect(need).toBeNull();
  expect(diagnostics).toMatchObject([{ code: 'no-need', file: 'none.yaml' }]);
});
