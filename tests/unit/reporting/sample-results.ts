import { summarize } from '../../../src/results/summarize.js';
import type { CaseResult, Results, StepResult } from '../../../src/results/types.js';

const start = Date.parse('2026-11-22T10:00:00.000Z');

/** A passed PutObject, changed where a test needs it; `at` is seconds after the run began. */
export function step(changes: Partial<StepResult> & { readonly at?: number } = {}): StepResult {
  const { at = 0, ...rest } = changes;
  return {
    group_name: 'Upload',
    phase: 'test',
    case: null,
    step: 'test[0]',
    kind: 'operation',
    operation_name: 'PutObject',
    name: null,
    iteration: null,
    credential: 'FullAccess',
    status: 'pass',
    duration: 0.085,
    parameters: { bucket: 'my-bucket', key: 'hello.txt' },
    expected: { success: true },
    actual: { success: true, status_code: 200, response: {} },
    mismatches: [],
    error_message: null,
    skip_reason: null,
    timestamp: new Date(start + at * 1000).toISOString(),
    http: [],
    reproduce: null,
    ...rest,
  };
}

/** Results of these steps and cases, two seconds long. */
export function resultsOf(
  steps: readonly StepResult[],
  changes: Partial<Results> & { readonly cases?: readonly CaseResult[] } = {},
): Results {
  return {
    session_id: '0b5b7a54-4b3d-4a39-8f0e-2f6f3c1f9a10',
    config_file: 's3tester.yaml',
    config_files: ['s3tester.yaml'],
    s3tester_version: '0.1.0',
    result_format: 1,
    target: { endpoint_url: 'http://127.0.0.1:9000', region: 'us-east-1', server: 'MinIO' },
    start_time: new Date(start).toISOString(),
    end_time: new Date(start + 2000).toISOString(),
    interrupted: false,
    endpoint_lost: null,
    total_operations: steps.length,
    summary: summarize(steps),
    results: steps,
    cases: [],
    ...changes,
  };
}

const inCase = { group_name: 'Conditional', case: 'object/put-object/if-none-match-star-existing' };

/** A run in which everything that can happen has happened. */
export const mixedResults: Results = resultsOf(
  [
    step({
      phase: 'before_test',
      step: 'before_test[0]',
      operation_name: 'CreateBucket',
      parameters: { bucket: 'my-bucket' },
    }),
    step({ at: 0.1, name: 'store a greeting' }),
    step({
      at: 0.2,
      step: 'test[1]',
      operation_name: 'GetObject',
      duration: 0.012,
      status: 'fail',
      expected: {
        success: true,
        response_contains: { headers: { 'content-type': 'text/plain' }, body_pattern: '^Hello' },
      },
      actual: {
        success: true,
        status_code: 200,
        headers: { 'content-type': 'application/octet-stream' },
        response: {},
        body: 'Good morning',
      },
      mismatches: [
        { path: 'headers.content-type', expected: 'text/plain', actual: 'application/octet-stream' },
        { path: 'body', expected: { $matches: '^Hello' }, actual: 'Good morning' },
      ],
      http: [
        {
          method: 'GET',
          url: 'http://127.0.0.1:9000/my-bucket/hello.txt',
          status: 200,
          request_id: '17F3A2C4',
          duration: 0.011,
          trace: {
            request: { head: 'GET /my-bucket/hello.txt HTTP/1.1\r\nhost: 127.0.0.1:9000\r\n\r\n' },
            response: {
              head: 'HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 12\r\n\r\n',
              body: { size: 12, text: 'Good morning', truncated: false },
            },
          },
        },
      ],
      reproduce:
        'curl --aws-sigv4 aws:amz:us-east-1:s3 --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" http://127.0.0.1:9000/my-bucket/hello.txt',
    }),
    step({
      at: 0.3,
      step: 'test[2]',
      operation_name: 'GetBucketTagging',
      name: 'tags come back',
      iteration: 1,
      duration: 0.02,
      status: 'fail',
      parameters: { bucket: 'my-bucket' },
      expected: {
        success: true,
        response: {
          TagSet: [
            { Key: 'a', Value: '1' },
            { Key: 'b', Value: '2' },
          ],
        },
      },
      actual: { success: true, status_code: 200, response: { TagSet: [{ Key: 'a', Value: '1' }] } },
      mismatches: [
        {
          path: 'response.TagSet',
          expected: [
            { Key: 'a', Value: '1' },
            { Key: 'b', Value: '2' },
          ],
          actual: [{ Key: 'a', Value: '1' }],
        },
      ],
    }),
    step({
      at: 0.5,
      group_name: 'Permissions',
      credential: 'ReadOnly',
      status: 'fail',
      expected: { success: false, error_code: 'AccessDenied' },
      mismatches: [{ path: 'success', expected: false, actual: true }],
    }),
    step({
      at: 0.6,
      group_name: 'Network',
      operation_name: 'ListBuckets',
      credential: null,
      status: 'error',
      duration: 1.25,
      parameters: {},
      actual: null,
      error_message: 'http://127.0.0.1:9000 did not respond within 1 s',
      http: [
        { method: 'GET', url: 'http://127.0.0.1:9000/', status: null, request_id: null, duration: 1.25 },
      ],
    }),
    step({
      at: 1.9,
      group_name: 'Network',
      step: 'test[1]',
      status: 'skipped',
      duration: 0,
      actual: null,
      skip_reason: 'filtered out',
    }),
    step({
      at: 1.9,
      group_name: 'Versioning',
      status: 'skipped',
      duration: 0,
      actual: null,
      skip_reason: 'before_test[0] failed',
    }),
    step({
      at: 1.9,
      group_name: 'Versioning',
      step: 'test[1]',
      status: 'skipped',
      duration: 0,
      actual: null,
      skip_reason: 'before_test[0] failed',
    }),
    step({ ...inCase, at: 1.2, step: 'test[0].steps[0]' }),
    step({
      ...inCase,
      at: 1.3,
      step: 'test[0].steps[1]',
      name: 'again',
      status: 'fail',
      parameters: { bucket: 'my-bucket', key: 'hello.txt', body: 'second', if_none_match: '*' },
      expected: { success: false, error_code: 'PreconditionFailed', status_code: 412 },
      mismatches: [
        { path: 'success', expected: false, actual: true },
        { path: 'status_code', expected: 412, actual: 200 },
      ],
      http: [
        {
          method: 'PUT',
          url: 'http://127.0.0.1:9000/my-bucket/hello.txt',
          status: 200,
          request_id: '17F3A2C9',
          duration: 0.08,
        },
      ],
      reproduce: 's3tester conformance --case object/put-object/if-none-match-star-existing',
    }),
    step({
      ...inCase,
      at: 1.4,
      step: 'test[0].steps[2]',
      operation_name: 'GetObject',
      status: 'skipped',
      duration: 0,
      actual: null,
      skip_reason: 'an earlier step of the case failed',
    }),
  ],
  {
    cases: [
      {
        id: 'object/put-object/if-none-match-star-existing',
        title: 'PutObject with If-None-Match: * refuses to overwrite',
        group_name: 'Conditional',
        verdict: 'fail',
        kind: 'wrongly-accepted',
        reason: null,
        duration: 0.21,
        steps: ['test[0].steps[0]', 'test[0].steps[1]', 'test[0].steps[2]'],
      },
      {
        id: 'object/put-object/if-match-etag',
        title: null,
        group_name: 'Conditional',
        verdict: 'unsupported',
        kind: null,
        reason: '501 NotImplemented',
        duration: 0.05,
        steps: [],
      },
      {
        id: 'object/get-object/if-match-etag',
        title: 'GetObject with a matching If-Match gives the object',
        group_name: 'Conditional',
        verdict: 'blocked',
        kind: null,
        reason: 'feature versioning does not work here',
        duration: 0,
        steps: [],
      },
    ],
  },
);
