import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { runCommand } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';

const program = path.join(repository, 'tests', 'support', 'record-program.js');

test.skipIf(process.platform === 'win32')('a program is recorded, and replayed without it', async () => {
  const folder = await makeFolder();
  const [recording, scenario, again] = ['r.ndjson', 's.yaml', 'again.yaml'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  const { code, stderr } = await runCommand([
    ...['record', '--upstream', 'embedded', '--application', 'program@1.2'],
    ...['--recording', recording, '--scenario', scenario, '--', process.execPath, program, 'job'],
  ]);
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('replays 12 requests') });
  const text = await readFile(scenario, 'utf8');
  expect(text).toContain('# Requests: 12 are replayed, 0 are left out');
  expect(text).toContain('# 1: PUT /BUCKET -> 200');

  const made = await runInProcess(['record', '--from', recording, '--scenario', again]);
  expect(made).toMatchObject({ code: 0, stdout: '' });
  expect(await readFile(again, 'utf8')).toBe(text);

  expect(await runInProcess(['validate', '--strict', scenario])).toMatchObject({ code: 0 });
  expect(await runInProcess(['run', scenario, '--endpoint-url', 'embedded'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 passed'),
  });
});

describe('--from, told wrong,', () => {
  test.each<[words: readonly string[], message: string]>([
    [['--from', 'r.ndjson'], 'nothing says what to make of the recording'],
    [['--from', 'r.ndjson', '--scenario', 's.yaml', '--', 'node'], '--from reads what was recorded'],
    [
      ['--from', 'r.ndjson', '--scenario', 's.yaml', '--upstream', 'embedded'],
      '--from reads what was recorded',
    ],
    [
      ['--from', 'nowhere.ndjson', '--scenario', 's.yaml'],
      'cannot read the recording nowhere.ndjson: there is no such file or folder',
    ],
  ])('%j', async (words, message) => {
    const { code, stdout, stderr } = await runInProcess(['record', ...words], { cwd: await makeFolder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('with what is no recording, of which nothing reaches a terminal', async () => {
    const cwd = await makeFolder({ 'r.ndjson': 'a\u001b[2J\u009b1m\n' });
    const words = ['record', '--from', 'r.ndjson', '--scenario', 's.yaml'];
    const { code, stderr } = await runInProcess(words, { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      's3tester: r.ndjson is no recording: its first line is not JSON; s3tester record writes a recording\n',
    );
  });

  test('with a recording of which nothing can be replayed', async () => {
    const folder = await makeFolder();
    const head = {
      ...{ recording: 1, application: null, version: null, started: '2026-11-30T22:00:00Z' },
      ...{ upstream: null, addressing: 'path' },
    };
    const recording = path.join(folder, 'r.ndjson');
    await writeFile(recording, `${JSON.stringify(head)}\n`);
    const words = ['record', '--from', recording, '--scenario', path.join(folder, 's.yaml')];
    const { code, stderr } = await runInProcess(words);
    expect(code).toBe(2);
    expect(stderr).toContain('nothing of this recording can be replayed; it has no exchange');
  });
});
