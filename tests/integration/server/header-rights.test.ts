import {
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();
const Locked = newBucketName();
const until = new Date(Date.now() + 60_000);

type Asked = Partial<PutObjectCommandInput>;

const headers: readonly (readonly [action: string, asked: Asked])[] = [
  ['s3:PutObjectAcl', { ACL: 'public-read' }],
  ['s3:PutObjectAcl', { GrantRead: 'uri=http://acs.amazonaws.com/groups/global/AllUsers' }],
  ['s3:PutObjectTagging', { Tagging: 'a=b' }],
  ['s3:PutObjectRetention', { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until }],
  ['s3:PutObjectLegalHold', { ObjectLockLegalHoldStatus: 'ON' }],
];

beforeAll(async () => {
  for (const bucket of [Bucket, Locked]) {
    await s3.main.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
    await s3.main.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' }));
    await s3.main.send(new PutObjectCommand({ Bucket: bucket, Key: 'tagged', Body: 'x', Tagging: 'a=b' }));
  }
  await setPolicy(Bucket, []);
  await setPolicy(
    Locked,
    headers.map(([action]) => action),
  );
});

/** Everybody may write, and nobody may do what is denied. */
async function setPolicy(bucket: string, denied: readonly string[]): Promise<void> {
  const on = { Principal: '*', Resource: `arn:aws:s3:::${bucket}/*` };
  const Statement = [
    { Effect: 'Allow', Action: 's3:*', ...on },
    ...(denied.length === 0 ? [] : [{ Effect: 'Deny', Action: denied, ...on }]),
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await s3.main.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
}

const writes = {
  PutObject: (bucket: string, asked: Asked) =>
    s3.alt.send(new PutObjectCommand({ Bucket: bucket, Key: 'put', Body: 'x', ...asked })),
  CopyObject: (bucket: string, asked: Asked) =>
    s3.alt.send(
      new CopyObjectCommand({
        ...{ Bucket: bucket, Key: 'copy', CopySource: `${bucket}/k`, TaggingDirective: 'REPLACE' },
        ...asked,
      }),
    ),
  CreateMultipartUpload: (bucket: string, asked: Asked) =>
    s3.alt.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'parts', ...asked })),
};

describe.each(Object.entries(writes))('%s', (_name, write) => {
  test.each(headers)(
    'is refused where a policy denies %s, which its headers ask for: %j',
    async (_, asked) => {
      await write(Bucket, asked);
      await expect(write(Locked, asked)).rejects.toMatchObject({ name: 'AccessDenied' });
    },
  );

  test('is done where it asks for nothing that is denied', async () => {
    await write(Locked, {});
  });
});

test('a copy that takes tags along is refused where writing tags is denied', async () => {
  const copy = (bucket: string, source: string) =>
    s3.main.send(new CopyObjectCommand({ Bucket: bucket, Key: 'copy', CopySource: `${bucket}/${source}` }));
  await copy(Bucket, 'tagged');
  await copy(Locked, 'k');
  await expect(copy(Locked, 'tagged')).rejects.toMatchObject({ name: 'AccessDenied' });
});

test("a policy denies the bucket's owner, too", async () => {
  const write = s3.main.send(new PutObjectCommand({ Bucket: Locked, Key: 'own', Body: 'x', ACL: 'private' }));
  await expect(write).rejects.toMatchObject({ name: 'AccessDenied' });
});

test.each([
  ['acl', 'public-read'],
  ['tagging', '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>'],
])('a form with the field %s is refused where a policy denies it', async (name, value) => {
  const post = async (bucket: string, fields: Record<string, string>): Promise<number> => {
    const form = new FormData();
    for (const [field, text] of Object.entries({ key: 'form', ...fields })) {
      form.append(field, text);
    }
    form.append('file', new Blob(['x']), 'x');
    return (await fetch(`${s3.server.url}/${bucket}`, { method: 'POST', body: form })).status;
  };
  expect(await post(Bucket, { [name]: value })).toBe(204);
  expect(await post(Locked, {})).toBe(204);
  expect(await post(Locked, { [name]: value })).toBe(403);
});

test('what was refused was not written', async () => {
  const { Body } = await s3.main.send(new GetObjectCommand({ Bucket: Locked, Key: 'k' }));
  expect(await Body?.transformToString()).toBe('x');
  const missing = s3.main.send(new GetObjectCommand({ Bucket: Locked, Key: 'own' }));
  await expect(missing).rejects.toMatchObject({ name: 'NoSuchKey' });
});
