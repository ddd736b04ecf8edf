import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, startCommand } from '../support/run-command.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { useServer } from '../support/use-server.js';
import { waitUntil } from '../support/wait-until.js';

const server = useServer();

function casesThat(wait: string): string {
  return `
config:
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
cases:
  - case: one-of-many
    repeat: 100
    parallel: true
    fixtures: { versioning: true, objects: [ { key: a, body: x } ] }
    steps:
      - { operation: PutObject, parameters: { key: a, body: y } }
      - { wait: ${wait} }
      - { operation: GetObject, parameters: { key: a }, expected_result: { body: y } }
`;
}

test('Ctrl-C in the middle of 100 parallel cases ends with 130, nothing left and the results written', async () => {
  const state = await makeFolder();
  const cwd = await makeFolder({ 's3tester.yaml': casesThat('500ms') });
  const env = { S3TESTER_STATE_DIR: state, S3TESTER_ENDPOINT_URL: server.url };
  const words = ['run', '--format', 'json', '-o', 'results.json', '--log-level', 'debug'];
  const run = startCommand(words, { cwd, env });
  await run.says('step finished');
  run.kill('SIGINT');
  const { code, stderr } = await run.finished;
  expect(code).toBe(130);
  expect(stderr).toContain('interrupted: running operations end, clean-up runs');
  const results = JSON.parse(await readFile(path.join(cwd, 'results.json'), 'utf8')) as Results;
  expect(results.interrupted).toBe(true);
  expect(results.results).toHaveLength(200);
  expect(results.cases).toHaveLength(100);
  expect(results.results.filter(({ status }) => status === 'pass').length).toBeGreaterThan(0);
  const reasons = new Set(results.results.map(({ skip_reason }) => skip_reason));
  expect([...reasons]).toEqual(expect.arrayContaining(['interrupted']));
  expect(results.summary.failed + results.summary.error).toBe(0);
  expect(await bucketNames(clientOf(server.url))).toEqual([]);
  expect(await readdir(path.join(state, 'journals'))).toEqual([]);
});

test('Ctrl-C twice ends at once; the journal stays, and clean goes by it', async () => {
  const state = await makeFolder();
  const cwd = await makeFolder({ 's3tester.yaml': casesThat('60s') });
  const env = { S3TESTER_STATE_DIR: state, S3TESTER_ENDPOINT_URL: server.url };
  const run = startCommand(['run'], { cwd, env });
  const client = clientOf(server.url);
  await waitUntil(run, async () => ((await bucketNames(client)).length >= 20 ? true : null));
  run.kill('SIGINT');
  await run.says('again to stop at once');
  run.kill('SIGINT');
  expect((await run.finished).code).toBe(130);
  expect(await readdir(path.join(state, 'journals'))).toHaveLength(1);
  expect((await bucketNames(client)).length).toBeGreaterThanOrEqual(20);
  expect((await runCommand(['clean'], { cwd, env })).code).toBe(0);
  expect(await bucketNames(clientOf(server.url))).toEqual([]);
  expect(await readdir(path.join(state, 'journals'))).toEqual([]);
});
