import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { startCommand } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';
import { useServer } from '../support/use-server.js';

const server = useServer({ buckets: ['meeting'] });
const scenario = `test_cases:
  groups:
    - { name: A, every_shard: true, test: [{ operation: ListBuckets }] }
`;
const suite = path.join(repository, 'tests', 'support', 'mini-suite');
const toServer = () => ['--endpoint-url', server.url, '--credential', 'main=s3tester:s3tester-secret'];

async function startOf(file: string): Promise<number> {
  return Date.parse((JSON.parse(await readFile(file, 'utf8')) as Results).start_time);
}

describe('shards wait until all have come', () => {
  test.each([
    ['in a bucket', (cwd: string) => `s3://meeting/${path.basename(cwd)}/first`],
    ['in a folder', (cwd: string) => path.join(cwd, 'new', 'folder')],
  ])('%s', async (_, placeIn) => {
    const cwd = await makeFolder({ 's3tester.yaml': scenario });
    const barrier = ['--barrier', placeIn(cwd), '--barrier-timeout', '60s'];
    const shard = (index: number) =>
      startCommand(
        ['run', ...toServer(), '--shard', `${index}/2`, ...barrier, '-f', 'json', '-o', `${index}.json`],
        { cwd },
      );
    const first = shard(1);
    await first.says('shard 2/2 at');
    const before = Date.now();
    const ended = await Promise.all([first.finished, shard(2).finished]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    for (const name of ['1.json', '2.json']) {
      expect(await startOf(path.join(cwd, name))).toBeGreaterThan(before);
    }

    const again = await runInProcess(['run', ...toServer(), '--shard', '1/2', '--barrier', placeIn(cwd)], {
      cwd,
    });
    expect(again).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('this shard was here before'),
    });
    const other = await runInProcess(['run', ...toServer(), '--shard', '1/3', '--barrier', placeIn(cwd)], {
      cwd,
    });
    expect(other).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('a shard of another run was here'),
    });
  });
});

describe('a barrier that cannot be passed', () => {
  const soon = ['--barrier-timeout', '1s'];
  test.each<readonly [string, readonly string[], number, string]>([
    [
      'the others do not come',
      ['--shard', '1/3', '--barrier', 's3://meeting/alone', ...soon],
      3,
      'shards 2/3, 3/3 did not come within 1 s',
    ],
    [
      'there is no bucket',
      ['--shard', '1/3', '--barrier', 's3://no-such-bucket/x', ...soon],
      3,
      'ListObjectsV2: 404 NoSuchBucket',
    ],
    [
      'a file is in the way',
      ['--shard', '1/3', '--barrier', 's3tester.yaml', ...soon],
      3,
      '--barrier s3tester.yaml: s3tester.yaml is not a folder',
    ],
    ['there are no shards', ['--barrier', 's3://meeting/x'], 2, '--barrier is for the shards of a run'],
    ['there are too many', ['--shard', '1/1001', '--barrier', 's3://meeting/x'], 2, 'at most 1000 shards'],
  ])('%s', async (_, words, code, message) => {
    const cwd = await makeFolder({ 's3tester.yaml': scenario });
    const run = await runInProcess(['run', ...toServer(), ...words], { cwd });
    expect({ ...run, stderr: '' }).toEqual({ code, stdout: '', stderr: '' });
    expect(run.stderr).toContain(message);
  });

  test('is told as data, and the secret is in no message', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': scenario });
    const words = [
      '--shard',
      '1/2',
      '--barrier',
      's3://meeting/x',
      '--credential',
      'main=s3tester:not-the-secret',
    ];
    const { code, stdout, stderr } = await runInProcess(
      ['run', '--endpoint-url', server.url, ...words, '--format', 'json'],
      { cwd },
    );
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [{ code: 'start', message: expect.stringContaining('403 SignatureDoesNotMatch') }],
    });
    expect(stdout + stderr).not.toContain('not-the-secret');
  });

  test('on an embedded server of its own', async () => {
    const words = ['conformance', '--suite', suite, '--shard', '1/2', '--barrier', 's3://meeting/x'];
    expect(await runInProcess(words)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('each shard has an embedded server of its own'),
    });
  });
});

test('a run begins at its time, a suite at the barrier', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const before = Date.now();
  const words = ['run', ...toServer(), '--start-at', '+1s', '--format', 'json', '-o', 'a.json'];
  expect(await runInProcess(words, { cwd })).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('the run begins at 2'),
  });
  expect((await startOf(path.join(cwd, 'a.json'))) - before).toBeGreaterThanOrEqual(990);
  const ofSuite = [
    'conformance',
    '--suite',
    suite,
    ...toServer(),
    '--shard',
    '1/1',
    '--barrier',
    's3://meeting/suite',
  ];
  expect(await runInProcess([...ofSuite, '--case', '**/round-trip'], { cwd })).toMatchObject({ code: 0 });
  expect(await runInProcess(['run', '--start-at', '2020-01-01T00:00:00Z'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the other shards have begun'),
  });
});

test('Ctrl-C at the barrier ends the run, with nothing judged', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const barrier = ['--shard', '1/2', '--barrier', path.join(cwd, 'meeting'), '--barrier-timeout', '60s'];
  const run = startCommand(['run', ...toServer(), ...barrier, '--format', 'json'], { cwd });
  await run.says('shard 2/2 at');
  run.kill('SIGINT');
  const { code, stdout } = await run.finished;
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, results: [{ status: 'skipped' }] });
});
