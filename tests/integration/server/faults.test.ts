import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { faults, startServer } from '../../../src/server/index.js';

/** Makes a client that signs with a secret. */
type MakeClient = (secretAccessKey?: string) => S3Client;

async function withFaults(
  names: readonly string[],
  use: (makeClient: MakeClient) => Promise<void>,
): Promise<void> {
  const server = await startServer({ faults: names });
  const makeClient: MakeClient = (secretAccessKey = 's3tester-secret') =>
    new S3Client({
      endpoint: server.url,
      region: 'us-east-1',
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: 's3tester', secretAccessKey },
    });
  try {
    await makeClient().send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await use(makeClient);
  } finally {
    await server.close();
  }
}

describe('faults', () => {
  test('have names of their own, and say what they do', () => {
    expect(faults.length).toBeGreaterThanOrEqual(60);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    for (const { name, description, seenIn } of faults) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(description).toMatch(/^[A-Zx].*\.$/);
      if (seenIn !== undefined) {
        expect(seenIn).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull)\/\d+$/);
      }
    }
  });

  test('must be known', async () => {
    await expect(startServer({ faults: ['no-such-fault'] })).rejects.toThrow('no-such-fault');
  });

  test('are not there unless they are asked for', async () => {
    await withFaults([], async (makeClient) => {
      const s3 = makeClient();
      await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: 'one' }));
      const { ETag } = await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }));
      expect(ETag).toMatch(/^".*"$/);
    });
  });

  test('change answers, requests, bodies and checks', async () => {
    const all = [
      'etag-unquoted',
      'put-if-none-match-ignored',
      'chunk-framing-stored',
      'signature-not-verified',
    ];
    await withFaults(all, async (makeClient) => {
      const s3 = makeClient();
      const forged = makeClient('wrong');
      const Bucket = 'bucket';
      await forged.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
      await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'two', IfNoneMatch: '*' }));
      const { ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
      expect(ETag).not.toContain('"');
    });
  });
});
