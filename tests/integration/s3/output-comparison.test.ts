import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bytesBody,
  type ClientOptions,
  createS3Client,
  type Outcome,
  type S3Client,
} from '../../../src/s3/index.js';
import { type RunningServer, startServer } from '../../../src/server/index.js';
import { systemSources } from '../../support/system-sources.js';

const keys = { accessKey: 'main-key', secretKey: 'main-secret' };
const bucket = { Bucket: 'compared' };
const object = { ...bucket, Key: 'folder/a key' };

let server: RunningServer;
let s3: S3Client;
beforeAll(async () => {
  server = await startServer({ users: [{ name: 'main', ...keys }] });
  s3 = createS3Client({ endpointUrl: server.url, region: 'us-east-1' }, systemSources);
  await send('direct', 'CreateBucket', bucket);
  await send('direct', 'PutBucketVersioning', { ...bucket, VersioningConfiguration: { Status: 'Enabled' } });
  await send(
    'direct',
    'PutObject',
    {
      ...object,
      Metadata: { owner: 'mé' },
      Tagging: 'a=b',
      CacheControl: 'no-cache',
      Expires: new Date('2030-01-02T03:04:05Z'),
    },
    'hello',
  );
  await send('direct', 'DeleteObject', { ...bucket, Key: 'gone' });
});
afterAll(async () => {
  await s3.close();
  await server.close();
});

function send(
  driver: ClientOptions['driver'],
  operation: string,
  input: Record<string, unknown>,
  body?: string,
): Promise<Outcome> {
  return s3.send(
    {
      kind: 'operation',
      operation,
      input,
      credential: { kind: 'keys', name: 'main', ...keys },
      client: { driver, checksums: 'when_supported', retry: { maxAttempts: 1, mode: 'standard' } },
      ...(body === undefined ? {} : { body: bytesBody(body) }),
    },
    { signal: new AbortController().signal, timeoutMs: 5000 },
  );
}

/** What is made anew by each request. */
const fresh = /^(VersionId|DeleteMarkerVersionId|UploadId|LastModified|ETag|RequestId|HostId)$/;

function comparable({ response }: Outcome): unknown {
  const { status, success, output, error, body } = response ?? {};
  const plain = JSON.stringify({ status, success, output, error, size: body?.size }, (key, value: unknown) =>
    fresh.test(key) ? typeof value : value,
  );
  return JSON.parse(plain);
}

describe('both drivers read the same out of the answer to', () => {
  test.each<[string, Record<string, unknown>, string?]>([
    ['ListBuckets', {}],
    ['GetBucketLocation', bucket],
    ['GetBucketVersioning', bucket],
    ['GetBucketPolicy', bucket],
    ['HeadBucket', bucket],
    ['HeadBucket', { Bucket: 'not-there' }],
    ['PutObject', object, 'hello'],
    ['GetObject', object],
    ['GetObject', { ...object, Range: 'bytes=1-2' }],
    ['GetObject', { ...bucket, Key: 'gone' }],
    ['GetObject', { ...bucket, Key: 'gone', VersionId: 'nonsense' }],
    ['HeadObject', object],
    ['HeadObject', { ...bucket, Key: 'not there' }],
    ['GetObjectTagging', object],
    ['GetObjectAttributes', { ...object, ObjectAttributes: ['ETag', 'ObjectSize', 'Checksum'] }],
    ['CopyObject', { ...object, CopySource: 'compared/folder/a%20key' }],
    ['CopyObject', { ...object, CopySource: 'compared/none' }],
    ['ListObjects', { ...bucket, Delimiter: '/' }],
    ['ListObjectsV2', { ...bucket, MaxKeys: 1, EncodingType: 'url', FetchOwner: true }],
    ['ListObjectVersions', { ...bucket, Prefix: 'gone' }],
    ['CreateMultipartUpload', { ...bucket, Key: 'parts' }],
    ['ListParts', { ...bucket, Key: 'parts', UploadId: 'nonsense' }],
    [
      'DeleteObjects',
      { ...bucket, Delete: { Objects: [{ Key: 'x' }, { Key: 'y', VersionId: 'nonsense' }] } },
    ],
    ['DeleteObject', { ...bucket, Key: 'never' }],
    ['CreateBucket', bucket],
  ])('%s %j', async (operation, input, body) => {
    const direct = comparable(await send('direct', operation, input, body));
    const plain = comparable(await send('sdk', operation, input, body));
    expect(direct).toMatchObject({ status: expect.any(Number) });
    expect(direct).toEqual(plain);
  });
});
