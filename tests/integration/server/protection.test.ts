import { createHash, randomBytes } from 'node:crypto';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const day = 24 * 60 * 60 * 1000;
const s3 = useServer();

async function createBucket(options: { lock?: boolean; versioned?: boolean } = {}): Promise<string> {
  const Bucket = newBucketName();
  await s3.main.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: options.lock ?? false }));
  if (options.versioned) {
    await s3.main.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
  }
  return Bucket;
}

describe('object lock', () => {
  const refused = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

  test.each([
    ['GOVERNANCE', true],
    ['COMPLIANCE', false],
  ] as const)('%s keeps a version, and gives way to a bypass: %s', async (Mode, givesWay) => {
    const Bucket = await createBucket({ lock: true });
    const until = new Date(s3.server.clock.now() + day);
    const { VersionId } = await s3.main.send(
      new PutObjectCommand({
        Bucket,
        Key: 'k',
        Body: 'x',
        ObjectLockMode: Mode,
        ObjectLockRetainUntilDate: until,
      }),
    );
    const target = { Bucket, Key: 'k', VersionId };
    await expect(s3.main.send(new DeleteObjectCommand(target))).rejects.toMatchObject(refused);
    const shorter = { Mode, RetainUntilDate: new Date(s3.server.clock.now() + day / 2) };
    await expect(
      s3.main.send(new PutObjectRetentionCommand({ ...target, Retention: shorter })),
    ).rejects.toMatchObject(refused);
    const longer = { Mode, RetainUntilDate: new Date(s3.server.clock.now() + 2 * day) };
    await s3.main.send(new PutObjectRetentionCommand({ ...target, Retention: longer }));
    const bypassed = s3.main.send(new DeleteObjectCommand({ ...target, BypassGovernanceRetention: true }));
    if (givesWay) {
      await bypassed;
    } else {
      await expect(bypassed).rejects.toMatchObject(refused);
    }
  });

  test('ends when the clock has passed it', async () => {
    const Bucket = await createBucket({ lock: true });
    await s3.main.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3 } },
        },
      }),
    );
    const { VersionId } = await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const target = { Bucket, Key: 'k', VersionId };
    const { Retention } = await s3.main.send(new GetObjectRetentionCommand(target));
    expect(Retention?.Mode).toBe('COMPLIANCE');
    await expect(s3.main.send(new DeleteObjectCommand(target))).rejects.toMatchObject(refused);
    s3.server.clock.advance(3 * day + 1000);
    await s3.main.send(new DeleteObjectCommand(target));
  });

  test('a legal hold keeps a version until it is taken off', async () => {
    const Bucket = await createBucket({ lock: true });
    const { VersionId } = await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const hold = (Status: 'ON' | 'OFF') =>
      s3.main.send(new PutObjectLegalHoldCommand({ Bucket, Key: 'k', VersionId, LegalHold: { Status } }));
    await hold('ON');
    const remove = new DeleteObjectCommand({ Bucket, Key: 'k', VersionId, BypassGovernanceRetention: true });
    await expect(s3.main.send(remove)).rejects.toMatchObject(refused);
    await hold('OFF');
    await s3.main.send(remove);
  });

  test('is refused where the bucket has none', async () => {
    const Bucket = await createBucket();
    await expect(
      s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ObjectLockLegalHoldStatus: 'ON' })),
    ).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});

describe('lifecycle rules', () => {
  test('expire objects, versions, markers and uploads as the clock moves', async () => {
    const Bucket = await createBucket({ versioned: true });
    for (const Key of ['logs/a', 'logs/b', 'kept']) {
      await s3.main.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    }
    await s3.main.send(new CreateMultipartUploadCommand({ Bucket, Key: 'logs/upload' }));
    await s3.main.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [
            {
              ID: 'logs',
              Status: 'Enabled',
              Filter: { Prefix: 'logs/' },
              Expiration: { Days: 2 },
              NoncurrentVersionExpiration: { NoncurrentDays: 3 },
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            },
          ],
        },
      }),
    );
    const { Expiration } = await s3.main.send(new HeadObjectCommand({ Bucket, Key: 'logs/a' }));
    expect(Expiration).toContain('rule-id="logs"');
    const keys = async () =>
      (await s3.main.send(new ListObjectsV2Command({ Bucket }))).Contents?.map(({ Key }) => Key);
    const versions = async () =>
      (await s3.main.send(new ListObjectVersionsCommand({ Bucket }))).Versions?.length;
    expect(await keys()).toEqual(['kept', 'logs/a', 'logs/b']);
    s3.server.clock.advance(2 * day);
    expect((await s3.main.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toBeUndefined();
    s3.server.clock.advance(day);
    expect(await keys()).toEqual(['kept']);
    expect(await versions()).toBe(3);
    s3.server.clock.advance(4 * day);
    expect(await versions()).toBe(1);
  });

  test.each([
    ['no action', {}, 'InvalidRequest'],
    ['zero days', { Expiration: { Days: 0 } }, 'InvalidArgument'],
    ['two kinds of expiry', { Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } }, 'MalformedXML'],
  ])('with %s are refused', async (_, action, name) => {
    const Bucket = await createBucket();
    await expect(
      s3.main.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Filter: { Prefix: '' }, ...action }] },
        }),
      ),
    ).rejects.toMatchObject({ name });
  });
});

describe("encryption with a customer's key", () => {
  const keyOf = (bytes: Buffer) => ({
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: bytes.toString('base64'),
    SSECustomerKeyMD5: createHash('md5').update(bytes).digest('base64'),
  });
  const one = keyOf(randomBytes(32));
  const other = keyOf(randomBytes(32));

  test.each([10, 600_000])('opens %i bytes, and any range of them, with that key only', async (size) => {
    const Bucket = await createBucket();
    const body = randomBytes(size);
    const { ETag } = await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: body, ...one }));
    expect(ETag).not.toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    const got = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'k', ...one }));
    expect(body.equals(Buffer.from((await got.Body?.transformToByteArray()) ?? []))).toBe(true);
    const range = await s3.main.send(
      new GetObjectCommand({ Bucket, Key: 'k', Range: `bytes=3-${size - 2}`, ...one }),
    );
    const part = Buffer.from((await range.Body?.transformToByteArray()) ?? []);
    expect(part.equals(body.subarray(3, size - 1))).toBe(true);
    await expect(s3.main.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
    await expect(s3.main.send(new GetObjectCommand({ Bucket, Key: 'k', ...other }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  test('is taken off by a copy that has it', async () => {
    const Bucket = await createBucket();
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'secret', ...one }));
    await s3.main.send(
      new CopyObjectCommand({
        Bucket,
        Key: 'open',
        CopySource: `${Bucket}/k`,
        CopySourceSSECustomerAlgorithm: 'AES256',
        CopySourceSSECustomerKey: one.SSECustomerKey,
        CopySourceSSECustomerKeyMD5: one.SSECustomerKeyMD5,
      }),
    );
    const { Body } = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'open' }));
    expect(await Body?.transformToString()).toBe('secret');
  });
});
