import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import type { CleanedJournal } from '../../src/runner/index.js';
import { makeFolder } from '../support/make-folder.js';
import { type RunningCommand, runCommand, startCommand } from '../support/run-command.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { useServer } from '../support/use-server.js';
import { waitUntil } from '../support/wait-until.js';

const server = useServer();
const other = useServer();

const credential = 'main=s3tester:s3tester-secret';

const scenario = `
config:
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
cases:
  - case: slow
    repeat: 3
    parallel: true
    fixtures: { bucket: own, objects: [ { key: a, body: x } ] }
    steps: [ { wait: "\${WAIT}" }, { operation: GetObject, parameters: { key: a }, expected_result: { body: x } } ]
`;

const waitingAtTheGate = `
config:
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
cases:
  - case: waiting
    repeat: 3
    parallel: true
    fixtures: { bucket: own, objects: [ { key: a, body: x } ] }
    steps:
      - { operation: HeadObject, parameters: { bucket: gate, key: open }, eventually: { timeout: 50s, interval: 100ms } }
      - { operation: GetObject, parameters: { key: a }, expected_result: { body: x } }
`;

/** A folder for a run and its state; `env` is what its commands get. */
async function makeRunFolder(endpoint = server.url, wait = '60s') {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const env = { S3TESTER_STATE_DIR: await makeFolder(), S3TESTER_ENDPOINT_URL: endpoint, WAIT: wait };
  return { cwd, env };
}

async function startAndWait(folder: Awaited<ReturnType<typeof makeRunFolder>>): Promise<RunningCommand> {
  const client = clientOf(folder.env.S3TESTER_ENDPOINT_URL);
  const before = await bucketNames(client);
  const run = startCommand(['run'], folder);
  await waitUntil(run, async () => ((await bucketNames(client)).length === before.length + 3 ? true : null));
  return run;
}

async function leaveBehind(folder: Awaited<ReturnType<typeof makeRunFolder>>): Promise<void> {
  const run = await startAndWait(folder);
  run.kill('SIGKILL');
  await run.finished;
}

function journalsOf(stdout: string): readonly CleanedJournal[] {
  return (JSON.parse(stdout) as { journals: CleanedJournal[] }).journals;
}

test('a run that is alive is left alone, and passes', async () => {
  const client = clientOf(server.url);
  await client.send(new CreateBucketCommand({ Bucket: 'gate' }));
  const folder = await makeRunFolder();
  await writeFile(path.join(folder.cwd, 's3tester.yaml'), waitingAtTheGate);
  const run = await startAndWait(folder);
  const { code, stdout } = await runCommand(['clean', '--format', 'json'], folder);
  expect(code).toBe(0);
  expect(journalsOf(stdout)).toMatchObject([{ status: 'running', endpoint_url: server.url }]);
  const statuses = journalsOf(stdout)[0]?.buckets.map(({ status }) => status);
  expect(statuses).toEqual(['untouched', 'untouched', 'untouched']);
  await client.send(new PutObjectCommand({ Bucket: 'gate', Key: 'open' }));
  const finished = await run.finished;
  expect(finished.code, finished.stdout).toBe(0);
  expect(await bucketNames(client)).toEqual(['gate']);
  await client.send(new DeleteObjectCommand({ Bucket: 'gate', Key: 'open' }));
  await client.send(new DeleteBucketCommand({ Bucket: 'gate' }));
});

test('a dry run says what would go, and sends nothing', async () => {
  const folder = await makeRunFolder();
  await leaveBehind(folder);
  const before = await bucketNames(clientOf(server.url));
  const { code, stdout } = await runCommand(['clean', '--dry-run'], folder);
  expect(code).toBe(0);
  for (const name of before) {
    expect(stdout).toContain(`would be removed  ${name}`);
  }
  expect(await bucketNames(clientOf(server.url))).toEqual(before);
  const real = await runCommand(['clean', '--format', 'yaml'], folder);
  expect(real.code).toBe(0);
  expect(real.stdout).toContain('status: removed');
  expect(await bucketNames(clientOf(server.url))).toEqual([]);
  const again = await runCommand(['clean'], folder);
  expect(again).toMatchObject({ code: 0, stdout: 'nothing to remove\n' });
});

test('only journals of the given endpoint count, unless all are asked for', async () => {
  const folder = await makeRunFolder(other.url);
  await leaveBehind(folder);
  const words = ['clean', '--endpoint-url', server.url, '--credential', credential, '--format', 'json'];
  const narrow = await runCommand(words, folder);
  expect(narrow.code).toBe(0);
  expect(journalsOf(narrow.stdout)).toMatchObject([{ status: 'elsewhere', endpoint_url: other.url }]);
  expect(await bucketNames(clientOf(other.url))).toHaveLength(3);
  const wide = await runCommand([...words, '--all-journals'], folder);
  expect(wide.code).toBe(0);
  expect(journalsOf(wide.stdout)[0]?.buckets.map(({ status }) => status)).toEqual([
    'removed',
    'removed',
    'removed',
  ]);
  expect(await bucketNames(clientOf(other.url))).toEqual([]);
});

test('what cannot be removed is named, kept in the journal, and gives exit code 3', async () => {
  const folder = await makeRunFolder();
  await leaveBehind(folder);
  const names = await bucketNames(clientOf(server.url));
  const words = ['clean', '--endpoint-url', server.url];
  const strange = { ...folder, cwd: await makeFolder() };
  const none = await runCommand(words, strange);
  expect(none.code).toBe(3);
  expect(none.stdout).toContain(
    `STILL THERE       ${names[0]}  needs the credential main (access key s3tester)`,
  );
  const wrong = await runCommand([...words, '--credential', 'main=s3tester:wrong-secret'], strange);
  expect(wrong.code).toBe(3);
  expect(wrong.stdout).toContain('SignatureDoesNotMatch');
  expect(wrong.stdout + wrong.stderr).not.toContain('wrong-secret');
  const unreachable = await runCommand(['clean', '--all-journals', '--credential', credential], {
    ...strange,
    env: { ...strange.env, S3TESTER_ENDPOINT_URL: 'http://127.0.0.1:1' },
  });
  expect(unreachable.code).toBe(0);
  expect(await readdir(path.join(folder.env.S3TESTER_STATE_DIR, 'journals'))).toEqual([]);
});

test('the embedded server leaves nothing to clean, and so no journal', async () => {
  const folder = await makeRunFolder('embedded', '1ms');
  const { code, stdout } = await runCommand(['run'], folder);
  expect(code, stdout).toBe(0);
  expect(await readdir(folder.env.S3TESTER_STATE_DIR)).toEqual([]);
  expect(await runCommand(['clean'], folder)).toMatchObject({ code: 0, stdout: 'nothing to remove\n' });
});

test('journals that cannot be read are said to be so, with exit code 3', async () => {
  const stateFolder = await makeFolder({ journals: 'a file, where the folder should be' });
  const words = ['clean', '--endpoint-url', server.url, '--credential', credential];
  const { code, stderr } = await runCommand(words, { env: { S3TESTER_STATE_DIR: stateFolder } });
  expect(code).toBe(3);
  expect(stderr).toMatch(/^s3tester: .*journals: a part of its path is a file, not a folder/);
});

test('without a server to clean, the command line is wrong', async () => {
  const { code, stderr } = await runCommand(['clean'], { cwd: await makeFolder() });
  expect(code).toBe(2);
  expect(stderr).toContain('which server');
  const bad = await runCommand(['clean', '--endpoint-url', 'nonsense'], { cwd: await makeFolder() });
  expect(bad.code).toBe(2);
});

test('clean may be killed itself, and called again', async () => {
  const folder = await makeRunFolder();
  for (let kill = 0; kill < 3; kill++) {
    await leaveBehind(folder);
  }
  for (const moment of [250, 400, 550]) {
    const clean = startCommand(['clean'], folder);
    await sleep(moment);
    clean.kill('SIGKILL');
    await clean.finished;
  }
  expect((await runCommand(['clean'], folder)).code).toBe(0);
  expect(await bucketNames(clientOf(server.url))).toEqual([]);
  expect(await readdir(path.join(folder.env.S3TESTER_STATE_DIR, 'journals'))).toEqual([]);
});

test('a configuration that names the server alone is enough', async () => {
  const folder = await makeRunFolder();
  const run = await startAndWait(folder);
  run.kill('SIGKILL');
  await run.finished;
  await writeFile(
    path.join(folder.cwd, 'server.yaml'),
    `config:
  endpoint_url: ${server.url}
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
  target: { lifecycle_day: 10s }
`,
  );
  const { code, stdout } = await runCommand(['clean', '-c', 'server.yaml'], folder);
  expect(stdout).toContain('3 removed');
  expect(code).toBe(0);
});
