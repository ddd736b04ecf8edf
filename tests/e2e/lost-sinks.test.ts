import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, runLine, startCommand } from '../support/run-command.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { useServer } from '../support/use-server.js';
import { waitUntil } from '../support/wait-until.js';

const server = useServer();

const scenario = `
config:
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
cases:
  - case: passes
    fixtures: { bucket: own }
    steps: [ { operation: PutObject, parameters: { key: a, body: x } }, { wait: "\${WAIT:-1ms}" } ]
`;

async function folder() {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const env = { S3TESTER_STATE_DIR: await makeFolder(), S3TESTER_ENDPOINT_URL: server.url };
  return { cwd, env };
}

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  test('takes the log, and neither the results nor the clean-up', async () => {
    const where = await folder();
    const words = [
      'run',
      '--log-file',
      '/dev/full',
      '--log-level',
      'trace',
      '--format',
      'json',
      '-o',
      'r.json',
    ];
    const { code, stderr } = await runCommand(words, where);
    expect(stderr.match(/cannot write the log to \/dev\/full: the disk is full/g)).toHaveLength(1);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(3);
    const results = JSON.parse(await readFile(path.join(where.cwd, 'r.json'), 'utf8')) as Results;
    expect(results.cases).toMatchObject([{ id: 's3tester/passes', verdict: 'pass' }]);
    expect(await bucketNames(clientOf(server.url))).toEqual([]);
  });

  test.each(['run', 'run --format json', 'list operations', 'schema', 'validate', '--help'])(
    'under stdout of %s is told in one line',
    async (words) => {
      const { code, stderr } = await runLine(`${words} > /dev/full`, await folder());
      expect(stderr.match(/s3tester: cannot write to stdout: the disk is full/g)).toHaveLength(1);
      expect(stderr).not.toContain('    at ');
      expect(code).toBe(3);
    },
  );

  test('under stdout leaves the other reports', async () => {
    const where = await folder();
    const { code } = await runLine('run --report junit=j.xml --har h.har > /dev/full', where);
    expect(code).toBe(3);
    expect(await readFile(path.join(where.cwd, 'j.xml'), 'utf8')).toContain('<testsuites');
    expect(JSON.parse(await readFile(path.join(where.cwd, 'h.har'), 'utf8'))).toHaveProperty('log');
  });

  test.each(['--report junit=/dev/full', '--har /dev/full', '-o /dev/full'])(
    'under %s leaves what else is written',
    async (words) => {
      const where = await folder();
      const { code, stderr } = await runLine(`run ${words} --report json=r.json`, where);
      expect(stderr.match(/the disk is full/g)).toHaveLength(1);
      expect(code).toBe(3);
      expect(await readFile(path.join(where.cwd, 'r.json'), 'utf8')).toContain('"s3tester/passes"');
    },
  );

  test('under stderr is no reason to end', async () => {
    const where = await folder();
    const { code, stdout } = await runLine('run --log-level trace 2> /dev/full', where);
    expect(stdout).toContain('1 passed');
    expect(code).toBe(3);
  });
});

test.skipIf(process.platform === 'win32')('a closed terminal interrupts a run as Ctrl-C does', async () => {
  const where = await folder();
  const env = { ...where.env, WAIT: '10m' };
  const run = startCommand(['run', '--format', 'json', '-o', 'r.json'], { ...where, env });
  const client = clientOf(server.url);
  await waitUntil(run, async () => ((await bucketNames(client)).length > 0 ? true : null));
  run.kill('SIGHUP');
  expect((await run.finished).code).toBe(130);
  const results = JSON.parse(await readFile(path.join(where.cwd, 'r.json'), 'utf8')) as Results;
  expect(results.interrupted).toBe(true);
  expect(await bucketNames(client)).toEqual([]);
  expect(await readdir(path.join(where.env.S3TESTER_STATE_DIR, 'journals'))).toEqual([]);
});
