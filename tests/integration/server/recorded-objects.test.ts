import { createHash, createHmac, randomBytes } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { presignRaw, sha256, signRaw } from './raw-signing.js';
import { newBucketName, useServer } from './support.js';

const s3 = useServer({ signatureVersion2: true });
let Bucket = '';

beforeEach(async () => {
  Bucket = newBucketName();
  await s3.main.send(new sdk.CreateBucketCommand({ Bucket }));
});

const putObject = (Key: string) => s3.main.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'x' }));

describe('a copy', () => {
  test.each([
    ['a plus sign for a space', () => `${Bucket}%2Fa+b`],
    ['a URL', () => `${s3.server.url}/${Bucket}/a%20b`],
  ])('takes %s in its source', async (_, source) => {
    await putObject('a b');
    const url = `${s3.server.url}/${Bucket}/copy`;
    const headers = { 'x-amz-copy-source': source() };
    const { headers: signed } = signRaw({ method: 'PUT', url, payloadHash: sha256(''), headers });
    expect((await fetch(url, { method: 'PUT', headers: signed })).status).toBe(200);
  });

  test('of an object onto itself is one where the encryption of the bucket was configured', async () => {
    await putObject('k');
    const copy = () =>
      s3.main.send(new sdk.CopyObjectCommand({ Bucket, Key: 'k', CopySource: `${Bucket}/k` }));
    await expect(copy()).rejects.toThrow('This copy request is illegal');
    const byDefault = { SSEAlgorithm: 'AES256' as const };
    const Rules = [{ ApplyServerSideEncryptionByDefault: byDefault }];
    await s3.main.send(
      new sdk.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }),
    );
    expect((await copy()).$metadata.httpStatusCode).toBe(200);
  });

  test('names the condition that did not hold', async () => {
    await putObject('k');
    const command = new sdk.CopyObjectCommand({
      Bucket,
      Key: 'c',
      CopySource: `${Bucket}/k`,
      CopySourceIfMatch: '"no"',
    });
    await expect(s3.main.send(command)).rejects.toMatchObject({ Condition: 'x-amz-copy-source-If-Match' });
  });
});

describe('a key of a customer', () => {
  const bytes = randomBytes(32);
  const SSECustomerKey = bytes.toString('base64');
  const SSECustomerKeyMD5 = createHash('md5').update(bytes).digest('base64');
  const key = { SSECustomerAlgorithm: 'AES256', SSECustomerKey, SSECustomerKeyMD5 };
  const short = { ...key, SSECustomerKey: Buffer.from('short').toString('base64') };

  test('that can be none is refused of a write, and of a read as another key', async () => {
    const write = new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...short });
    await expect(s3.main.send(write)).rejects.toMatchObject({ ArgumentName: 'x-amz-server-side-encryption' });
    await s3.main.send(new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...key }));
    const read = new sdk.GetObjectCommand({ Bucket, Key: 'k', ...short });
    await expect(s3.main.send(read)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('goes with no other encryption, whatever the key', async () => {
    const both = { ...short, ServerSideEncryption: 'AES256' as const };
    const write = new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...both });
    await expect(s3.main.send(write)).rejects.toMatchObject({ ArgumentValue: 'AES256' });
  });

  test('is not needed to complete an upload, which then has no checksum', async () => {
    const upload = { Bucket, Key: 'u' };
    const options = { requestChecksumCalculation: 'WHEN_REQUIRED' as const };
    const [user] = s3.server.users;
    if (user === undefined) {
      throw new Error('there is no user');
    }
    const client = s3.client(user, options);
    const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand({ ...upload, ...key }));
    const part = { ...upload, UploadId, PartNumber: 1 };
    const { ETag } = await client.send(new sdk.UploadPartCommand({ ...part, ...key, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const done = await client.send(
      new sdk.CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }),
    );
    expect([done.ETag, done.ChecksumCRC64NVME]).toEqual([expect.stringContaining('-1'), undefined]);
  });
});

test('a bucket key is as the bucket has it where a request for KMS does not say', async () => {
  const Rules = [
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const }, BucketKeyEnabled: true },
  ];
  await s3.main.send(
    new sdk.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }),
  );
  const asked = (BucketKeyEnabled?: boolean) =>
    s3.main.send(
      new sdk.PutObjectCommand({
        ...{ Bucket, Key: 'k', Body: 'x', ServerSideEncryption: 'aws:kms' },
        ...(BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled }),
      }),
    );
  expect((await asked()).BucketKeyEnabled).toBe(true);
  expect((await asked(false)).BucketKeyEnabled).toBeUndefined();
});

test('metadata beyond ASCII comes back as the word that can be read best', async () => {
  const url = `${s3.server.url}/${Bucket}/k`;
  const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
  const headers = {
    'x-amz-meta-a': word('café_2?'),
    'x-amz-meta-b': word('日本'),
    'x-amz-meta-c': word('a\tb'),
  };
  const { headers: signed } = signRaw({ method: 'PUT', url, payloadHash: sha256('x'), headers });
  expect((await fetch(url, { method: 'PUT', headers: signed, body: 'x' })).status).toBe(200);
  const { Metadata } = await s3.main.send(new sdk.HeadObjectCommand({ Bucket, Key: 'k' }));
  expect(Metadata).toEqual({ a: '=?UTF-8?Q?caf=C3=A9=5F2=3F?=', b: '=?UTF-8?B?5pel5pys?=', c: 'a\tb' });
});

test('a listing that goes on by a token does not say where it began', async () => {
  await putObject('a');
  await putObject('b');
  const first = await s3.main.send(new sdk.ListObjectsV2Command({ Bucket, MaxKeys: 1, StartAfter: '0' }));
  expect(first.StartAfter).toBe('0');
  const ContinuationToken = first.NextContinuationToken;
  const next = await s3.main.send(
    new sdk.ListObjectsV2Command({ Bucket, ContinuationToken, StartAfter: '0' }),
  );
  expect([next.StartAfter, next.Contents?.[0]?.Key]).toEqual([undefined, 'b']);
});

test('a page of uploads that ends on a common prefix names no marker', async () => {
  await s3.main.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key: 'a/b' }));
  await s3.main.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key: 'c' }));
  const command = new sdk.ListMultipartUploadsCommand({ Bucket, Delimiter: '/', MaxUploads: 1 });
  const page = await s3.main.send(command);
  expect([page.IsTruncated, page.NextKeyMarker]).toEqual([true, '']);
});

test('ids of versions have the letters of those of S3', async () => {
  const VersioningConfiguration = { Status: 'Enabled' as const };
  await s3.main.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  const ids = await Promise.all(Array.from({ length: 40 }, async () => (await putObject('k')).VersionId));
  expect(ids.filter((id) => !/^[A-Za-z0-9._]{32}$/.test(id ?? ''))).toEqual([]);
  const [VersionId] = ids.filter((id) => id?.includes('.'));
  const read = await s3.main.send(new sdk.GetObjectCommand({ Bucket, Key: 'k', VersionId }));
  expect(read.VersionId).toBe(VersionId);
});

describe('a link', () => {
  test('does not have to sign the header that holds the hash of the body', async () => {
    const url = presignRaw(`${s3.server.url}/${Bucket}/k`, 60, Date.now(), '', 'PUT');
    const put = (hash: string) =>
      fetch(url, { method: 'PUT', body: 'x', headers: { 'x-amz-content-sha256': hash } });
    expect((await put('UNSIGNED-PAYLOAD')).status).toBe(200);
    const other = await put(sha256('x'));
    expect([other.status, await other.text()]).toEqual([
      403,
      expect.stringContaining('SignatureDoesNotMatch'),
    ]);
  });

  test('of version 2 signs the bytes of its query', async () => {
    const sent = 'x-amz-meta-a:é—';
    const expires = Math.floor(Date.now() / 1000) + 60;
    const text = `PUT\n\n\n${expires}\n${sent}\n/${Bucket}/k`;
    const signature = createHmac('sha1', 's3tester-secret').update(text).digest('base64');
    const query = new URLSearchParams({
      AWSAccessKeyId: 's3tester',
      Signature: signature,
      Expires: String(expires),
      'x-amz-meta-a': 'é—',
    });
    const link = `${s3.server.url}/${Bucket}/k?${query}`;
    expect((await fetch(link, { method: 'PUT' })).status).toBe(200);
    const other = await fetch(link.replace('x-amz-meta-a=', 'x-amz-meta-a=z'), { method: 'PUT' });
    expect(await other.text()).toMatch(/<StringToSignBytes>50 55 54 0a /);
    query.delete('Expires');
    const endless = await fetch(`${s3.server.url}/${Bucket}/k?${query}`);
    expect(await endless.text()).toContain('Query-string authentication requires the Signature, Expires');
  });
});

describe('a form', () => {
  async function post(fields: Record<string, string>, fileName?: string): Promise<Response> {
    const parts = Object.entries(fields).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const named = fileName === undefined ? '' : `; filename="${fileName}"`;
    const file = `--b\r\nContent-Disposition: form-data; name="file"${named}\r\n\r\nx\r\n--b--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    return fetch(`${s3.server.url}/${Bucket}`, { method: 'POST', headers, body: parts.join('') + file });
  }

  beforeEach(async () => {
    const open = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: `arn:aws:s3:::${Bucket}/*` };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [open] });
    await s3.main.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy }));
  });

  test('keeps the variable in its key where the file has no name', async () => {
    const variable = '$' + '{filename}';
    expect((await post({ key: `a-${variable}` })).status).toBe(204);
    expect((await post({ key: `a-${variable}` }, 'n')).status).toBe(204);
    const { Contents } = await s3.main.send(new sdk.ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([`a-${variable}`, 'a-n']);
  });

  test('keeps Latin-1, and words as they are', async () => {
    const word = '=?UTF-8?B?YWJj?=';
    const fields = {
      key: 'k',
      acl: 'public-read',
      'Cache-Control': 'é—x',
      'x-amz-meta-a': word,
      'x-amz-meta-b': 'é—',
    };
    expect((await post(fields)).status).toBe(204);
    const { headers } = await fetch(`${s3.server.url}/${Bucket}/k`, { method: 'HEAD' });
    const kept = ['cache-control', 'x-amz-meta-a', 'x-amz-meta-b'].map((name) => headers.get(name));
    expect(kept).toEqual(['é x', word, '=?UTF-8?B?w6nigJQ=?=']);
  });

  test('has no tags where its document is no Tagging', async () => {
    expect((await post({ key: 'k', tagging: '<Other/>' })).status).toBe(204);
    expect((await post({ key: 'k', tagging: 'none' })).status).toBe(400);
    const { TagSet } = await s3.main.send(new sdk.GetObjectTaggingCommand({ Bucket, Key: 'k' }));
    expect(TagSet).toEqual([]);
  });

  test('is shown what it should have signed', async () => {
    const expiration = new Date(Date.now() + 60_000).toISOString();
    const policy = Buffer.from(JSON.stringify({ expiration, conditions: [] })).toString('base64');
    const fields = { key: 'k', AWSAccessKeyId: 's3tester', policy, signature: 'no' };
    const text = await (await post(fields)).text();
    expect(text).toContain(`<StringToSign>${policy}</StringToSign>`);
    expect(text).toContain('<StringToSignBytes>65 79 ');
  });
});

test('a region that there is not is refused, bucket or none', async () => {
  const [user] = s3.server.users;
  if (user === undefined) {
    throw new Error('there is no user');
  }
  const lost = s3.client(user, { region: 'moon' });
  const wrong = "the region 'moon' is wrong; expecting 'us-east-1'";
  await expect(lost.send(new sdk.ListBucketsCommand({}))).rejects.toThrow(wrong);
  await expect(lost.send(new sdk.GetBucketLocationCommand({ Bucket }))).rejects.toThrow(wrong);
});
