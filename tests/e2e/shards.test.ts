import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutTimes } from '../../scripts/same-results.js';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { runInProcess } from '../support/run-in-process.js';
import { useServer } from '../support/use-server.js';

const server = useServer();
const toServer = () => ['--endpoint-url', server.url, '--credential', 'main=s3tester:s3tester-secret'];

/** Six groups with all that may differ: what fails, is skipped, loops, has cases, and names that are random. */
const scenario = `variables: { bucket: "shards-\${random:8}" }
test_cases:
  groups:
    - name: Keys
      before_test: [{ operation: CreateBucket, parameters: { bucket: "\${bucket}" } }]
      test:
        - operation: PutObject
          repeat: 3
          parameters: { bucket: "\${bucket}", key: "\${random:6}-\${index}", body: "\${uuid}" }
      after_test:
        - { operation: ListObjectsV2, parameters: { bucket: "\${bucket}" }, save: { keys: "Contents[].Key" } }
        - for_each: "\${keys}"
          operation: DeleteObject
          parameters: { bucket: "\${bucket}", key: "\${item}" }
        - { operation: DeleteBucket, parameters: { bucket: "\${bucket}" } }
    - name: Not there
      test: [{ operation: HeadBucket, parameters: { bucket: "\${bucket}" } }]
    - name: Cases
      parallel: true
      test:
        - case: one
          fixtures: { bucket: own }
          steps: [{ operation: PutObject, parameters: { key: a, body: a } }]
        - case: two
          fixtures: { bucket: own }
          steps: [{ operation: GetObject, parameters: { key: a }, expected_result: { error_code: NoSuchKey } }]
    - name: Not today
      test: [{ operation: ListBuckets, skip: not today }]
    - name: Which
      test:
        - operation: HeadBucket
          parameters: { bucket: "no-\${shard.count}-\${random:9}" }
          expected_result: { error_code: NoSuchBucket }
    - name: Last
      test: [{ request: { path: "/\${random:30}" }, expected_result: { error_code: NoSuchBucket } }]
`;

async function runOne(words: readonly string[], output: string, cwd: string): Promise<Results> {
  const { code, stderr } = await runInProcess([...words, '--format', 'json', '-o', output], { cwd });
  expect({ code, stderr: code === 2 ? stderr : '' }).toEqual({ code: expect.any(Number), stderr: '' });
  return JSON.parse(await readFile(path.join(cwd, output), 'utf8')) as Results;
}

async function runShards(words: readonly string[], count: number, cwd: string): Promise<readonly Results[]> {
  const all: Results[] = [];
  for (let index = 1; index <= count; index++) {
    all.push(await runOne([...words, '--shard', `${index}/${count}`], `${index}.json`, cwd));
  }
  return all;
}

const filesOf = (count: number) => Array.from({ length: count }, (_, index) => `${count - index}.json`);

describe('four shards, merged, are one run but for times and ids', () => {
  test.each([
    ['in order', []],
    ['side by side', ['--parallel']],
    ['of a selection', ['--group', 'Keys', '--group', 'Which']],
  ])('of files, %s', async (_, options) => {
    const cwd = await makeFolder({ 's3tester.yaml': scenario.replace('${shard.count}', 'count') });
    const words = ['run', ...toServer(), '--seed', '7', ...options];
    const whole = await runOne(words, 'whole.json', cwd);
    expect(whole.shard).toBeUndefined();
    const shards = await runShards(words, 4, cwd);
    expect(shards.map(({ shard }) => [shard?.index, shard?.count])).toEqual(
      [1, 2, 3, 4].map((index) => [index, 4]),
    );
    expect(new Set(shards.map(({ plan }) => plan))).toEqual(new Set([whole.plan]));
    const merged = await runOne(['merge', ...filesOf(4)], 'merged.json', cwd);
    expect(withoutTimes(merged)).toEqual(withoutTimes(whole));
    expect(whole.results.length).toBeGreaterThan(5);
  });

  test('of a suite', async () => {
    const cwd = await makeFolder();
    const suite = path.join(repository, 'tests', 'support', 'mini-suite');
    const words = ['conformance', '--suite', suite, ...toServer(), '--seed', '7'];
    const whole = await runOne(words, 'whole.json', cwd);
    await runShards(words, 4, cwd);
    const merged = await runOne(['merge', ...filesOf(4)], 'merged.json', cwd);
    expect(withoutTimes(merged)).toEqual(withoutTimes(whole));
    expect(merged).not.toHaveProperty('shard');
  });
});

describe('a group that every shard runs', () => {
  const everywhere = `test_cases:
  groups:
    - name: Load
      every_shard: true
      test:
        - operation: HeadBucket
          parameters: { bucket: "load-\${shard.index}-of-\${shard.count}-\${random:8}" }
          expected_result: { error_code: NoSuchBucket }
        - case: fails-in-the-second
          steps:
            - operation: HeadBucket
              parameters: { bucket: nowhere-at-all }
              if: "shard.index == \`2\`"
    - name: Alone
      test: [{ operation: ListBuckets }]
`;

  test('has a part of its own in each: another index, and other random names with one seed', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': everywhere });
    const shards = await runShards(['run', ...toServer(), '--seed', '1'], 3, cwd);
    const buckets = shards.map(({ results }) => String(results[0]?.parameters.bucket));
    expect(buckets.map((name) => name.slice(0, -8))).toEqual([
      'load-1-of-3-',
      'load-2-of-3-',
      'load-3-of-3-',
    ]);
    expect(new Set(buckets.map((name) => name.slice(-8))).size).toBe(3);
    expect(shards.map(({ results }) => results.some(({ group_name }) => group_name === 'Alone'))).toEqual([
      true,
      false,
      false,
    ]);

    const merged = await runOne(['merge', ...filesOf(3)], 'merged.json', cwd);
    const load = merged.results.filter(({ group_name, case: id }) => group_name === 'Load' && id === null);
    expect(load.map(({ shard }) => shard)).toEqual([1, 2, 3]);
    expect(merged.cases).toMatchObject([
      { id: 'Load/fails-in-the-second', verdict: 'fail', reason: expect.stringMatching(/^shard 2\/3: /) },
    ]);
    expect(merged.results.at(-1)).toMatchObject({ group_name: 'Alone' });
    expect(merged.results.at(-1)).not.toHaveProperty('shard');
  });

  test('is one group where the run is not divided', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': everywhere });
    const { results } = await runOne(['run', ...toServer()], 'whole.json', cwd);
    expect(results[0]?.parameters.bucket).toMatch(/^load-1-of-1-/);
  });
});

describe('shards that have nothing to do', () => {
  test('say so, pass, and are merged with the others', async () => {
    const cwd = await makeFolder({
      's3tester.yaml': 'test_cases: { groups: [{ name: A, test: [{ operation: ListBuckets }] }] }',
    });
    const words = ['run', ...toServer(), '--format', 'json', '--output'];
    expect(await runInProcess([...words, '1.json', '--shard', '1/2'], { cwd })).toMatchObject({ code: 0 });
    expect(await runInProcess([...words, '2.json', '--shard', '2/2'], { cwd })).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('shard 2/2 has nothing to run: the run has 1 group'),
    });
    expect(await runInProcess(['merge', '1.json', '2.json'], { cwd })).toMatchObject({ code: 0 });
  });

  test('of a suite, too', async () => {
    const cwd = await makeFolder();
    const suite = path.join(repository, 'tests', 'support', 'mini-suite');
    const words = ['conformance', '--suite', suite, ...toServer(), '--case', '**/round-trip'];
    await runShards(words, 2, cwd);
    expect(await runInProcess(['merge', '1.json', '2.json'], { cwd })).toMatchObject({ code: 0 });
  });
});

test('the engine that started a process tells its shard', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const run = (env: Record<string, string>) =>
    runInProcess(['run', '--shard', 'auto', ...toServer(), '--format', 'json'], { cwd, env });
  const { stdout } = await run({ BUILDKITE_PARALLEL_JOB: '1', BUILDKITE_PARALLEL_JOB_COUNT: '4' });
  expect((JSON.parse(stdout) as Results).shard).toMatchObject({ index: 2, count: 4 });
  const [error] = (JSON.parse((await run({})).stdout) as { errors: readonly { message: string }[] }).errors;
  expect(error?.message).toContain('nothing in the environment tells which shard this is');
});
