import { expect, test } from 'vitest';
import { createS3Client, type OperationCall } from '../../../src/s3/index.js';
import { errorResponse, startHttpServer } from '../../support/http-server.js';
import { systemSources } from '../../support/system-sources.js';

const call: OperationCall = {
  kind: 'operation',
  operation: 'ListBuckets',
  input: {},
  credential: { kind: 'keys', name: 'main', accessKey: 'key', secretKey: 'secret' },
  client: { driver: 'direct', checksums: 'when_required', retry: { maxAttempts: 3, mode: 'standard' } },
};
const within = { signal: new AbortController().signal, timeoutMs: 60_000 };

test('requests and links are signed with the time that is handed in', async () => {
  const server = await startHttpServer();
  const s3 = createS3Client(
    { endpointUrl: server.url, region: 'us-east-1' },
    { ...systemSources, now: () => new Date('2031-02-03T04:05:06Z') },
  );
  await s3.send(call, within);
  const { url } = await s3.presign({ ...call, operation: 'GetObject', input: { Bucket: 'b', Key: 'k' } }, {});
  await s3.close();
  expect(server.requests[0]?.headers).toMatchObject({
    'x-amz-date': '20310203T040506Z',
    authorization: expect.stringContaining('Credential=key/20310203/us-east-1/s3/'),
  });
  expect(new URL(url).searchParams.get('X-Amz-Date')).toBe('20310203T040506Z');
});

test('each pause before another attempt is a share of its longest that is handed in', async () => {
  const times: number[] = [];
  const server = await startHttpServer(() => {
    times.push(performance.now());
    return errorResponse(503, 'SlowDown');
  });
  const fractions = [0, 1];
  const s3 = createS3Client(
    { endpointUrl: server.url, region: 'us-east-1' },
    { ...systemSources, random: () => fractions.shift() ?? Number.NaN },
  );
  const { retries } = await s3.send(call, within);
  await s3.close();
  expect({ retries, left: fractions }).toEqual({ retries: 2, left: [] });
  const [, second = 0, third = 0] = times;
  // All of the 200 ms; a slow machine only makes it longer, and a timer may be early by a little.
  expect(third - second).toBeGreaterThanOrEqual(195);
});

test.each([
  ['adaptive', true],
  ['standard', false],
] as const)('mode %s: one call that is throttled holds the next ones back: %s', async (mode, holdsBack) => {
  const times: number[] = [];
  const server = await startHttpServer(() => {
    times.push(performance.now());
    return times.length <= 3 ? errorResponse(503, 'SlowDown') : { body: '' };
  });
  const s3 = createS3Client(
    { endpointUrl: server.url, region: 'us-east-1' },
    { ...systemSources, random: () => 0 },
  );
  const paced = { ...call, client: { ...call.client, retry: { maxAttempts: 1, mode } } };
  for (let index = 0; index < 4; index++) {
    await s3.send(paced, within);
  }
  await s3.close();
  const [, , third = 0, fourth = 0] = times;
  // After three times of too many, nothing goes out for 400 ms.
  expect(fourth - third > 350).toBe(holdsBack);
});
