import { expect, test } from 'vitest';
import { judgeOutcome } from '../../../../src/consistency/store/judge-outcome.js';
import type { Failure, Outcome, S3Response } from '../../../../src/s3/types.js';

function answered(status: number, code?: string, parseError?: string): Outcome {
  const response: S3Response = {
    status,
    headers: [],
    interim: [],
    success: status < 300 && code === undefined && parseError === undefined,
    output: {},
    error: code === undefined ? null : { Code: code },
    body: { size: 0, sha256: '', md5: '', head: new Uint8Array(0) },
    ...(parseError === undefined ? {} : { parseError }),
  };
  return { response, failure: null, exchanges: [], retries: 0 };
}

function failed(kind: Failure['kind'], code?: string): Outcome {
  const failure = { kind, message: 'x', ...(code === undefined ? {} : { code }) };
  return { response: null, failure, exchanges: [], retries: 0 };
}

test.each<readonly [what: string, outcome: Outcome, judged: ReturnType<typeof judgeOutcome>]>([
  ['a success', answered(204), { outcome: 'ok', status: 204 }],
  [
    'a refusal',
    answered(412, 'PreconditionFailed'),
    { outcome: 'refused', status: 412, code: 'PreconditionFailed' },
  ],
  ['a refusal without a body', answered(404), { outcome: 'refused', status: 404 }],
  [
    'what the server lacks',
    answered(501, 'NotImplemented'),
    { outcome: 'refused', status: 501, code: 'NotImplemented' },
  ],
  [
    'an error of the server',
    answered(500, 'InternalError'),
    { outcome: 'unknown', status: 500, code: 'InternalError' },
  ],
  ['too much load', answered(503, 'SlowDown'), { outcome: 'unknown', status: 503, code: 'SlowDown' }],
  [
    'lost patience',
    answered(400, 'RequestTimeout'),
    { outcome: 'unknown', status: 400, code: 'RequestTimeout' },
  ],
  [
    'an error inside a 200',
    answered(200, 'InternalError'),
    { outcome: 'unknown', status: 200, code: 'InternalError' },
  ],
  [
    'a refusal inside a 200',
    answered(200, 'PreconditionFailed'),
    { outcome: 'refused', status: 412, code: 'PreconditionFailed' },
  ],
  [
    'a 200 that cannot be read',
    answered(200, undefined, 'not XML'),
    { outcome: 'unknown', status: 200, code: 'UnreadableResponse' },
  ],
  [
    'a connection that was refused',
    failed('refused', 'ECONNREFUSED'),
    { outcome: 'refused', status: null, code: 'ECONNREFUSED' },
  ],
  [
    'a host out of reach',
    failed('refused', 'EHOSTUNREACH'),
    { outcome: 'unknown', status: null, code: 'EHOSTUNREACH' },
  ],
  [
    'a connection that was cut',
    failed('reset', 'ECONNRESET'),
    { outcome: 'unknown', status: null, code: 'ECONNRESET' },
  ],
  ['no answer in time', failed('timeout'), { outcome: 'unknown', status: null, code: 'timeout' }],
])('%s', (_what, outcome, judged) => {
  expect(judgeOutcome(outcome)).toEqual(judged);
});
