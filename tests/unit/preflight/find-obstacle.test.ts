import { expect, test } from 'vitest';
import type { HeaderList } from '../../../src/lib/headers.js';
import { type FirstRequest, findObstacle } from '../../../src/preflight/find-obstacle.js';
import type { ErrorDocument, S3Response } from '../../../src/s3/types.js';

const request: FirstRequest = {
  endpointUrl: 'http://store.example.test:9000',
  region: 'us-east-1',
  credential: 'main',
  now: new Date('2026-11-30T12:00:00Z'),
};

function response(
  status: number,
  error: ErrorDocument | null,
  headers: HeaderList = [],
  size = 100,
): S3Response {
  const success = status === 200 && error === null && headers.length === 0;
  const body = { size, sha256: '', md5: '', head: new Uint8Array() };
  return { status, headers, interim: [], success, output: {}, error, body };
}

const kindOf = (given: S3Response, changed: Partial<FirstRequest> = {}) =>
  findObstacle(given, { ...request, ...changed })?.kind ?? null;

test('a refused signature is told apart by its code, and names the credential', () => {
  expect(kindOf(response(403, { Code: 'InvalidAccessKeyId' }))).toBe('key');
  expect(kindOf(response(403, { Code: 'SignatureDoesNotMatch' }))).toBe('secret');
  expect(kindOf(response(400, { Code: 'ExpiredToken' }))).toBe('token');
  expect(kindOf(response(400, { Code: 'InvalidToken' }))).toBe('token');
  expect(findObstacle(response(403, { Code: 'InvalidAccessKeyId' }), request)?.message).toContain('"main"');
});

test('a clock that is off is told with its distance where the response has a date', () => {
  const headers: HeaderList = [['date', 'Mon, 30 Nov 2026 15:00:00 GMT']];
  const found = findObstacle(response(403, { Code: 'RequestTimeTooSkewed' }, headers), request);
  expect(found).toEqual({
    kind: 'clock',
    message:
      "the clock of this machine is 3 h behind the server's (RequestTimeTooSkewed): set one of them right",
  });
  expect(findObstacle(response(403, { Code: 'RequestTimeTooSkewed' }), request)?.message).toContain(
    "differs too much from the server's",
  );
});

test('another region is an obstacle where the server names it, and it is another one', () => {
  const refused = (region?: string) =>
    response(400, { Code: 'AuthorizationHeaderMalformed', ...(region ? { Region: region } : {}) });
  expect(findObstacle(refused('eu-west-1'), request)?.message).toContain('use --region eu-west-1');
  expect(kindOf(refused('us-east-1'))).toBeNull();
  expect(kindOf(refused())).toBeNull();
});

test('a bucket that is missing at the root is the path of the endpoint', () => {
  const missing = response(404, { Code: 'NoSuchBucket' });
  expect(kindOf(missing, { endpointUrl: 'http://store.example.test:9000/minio' })).toBe('path');
  expect(kindOf(missing)).toBeNull();
});

test('a page is no S3; what says so by a header, or says nothing, may be', () => {
  const page = response(200, null, [
    ['Content-Type', 'text/html'],
    ['Server', 'nginx'],
  ]);
  expect(findObstacle(page, request)?.message).toBe(
    'what answers at http://store.example.test:9000 does not look like S3 (HTTP 200, text/html, Server: nginx): check host, port and path',
  );
  expect(kindOf(response(404, null, [['content-type', 'application/json']]))).toBe('not-s3');
  expect(
    kindOf(
      response(403, null, [
        ['X-Amz-Request-Id', '1'],
        ['content-type', 'text/html'],
      ]),
    ),
  ).toBeNull();
  expect(kindOf(response(405, null, [], 0))).toBeNull();
});

test('a list of buckets, and the refusal of this operation alone, are no obstacles', () => {
  expect(kindOf(response(200, null))).toBeNull();
  expect(kindOf(response(403, { Code: 'AccessDenied' }))).toBeNull();
  expect(kindOf(response(501, { Code: 'NotImplemented' }))).toBeNull();
});
