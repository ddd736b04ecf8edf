import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { errorResponse, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { useServer } from '../support/use-server.js';

const server = useServer({
  users: [
    { name: 'full', accessKey: 'full-key', secretKey: 'full-secret' },
    { name: 'reader', accessKey: 'reader-key', secretKey: 'reader-secret' },
  ],
});

const credentials = `
  credentials:
    - { name: FullAccess, access_key: full-key, secret_key: full-secret }
    - { name: ReadOnly, access_key: reader-key, secret_key: reader-secret }
    - { name: Public, anonymous: true }
`;

async function runJson(yaml: string, words: readonly string[] = []) {
  const cwd = await makeFolder({ 's3tester.yaml': `config:${credentials}${yaml}` });
  const { code, stdout, stderr } = await runInProcess(['run', '--format', 'json', ...words], { cwd });
  return { code, stderr, results: JSON.parse(stdout) as Results };
}

describe('the five acceptance scenarios', () => {
  test('a run with passes and failures tells each, sums them up and exits with 1', async () => {
    const { code, results } = await runJson(
      `
test_cases:
  groups:
    - name: Mixed
      before_test:
        - { operation: CreateBucket, parameters: { bucket: mixed } }
      test:
        - { operation: PutObject, parameters: { bucket: mixed, key: a, body: one } }
        - { operation: GetObject, parameters: { bucket: mixed, key: no-such-key } }
        - { operation: GetObject, parameters: { bucket: mixed, key: a }, expected_result: { body: two } }
        - { operation: GetObject, parameters: { bucket: mixed, key: a }, expected_result: { body: one } }
      after_test:
        - { operation: DeleteObject, parameters: { bucket: mixed, key: a } }
        - { operation: DeleteBucket, parameters: { bucket: mixed } }
    - name: Good
      test: [ { operation: ListBuckets } ]
`,
      ['--endpoint-url', server.url],
    );
    expect(code).toBe(1);
    expect(results.summary).toEqual({ passed: 6, failed: 2, error: 0, skipped: 0, success_rate: 0.75 });
    expect(results.total_operations).toBe(8);
    const [create, put, missing, wrong, right] = results.results;
    expect([create, put, missing, wrong, right].map((step) => step?.status)).toEqual([
      'pass',
      'pass',
      'fail',
      'fail',
      'pass',
    ]);
    expect(missing).toMatchObject({
      step: 'test[1]',
      phase: 'test',
      group_name: 'Mixed',
      operation_name: 'GetObject',
      actual: { success: false, status_code: 404, error_code: 'NoSuchKey' },
      mismatches: [{ path: 'success', expected: true, actual: false }],
    });
    expect(missing?.reproduce).toMatch(/^curl .*no-such-key/s);
    expect(wrong?.mismatches).toEqual([
      { path: 'body', expected: expect.stringContaining('two'), actual: expect.stringContaining('one') },
    ]);
  });

  test('several credentials: a group signs as one, an operation of it as another, one is not signed at all', async () => {
    const { code, results } = await runJson(
      `
test_cases:
  groups:
    - name: Permissions
      credential: FullAccess
      before_test:
        - { operation: CreateBucket, parameters: { bucket: permissions } }
        - { operation: PutObject, parameters: { bucket: permissions, key: a, body: text } }
        - operation: PutBucketPolicy
          parameters:
            bucket: permissions
            policy:
              Version: "2012-10-17"
              Statement:
                - { Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::permissions/*" }
      test:
        - operation: GetObject
          credential: ReadOnly
          parameters: { bucket: permissions, key: a }
        - operation: PutObject
          credential: ReadOnly
          parameters: { bucket: permissions, key: b, body: text }
          expected_result: { success: false, error_code: AccessDenied }
        - operation: GetObject
          credential: Public
          parameters: { bucket: permissions, key: a }
        - operation: DeleteObject
          credential: Public
          parameters: { bucket: permissions, key: a }
          expected_result: { success: false, error_code: AccessDenied, status_code: 403 }
      after_test:
        - { operation: DeleteObject, parameters: { bucket: permissions, key: a } }
        - { operation: DeleteBucket, parameters: { bucket: permissions } }
`,
      ['--endpoint-url', server.url],
    );
    expect(results.results.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(code).toBe(0);
    expect(results.results.map(({ credential }) => credential)).toEqual([
      'FullAccess',
      'FullAccess',
      'FullAccess',
      'ReadOnly',
      'ReadOnly',
      'Public',
      'Public',
      'FullAccess',
      'FullAccess',
    ]);
  });

  test('the three phases come in order, one operation after another', async () => {
    const recorder = await startHttpServer();
    const { code } = await runJson(
      `
test_cases:
  groups:
    - name: One
      before_test:
        - { operation: CreateBucket, parameters: { bucket: one } }
        - { operation: PutObject, parameters: { bucket: one, key: set-up, body: a } }
      test:
        - { operation: PutObject, parameters: { bucket: one, key: first, body: a } }
        - { operation: PutObject, parameters: { bucket: one, key: second, body: a } }
      after_test:
        - { operation: DeleteObject, parameters: { bucket: one, key: first } }
        - { operation: DeleteBucket, parameters: { bucket: one } }
    - name: Two
      test:
        - { operation: DeleteObject, parameters: { bucket: two, key: last } }
`,
      ['--endpoint-url', recorder.url],
    );
    expect(code).toBe(0);
    const seen = recorder.requests.map(
      ({ method, target }) => `${method} ${target.replace(/\/?(\?.*)?$/, '')}`,
    );
    // The first request asks whether anybody is there.
    expect(seen.slice(1)).toEqual([
      'PUT /one',
      'PUT /one/set-up',
      'PUT /one/first',
      'PUT /one/second',
      'DELETE /one/first',
      'DELETE /one',
      'DELETE /two/last',
    ]);
    expect(recorder.mostInFlight).toBe(1);
  });

  test('an expected error code makes a test pass, another one makes it fail', async () => {
    const { code, results } = await runJson(
      `
test_cases:
  groups:
    - name: Refusals
      test:
        - operation: GetObject
          parameters: { bucket: no-such-bucket-here, key: a }
          expected_result: { success: false, error_code: NoSuchBucket }
        - operation: GetObject
          parameters: { bucket: no-such-bucket-here, key: a }
          expected_result: { success: false, error_code: [NoSuchKey, NoSuchBucket] }
        - operation: GetObject
          parameters: { bucket: no-such-bucket-here, key: a }
          expected_result: { success: false, error_code: AccessDenied }
`,
      ['--endpoint-url', server.url],
    );
    expect(code).toBe(1);
    expect(results.results.map(({ status }) => status)).toEqual(['pass', 'pass', 'fail']);
    expect(results.results[2]?.mismatches).toEqual([
      { path: 'error_code', expected: 'AccessDenied', actual: 'NoSuchBucket' },
    ]);
  });

  test.each(['table', 'json', 'yaml'])('a dry run sends nothing and shows the plan as %s', async (format) => {
    const counter = await startHttpServer(() => errorResponse(500, 'InternalError'));
    const cwd = await makeFolder({
      's3tester.yaml': `
config:
  endpoint_url: ${counter.url}${credentials}
test_cases:
  groups:
    - name: Planned
      before_test: [ { operation: CreateBucket, parameters: { bucket: planned } } ]
      test:
        - { operation: PutObject, repeat: 5, parameters: { bucket: planned, key: "k\${index}", body: 12345678 } }
        - { operation: GetObject, credential: ReadOnly, parameters: { bucket: planned, key: k0 } }
`,
    });
    const { code, stdout, stderr } = await runInProcess(['--dry-run', 'run', '--format', format], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(counter.requests).toEqual([]);
    if (format === 'json') {
      expect(JSON.parse(stdout)).toMatchObject({
        endpoint_url: counter.url,
        credentials: ['FullAccess', 'ReadOnly', 'Public'],
        at_least: { operations: 7, requests: 7, bytes: 40 },
        groups: [
          {
            name: 'Planned',
            credential: 'FullAccess',
            phases: {
              before_test: [{ step: 'before_test[0]', operation: 'CreateBucket' }],
              test: [
                { step: 'test[0]', operation: 'PutObject', operations: 5 },
                { step: 'test[1]', operation: 'GetObject', credential: 'ReadOnly' },
              ],
              after_test: [],
            },
          },
        ],
      });
    }
    for (const told of ['Planned', 'CreateBucket', 'PutObject', 'GetObject', 'ReadOnly', counter.url]) {
      expect(stdout).toContain(told);
    }
  });
});

test('where curl cannot send the same request, the command that reproduces it goes to the same server', async () => {
  const refusing = await startHttpServer(() => errorResponse(503, 'SlowDown'));
  const cwd = await makeFolder({
    's3tester.yaml': `config:${credentials}
test_cases:
  groups:
    - name: With a name
      test: [ { operation: PutObject, parameters: { bucket: b, key: k, body_size: 10000 } } ]
`,
  });
  const words = ['--endpoint-url', refusing.url, '--region', 'eu-west-1', '--path-style', '--format', 'json'];
  const { stdout } = await runInProcess(['run', ...words], { cwd });
  const line = (JSON.parse(stdout) as Results).results[0]?.reproduce;
  const target = `--endpoint-url ${refusing.url} --region eu-west-1 --path-style`;
  expect(line).toBe(`s3tester run s3tester.yaml --group 'With a name' ${target}`);
});

test('two credentials with one access key are one user of the embedded server, one of them with a wrong secret', async () => {
  const yaml = `
config:
  credentials:
    - { name: main, access_key: demo, secret_key: demo-secret }
    - { name: again, access_key: demo, secret_key: demo-secret }
    - { name: wrong, access_key: demo, secret_key: another-secret }
test_cases:
  groups:
    - name: One user
      before_test: [ { operation: CreateBucket, parameters: { bucket: own-bucket } } ]
      test:
        - { operation: ListObjectsV2, credential: again, parameters: { bucket: own-bucket } }
        - { operation: ListBuckets, credential: wrong, expected_result: { error_code: SignatureDoesNotMatch } }
`;
  const cwd = await makeFolder({ 's3tester.yaml': yaml });
  const { stdout } = await runInProcess(['run', '--format', 'json'], { cwd });
  const { results } = JSON.parse(stdout) as Results;
  expect(results.map(({ status, error_message }) => error_message ?? status)).toEqual(Array(3).fill('pass'));
});
