import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, startCommand } from '../support/run-command.js';
import { useServer } from '../support/use-server.js';
import { waitUntil } from '../support/wait-until.js';

const server = useServer();
const moments = 10;

/** Runs for longer than it is let: a group of steps, then many turns of one, of which most are counted. */
const scenario = `
config:
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
test_cases:
  parallel: true
  groups:
    - name: one after another
      before_test: [ { operation: CreateBucket, parameters: { bucket: "stream-\${run_id}" } } ]
      test:
        - repeat: 100000
          operation: PutObject
          parameters: { bucket: "stream-\${run_id}", key: k, body: "turn \${index}" }
    - name: many at once
      test:
        - { repeat: 1000000, parallel: 8, presign: { operation: GetObject, parameters: { bucket: b, key: k } } }
`;

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8')).split('\n').slice(0, -1);
}

/** What a stream says was judged: the entries, and of what was counted the last count of each. */
function judgedIn(lines: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const { type, order, result } = JSON.parse(line) as {
      type: string;
      order: readonly number[];
      result?: { turns?: { passed: number } };
    };
    if (type === 'step-finished' || type === 'turns-counted') {
      counts.set(String(order), result?.turns?.passed ?? 1);
    }
  }
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

test('a run that is killed at any moment leaves what it had judged, and report tells it', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const env = { S3TESTER_STATE_DIR: await makeFolder(), S3TESTER_ENDPOINT_URL: server.url };
  const counted: number[] = [];
  for (let moment = 0; moment < moments; moment++) {
    const file = path.join(cwd, `killed-${moment}.ndjson`);
    const running = startCommand(['run', '--stream', file, '--quiet'], { cwd, env });
    await waitUntil(running, async () =>
      existsSync(file) && (await linesOf(file)).length > 1 ? true : null,
    );
    await sleep(moment * 250);
    running.kill('SIGKILL');
    await running.finished;

    const judged = judgedIn(await linesOf(file));
    expect(judged).toBeGreaterThan(0);
    const told = await runCommand(['report', file, '--format', 'json'], { cwd });
    expect(told.code).toBe(130);
    expect(told.stderr).toContain(
      `${file} broke off: ${judged} operations were judged, of 1100001 at least\n`,
    );
    const results = JSON.parse(told.stdout) as Results;
    expect(results).toMatchObject({ interrupted: true, total_operations: 1_100_001 });
    expect(results.summary.passed).toBe(judged);
    counted.push(results.results.filter(({ turns }) => turns !== undefined).length);
  }
  // The later moments are after the first thousand turns.
  expect(Math.max(...counted)).toBeGreaterThan(0);
});

test('every format can be had of a stream, as of the results of the same run', async () => {
  const cwd = await makeFolder();
  const file = path.join(cwd, 'run.ndjson');
  const results = path.join(cwd, 'results.json');
  const words = ['examples/advanced-config.yaml', '--stream', file, '--format', 'json', '-o', results];
  expect((await runCommand(['run', ...words])).code).toBe(0);
  const formats = ['table', 'json', 'yaml', 'junit', 'html', 'har', 'markdown'];
  for (const source of [file, results]) {
    const reports = formats.flatMap((format) => ['--report', `${format}=${source}.${format}`]);
    expect((await runCommand(['report', source, ...reports])).code).toBe(0);
  }
  for (const format of formats) {
    const ofStream = await readFile(`${file}.${format}`, 'utf8');
    expect(ofStream).toBe(await readFile(`${results}.${format}`, 'utf8'));
  }
  expect(await readFile(`${file}.json`, 'utf8')).toBe(await readFile(results, 'utf8'));
});

test('the stream of a suite has its scores in the end', async () => {
  const cwd = await makeFolder();
  const file = path.join(cwd, 'suite.ndjson');
  const results = path.join(cwd, 'results.json');
  const words = ['--suite', 'tests/support/mini-suite', '--stream', file, '--format', 'json', '-o', results];
  await runCommand(['conformance', ...words]);
  const told = await runCommand(['report', file, '--format', 'json']);
  expect(JSON.parse(told.stdout)).toEqual(JSON.parse(await readFile(results, 'utf8')));
});

test('a secret that comes to light late is nowhere in the stream', async () => {
  const secret = 'bGF0ZS1zZWNyZXQta2V5LW9mLTQwLWNoYXJhY3RlcnM';
  const cwd = await makeFolder({
    's3tester.yaml': `
config:
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
test_cases:
  groups:
    - name: Late
      before_test:
        - { operation: CreateBucket, parameters: { bucket: "late-\${run_id}" } }
        - { operation: PutObject, parameters: { bucket: "late-\${run_id}", key: keys.json, body: "first ${secret.slice(0, 20)}" } }
        - { operation: PutObject, parameters: { bucket: "late-\${run_id}", key: "${secret}", body: x } }
        - { operation: ListObjectsV2, parameters: { bucket: "late-\${run_id}" }, save: { found: "Contents[0].Key" } }
      test:
        - request: { method: GET, path: /, credential: { access_key: other, secret_key: "\${found}" } }
          expected_result: { status_code: 403 }
`,
  });
  const env = { S3TESTER_STATE_DIR: await makeFolder(), S3TESTER_ENDPOINT_URL: server.url };
  const run = await runCommand(['run', '--stream', 'run.ndjson', '--format', 'json'], { cwd, env });
  const stream = await readFile(path.join(cwd, 'run.ndjson'), 'utf8');
  expect(stream).not.toContain(secret);
  expect(run.stdout).not.toContain(secret);
  const told = await runCommand(['report', 'run.ndjson', '--format', 'json'], { cwd });
  expect(JSON.parse(told.stdout)).toEqual(JSON.parse(run.stdout));
});

test.each([
  [
    ['report', 'nothing-there.json'],
    'cannot read the results nothing-there.json: there is no such file or folder',
  ],
  [['report', 'package.json'], 'package.json is not a result file of s3tester: it has no result_format'],
  [['report', 'a.json', 'b.json', '--format', 'json'], 'the results of several runs make no one document'],
  [['run', 'examples/basic-config.yaml', '--stream', '/dev/null'], 'it is no regular file'],
])('%j is refused', async (words, message) => {
  const { code, stderr, stdout } = await runCommand(words);
  expect({ code, stdout: words.includes('json') ? '' : stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
