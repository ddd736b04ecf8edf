import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

async function keysSent(yaml: string): Promise<readonly string[]> {
  const recorder = await startHttpServer();
  const { results } = await runScenario(yaml, recorder.url);
  expect(results.filter(({ status }) => status !== 'pass')).toEqual([]);
  return recorder.requests
    .flatMap(({ target }) => /^\/b\/([^?]+)/.exec(target)?.[1] ?? [])
    .map(decodeURIComponent);
}

const put = (rest: string, key: string) =>
  `test_cases: { groups: [ { name: G, test: [ { operation: PutObject, ${rest}, parameters: { bucket: b, body: a, key: "${key}" } } ] } ] }`;

describe('a loop', () => {
  test.each<readonly [rest: string, key: string, keys: readonly string[]]>([
    ['repeat: 3', 'k${index}', ['k0', 'k1', 'k2']],
    ['repeat: "${1..1}"', 'k${index}', ['k0']],
    ['writers: 2', 'k${index}', ['k0', 'k1']],
    ['writers: { usual: 1, thorough: 3 }', 'k${index}', ['k0']],
    ['for_each: [a, b]', '${index}-${item}', ['0-a', '1-b']],
    ['for_each: "${3..1}"', 'k${item|pad:3}', ['k003', 'k002', 'k001']],
    ['for_each: [ { name: x, size: 1 }, { name: y, size: 2 } ]', '${item.name}${item.size}', ['x1', 'y2']],
    ['matrix: { a: [1, 2], b: [x, y] }', '${a}${b}', ['1x', '1y', '2x', '2y']],
  ])('%s', async (rest, key, keys) => {
    expect(await keysSent(put(rest, key))).toEqual(keys);
  });

  test('of no turns sends nothing, and is no failure', async () => {
    expect(await keysSent(put('for_each: []', 'k'))).toEqual([]);
  });

  test('over a case makes cases, of which one may be selected; two of one name are told apart', async () => {
    const recorder = await startHttpServer();
    const yaml = `test_cases: { groups: [ { name: G, test: [ { case: c, for_each: [a, { name: b }, a], steps: [ { operation: ListBuckets } ] } ] } ] }`;
    const all = await runScenario(yaml, recorder.url);
    expect(all.cases.map(({ id }) => id)).toEqual(['G/c[a]', 'G/c[b]', 'G/c[a#2]']);
    const one = await runScenario(yaml, recorder.url, { plan: { selection: { cases: ['G/c[b]'] } } });
    expect(one.cases.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
      ['G/c[a]', 'skipped', 'not selected by --case'],
      ['G/c[b]', 'pass', null],
      ['G/c[a#2]', 'skipped', 'not selected by --case'],
    ]);
    expect(one.results.map((step) => step.case)).toEqual(one.cases.map(({ id }) => id));
  });

  test('counts every turn in the results', async () => {
    const recorder = await startHttpServer();
    const { results, total_operations } = await runScenario(put('repeat: 3', 'k${index}'), recorder.url);
    expect(total_operations).toBe(3);
    expect(results.map(({ step, iteration, parameters }) => [step, iteration, parameters.key])).toEqual([
      ['test[0]', 0, 'k0'],
      ['test[0]', 1, 'k1'],
      ['test[0]', 2, 'k2'],
    ]);
  });
});

describe('values', () => {
  test('are saved from outputs, headers, status and bodies, and seen by later steps', async () => {
    const { results } = await runScenario(
      `
variables: { bucket: "values-\${run_id}" }
test_cases:
  groups:
    - name: G
      before_test:
        - { operation: CreateBucket, parameters: { bucket: "\${bucket}" } }
        - operation: PutObject
          parameters: { bucket: "\${bucket}", key: a, body: text }
          save: { etag: ETag, same: headers.etag, status: status, key: parameters.key }
      test:
        - operation: HeadObject
          parameters: { bucket: "\${bucket}", key: "\${key}" }
          expected_result: { status_code: "\${status}", response: { ETag: "\${etag}" }, headers: { etag: "\${same}" } }
        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: a, if_match: "\${etag}" }
          save: { text: body }
        - operation: PutObject
          parameters: { bucket: "\${bucket}", key: "copy of \${text}", body: a }
        - operation: ListObjectsV2
          parameters: { bucket: "\${bucket}" }
          expected_result: { response: { "Contents[].Key": [a, copy of text] } }
`,
      server.url,
    );
    expect(results.map(({ status }) => status)).toEqual(Array(6).fill('pass'));
  });

  test('are collected in input order, also where the turns were side by side', async () => {
    const { results } = await runScenario(
      `
variables: { bucket: "parts-\${run_id}" }
test_cases:
  groups:
    - name: Multipart
      before_test: [ { operation: CreateBucket, parameters: { bucket: "\${bucket}" } } ]
      test:
        - operation: CreateMultipartUpload
          parameters: { bucket: "\${bucket}", key: m }
          save: { upload: UploadId }
        - operation: UploadPart
          for_each: "\${1..3}"
          parallel: true
          parameters: { bucket: "\${bucket}", key: m, upload_id: "\${upload}", part_number: "\${item}", body: { size: 5MiB, seed: "\${item}" } }
          collect: { parts: "{PartNumber: parameters.part_number, ETag: ETag}" }
        - operation: CompleteMultipartUpload
          parameters: { bucket: "\${bucket}", key: m, upload_id: "\${upload}", parts: "\${parts}" }
        - operation: HeadObject
          parameters: { bucket: "\${bucket}", key: m }
          expected_result: { response: { ContentLength: ${3 * 5 * 1024 * 1024} } }
`,
      server.url,
    );
    expect(results.map(({ status, error_message }) => error_message ?? status)).toEqual(
      Array(7).fill('pass'),
    );
  });

  test('that the run does not find are an error of their step, with its place', async () => {
    const recorder = await startHttpServer();
    const { results } = await runScenario(
      `
test_cases:
  groups:
    - name: G
      test:
        - { operation: ListBuckets, save: { page: "{a: @}" } }
        - { operation: PutObject, parameters: { bucket: b, key: "\${page.none.such}", body: a } }
        - { operation: PutObject, parameters: { bucket: b, key: "\${page.none.such:-default}", body: a } }
`,
      recorder.url,
    );
    expect(results.map(({ status }) => status)).toEqual(['pass', 'error', 'pass']);
    expect(results[1]?.error_message).toMatch(/scenario\.yaml:\d+:\d+: \${page\.none\.such} is not defined/);
  });

  test('of a group that cannot be made are an error of its tests alone', async () => {
    const recorder = await startHttpServer();
    const { results } = await runScenario(
      `
test_cases:
  groups:
    - name: Broken
      variables: { when: "\${uuid|epoch}" }
      before_test: [ { operation: ListBuckets } ]
      test: [ { operation: ListBuckets }, { operation: ListBuckets } ]
      after_test: [ { operation: ListBuckets } ]
    - { name: Sound, test: [ { operation: ListBuckets } ] }
`,
      recorder.url,
    );
    expect(results.map(({ status }) => status)).toEqual(['skipped', 'error', 'error', 'skipped', 'pass']);
    expect(results[1]?.error_message).toMatch(/scenario\.yaml:\d+:\d+: the filter epoch cannot take this/);
  });
});

test('what is collected of pages that hold nothing is a list, which a loop goes over', async () => {
  const results = await runScenario(
    `cases:
  - case: c
    fixtures: { bucket: own }
    steps:
      - { operation: ListObjectsV2, paginate: { collect: { keys: "Contents[].Key" } } }
      - { operation: DeleteObject, for_each: "\${keys}", parameters: { key: "\${item}" } }
`,
    server.url,
  );
  expect(results.cases).toMatchObject([{ verdict: 'pass' }]);
});
