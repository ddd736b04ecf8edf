import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecording } from '../../../../src/record/recording/read-recording.js';
import { makeFolder } from '../../../support/make-folder.js';
import { sampleLine } from './sample-line.js';

const head = {
  recording: 1,
  application: 'restic',
  version: '0.18.1',
  started: '2026-11-30T22:00:00.000Z',
  upstream: null,
  addressing: 'path',
};

async function written(...lines: readonly unknown[]): Promise<string> {
  const file = path.join(await makeFolder(), 'r.ndjson');
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(file, `${text.join('\n')}\n`);
  return file;
}

describe('a recording', () => {
  test('is read as it was written', async () => {
    const lines = [sampleLine(), sampleLine({ n: 2, response: null, failure: 'the client went away' })];
    expect(await readRecording(await written(head, ...lines))).toEqual({ head, lines, tornLine: null });
  });

  test('may hold more than is known', async () => {
    const file = await written({ ...head, more: 1 }, { ...sampleLine(), more: 1 });
    expect(await readRecording(file)).toEqual({ head, lines: [sampleLine()], tornLine: null });
  });

  test.each<[lines: readonly unknown[], place: string, message: string]>([
    [[''], '', ' is no recording: it is empty; s3tester record writes one'],
    [['{"n":1}'], ':1', ': this is no recording: its first line has no member "recording"'],
    [[{ ...head, recording: 2 }], ':1', ': the recording has format 2; this s3tester reads 1'],
    [[{ ...head, addressing: 'x' }], ':1', ': addressing must be one of path, virtual-host, found "x"'],
    [[head, '[1]'], ':2', ': this is JSON, but no object'],
    [['5'], '', ' is no recording: its first line is JSON, but no object'],
    [[head, '', { ...sampleLine(), at: 'x' }], ':3', ': at must be a number, found "x"'],
    [[head, { ...sampleLine(), query: [['a']] }], ':2', ': query[0] must be a pair of texts, found a list'],
  ])('that is none says why: %j', async (lines, place, message) => {
    const file = await written(...lines);
    await expect(readRecording(file)).rejects.toThrow(`${file}${place}${message}`);
  });

  test('of which a line in the middle is broken off says where', async () => {
    const file = await written(head, '{"n":', sampleLine());
    await expect(readRecording(file)).rejects.toThrow(`${file}:2: this is not JSON`);
  });

  test('of which the last line is broken off is read up to there', async () => {
    const file = await written(head, sampleLine(), JSON.stringify(sampleLine()).slice(0, 40));
    expect(await readRecording(file)).toEqual({ head, lines: [sampleLine()], tornLine: 3 });
    const headless = await written('{"recording":');
    await expect(readRecording(headless)).rejects.toThrow(
      `${headless} is no recording: its first line is not JSON`,
    );
  });

  test('that is not there says so', async () => {
    await expect(readRecording('/no/such/file')).rejects.toThrow(
      'cannot read the recording /no/such/file: there is no such file or folder',
    );
  });
});
