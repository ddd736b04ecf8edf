import {
  CreateBucketCommand,
  GetBucketPolicyStatusCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer({
  users: [
    { name: 'main', accessKey: 'AKMAIN', secretKey: 'main-secret' },
    { name: 'alt', accessKey: 'AKALT', secretKey: 'alt-secret' },
    { name: 'guest', accessKey: 'ASGUEST', secretKey: 'guest-secret', sessionToken: 'the-token' },
  ],
});

async function createBucket(policy?: (bucket: string) => object): Promise<string> {
  const Bucket = newBucketName();
  await s3.main.send(new CreateBucketCommand({ Bucket }));
  await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' }));
  if (policy !== undefined) {
    const document = { Version: '2012-10-17', Statement: [policy(Bucket)] };
    await s3.main.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(document) }));
  }
  return Bucket;
}

const fetchKey = (Bucket: string, Key: string) => fetch(`${s3.server.url}/${Bucket}/${Key}`);

describe('bucket policies', () => {
  test('let another user do what they allow, and no more', async () => {
    const [, alt] = s3.server.users;
    const Bucket = await createBucket((name) => ({
      Effect: 'Allow',
      Principal: { AWS: alt?.arn },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${name}/*`,
    }));
    const { Body } = await s3.alt.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(await Body?.transformToString()).toBe('hello');
    await expect(s3.alt.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    // Who may not list must not learn that a key is missing.
    await expect(s3.alt.send(new HeadObjectCommand({ Bucket, Key: 'missing' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('deny even the owner', async () => {
    const Bucket = await createBucket((name) => ({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${name}/locked/*`,
    }));
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'open', Body: 'x' }));
    await expect(
      s3.main.send(new PutObjectCommand({ Bucket, Key: 'locked/k', Body: 'x' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test.each([
    ['StringEquals', { 's3:prefix': 'public/' }, 'public/', true],
    ['StringLike', { 's3:prefix': ['pub*'] }, 'public/', true],
    ['StringNotEquals', { 's3:prefix': 'public/' }, 'public/', false],
    ['NumericLessThanEquals', { 's3:max-keys': '10' }, 'public/', true],
    ['IpAddress', { 'aws:SourceIp': '127.0.0.0/8' }, 'public/', true],
    ['IpAddress', { 'aws:SourceIp': '10.0.0.0/8' }, 'public/', false],
    ['Null', { 's3:prefix': 'true' }, 'public/', false],
    ['Bool', { 'aws:SecureTransport': 'true' }, 'public/', false],
  ])('hold their condition %s %o', async (operator, lines, Prefix, isAllowed) => {
    const Bucket = await createBucket((name) => ({
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:ListBucket',
      Resource: `arn:aws:s3:::${name}`,
      Condition: { [operator]: lines },
    }));
    const listed = s3.alt.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 5 }));
    if (isAllowed) {
      expect((await listed).KeyCount).toBe(0);
    } else {
      await expect(listed).rejects.toMatchObject({ name: 'AccessDenied' });
    }
  });

  test('are refused when they are malformed', async () => {
    const Bucket = await createBucket();
    for (const Policy of ['{', '{"Version":"2012-10-17"}', '{"Version":"1","Statement":[]}']) {
      await expect(s3.main.send(new PutBucketPolicyCommand({ Bucket, Policy }))).rejects.toMatchObject({
        name: 'MalformedPolicy',
      });
    }
  });
});

describe('public access', () => {
  const publicPolicy = (name: string) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${name}/*`,
  });

  test('comes from a policy, and ends with a block', async () => {
    const Bucket = await createBucket(publicPolicy);
    expect((await fetchKey(Bucket, 'k')).status).toBe(200);
    const { PolicyStatus } = await s3.main.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(PolicyStatus?.IsPublic).toBe(true);
    await s3.main.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, BlockPublicPolicy: true },
      }),
    );
    expect((await fetchKey(Bucket, 'k')).status).toBe(403);
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [publicPolicy(Bucket)] });
    await expect(s3.main.send(new PutBucketPolicyCommand({ Bucket, Policy }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  test('comes from an ACL', async () => {
    const Bucket = await createBucket();
    expect((await fetchKey(Bucket, 'k')).status).toBe(403);
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'open', Body: 'x', ACL: 'public-read' }));
    expect((await fetchKey(Bucket, 'open')).status).toBe(200);
    expect((await fetchKey(Bucket, '')).status).toBe(403);
    await s3.main.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    expect((await fetchKey(Bucket, '')).status).toBe(200);
    expect((await fetchKey(Bucket, 'missing')).status).toBe(404);
  });
});

describe('ownership', () => {
  test("is the writer's, unless the bucket's owner enforces its own", async () => {
    const [main, alt] = s3.server.users;
    const Bucket = await createBucket();
    await s3.main.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read-write' }));
    await s3.alt.send(new PutObjectCommand({ Bucket, Key: 'theirs', Body: 'x' }));
    await expect(s3.main.send(new GetObjectCommand({ Bucket, Key: 'theirs' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const { Owner } = await s3.alt.send(new GetObjectAclCommand({ Bucket, Key: 'theirs' }));
    expect(Owner?.ID).toBe(alt?.canonicalId);
    await s3.main.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }));
    await s3.main.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      }),
    );
    const own = await s3.main.send(new GetObjectAclCommand({ Bucket, Key: 'k' }));
    expect(own.Owner?.ID).toBe(main?.canonicalId);
    await s3.main.send(new GetObjectCommand({ Bucket, Key: 'theirs' }));
    await expect(s3.main.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }))).rejects.toMatchObject(
      {
        name: 'AccessControlListNotSupported',
      },
    );
  });
});

describe('temporary credentials', () => {
  test.each([
    ['the token', 'the-token', undefined],
    ['another token', 'other', 'InvalidToken'],
    ['no token', undefined, 'InvalidAccessKeyId'],
  ])('with %s', async (_, sessionToken, code) => {
    const guest = s3.server.users[2];
    if (guest === undefined) {
      throw new Error('no guest');
    }
    const credentials = {
      accessKeyId: guest.accessKey,
      secretAccessKey: guest.secretKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    };
    const listed = s3.client(guest, { credentials }).send(new ListBucketsCommand({}));
    if (code === undefined) {
      expect((await listed).Owner?.ID).toBe(guest.canonicalId);
    } else {
      await expect(listed).rejects.toMatchObject({ name: code });
    }
  });
});
