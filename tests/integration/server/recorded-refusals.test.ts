import * as sdk from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { sha256, signRaw } from './raw-signing.js';
import { newBucketName, useServer } from './support.js';

const s3 = useServer({ awsDefaults: true });
const open = useServer();
const Bucket = newBucketName();

beforeAll(async () => {
  for (const { main } of [s3, open]) {
    await main.send(new sdk.CreateBucketCommand({ Bucket }));
    await main.send(new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  }
});

async function put(path: string, body = '', headers: Record<string, string> = {}): Promise<string> {
  const url = `${s3.server.url}/${Bucket}${path}`;
  const { headers: signed } = signRaw({ method: 'PUT', url, payloadHash: sha256(body), headers });
  return (await fetch(url, { method: 'PUT', headers: signed, body })).text();
}

const absent = { ArgumentValue: undefined, BucketName: undefined, TagKey: undefined };

/** What an error says, with what it may leave out. */
async function refusal(command: unknown): Promise<object> {
  try {
    return await s3.main.send(command as sdk.GetObjectCommand);
  } catch (error) {
    const { name, message } = error as Error;
    return { ...absent, ...(error as object), name, message };
  }
}

describe('an ACL is read before it is refused by who owns the bucket', () => {
  const acl = (inner: string) => `<AccessControlPolicy>${inner}</AccessControlPolicy>`;
  const ownerless = acl('<AccessControlList/>');
  test.each([
    ['an unknown canned one', { 'x-amz-acl': 'fake' }, '', ['InvalidArgument', 'x-amz-acl', 'fake']],
    ['an unknown user', { 'x-amz-grant-read': 'id="no"' }, '', ['InvalidArgument', 'Invalid id', 'id', 'no']],
    [
      'an unknown kind',
      { 'x-amz-grant-write': 'kind="1"' },
      '',
      ['InvalidArgument', 'Argument format not recognized', 'x-amz-grant-write', 'kind=&quot;1&quot;'],
    ],
    ['no owner', {}, ownerless, ['MalformedACLError']],
    ['another owner', {}, acl('<AccessControlList/><Owner><ID>no</ID></Owner>'), ['CanonicalUser/ID', 'no']],
    ['nothing', {}, '', ['MissingSecurityHeader', 'x-amz-acl']],
    ['what could be set', { 'x-amz-acl': 'public-read' }, '', ['AccessControlListNotSupported']],
  ])('%s', async (_, headers, body, parts) => {
    for (const path of ['?acl', '/k?acl']) {
      const text = await put(path, body, headers as Record<string, string>);
      expect(parts.filter((part) => !text.includes(`>${part}<`))).toEqual([]);
    }
  });

  test('also where an upload asks for it', async () => {
    const text = await put('/k', '', { 'x-amz-acl': 'fake' });
    expect(text).toContain('<ArgumentName>x-amz-acl</ArgumentName><ArgumentValue>fake</ArgumentValue>');
  });
});

test('grants come back in the order in which they were set, by ids alone', async () => {
  const uri = 'http://acs.amazonaws.com/groups/global/AllUsers';
  await open.main.send(new sdk.PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
  const { Grants } = await open.main.send(new sdk.GetBucketAclCommand({ Bucket }));
  const Id = open.server.users[0]?.canonicalId;
  expect(Grants).toEqual([
    { Grantee: { ID: Id, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
    { Grantee: { URI: uri, Type: 'Group' }, Permission: 'READ' },
  ]);
});

describe('what a refusal names', () => {
  const retained = () =>
    new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ObjectLockMode: 'GOVERNANCE' as const });
  const ownership = () =>
    new sdk.CreateBucketCommand({ Bucket: newBucketName(), ObjectOwnership: 'Odd' as 'ObjectWriter' });
  const withKey = {
    Rules: [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const, KMSMasterKeyID: 'alias/a' } },
    ],
  };
  test.each([
    [
      'an argument without its value',
      () => new sdk.ListBucketsCommand({ BucketRegion: 'eu-east-1' }),
      { ArgumentName: 'bucket-region', ArgumentValue: undefined },
    ],
    [
      'the ownership in the message',
      ownership,
      { message: 'Invalid x-amz-object-ownership header: Odd', ArgumentValue: undefined },
    ],
    [
      'the header that a copy source came in',
      () => new sdk.CopyObjectCommand({ Bucket, Key: 'c', CopySource: 'keyless' }),
      { ArgumentName: 'x-amz-copy-source', ArgumentValue: 'x-amz-copy-source' },
    ],
    [
      'the part of the encryption',
      () => new sdk.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: withKey }),
      { ArgumentName: 'ApplyServerSideEncryptionByDefault' },
    ],
    [
      'the key of tags with its bucket',
      () => new sdk.GetObjectTaggingCommand({ Bucket, Key: 'none' }),
      { Key: `${Bucket}/none` },
    ],
    [
      'no bucket of a configuration that is not there',
      () => new sdk.GetBucketInventoryConfigurationCommand({ Bucket, Id: 'none' }),
      { name: 'NoSuchConfiguration', BucketName: undefined },
    ],
    [
      'a website that is redirected and more',
      () =>
        new sdk.PutBucketWebsiteCommand({
          Bucket,
          WebsiteConfiguration: {
            RedirectAllRequestsTo: { HostName: 'a.test' },
            IndexDocument: { Suffix: 'i' },
          },
        }),
      { ArgumentName: 'RedirectAllRequestsTo', ArgumentValue: 'not null' },
    ],
    ['a bucket without a lock', retained, { message: 'Bucket is missing Object Lock Configuration' }],
  ])('%s', async (_, command, named) => {
    expect(await refusal(command())).toMatchObject(named);
  });

  test('the digest that is none, and of an object the expected one in digits', async () => {
    expect(await put('/d', 'x', { 'content-md5': 'MTIz' })).toContain('<Content-MD5>MTIz</Content-MD5>');
    const text = await put('/d', 'x', { 'content-md5': 'CY9rzUYh03PK3k6DJie09g==' });
    expect(text).toContain('<ExpectedDigest>098f6bcd4621d373cade4e832627b4f6</ExpectedDigest>');
  });

  test('the upload whose parts are out of order', async () => {
    const upload = { Bucket, Key: 'u' };
    const { UploadId } = await s3.main.send(new sdk.CreateMultipartUploadCommand(upload));
    const Parts = [2, 1].map((PartNumber) => ({ PartNumber, ETag: '"a"' }));
    const complete = new sdk.CompleteMultipartUploadCommand({
      ...upload,
      UploadId,
      MultipartUpload: { Parts },
    });
    expect(await refusal(complete)).toMatchObject({ name: 'InvalidPartOrder', UploadId });
  });

  test('two checksums before what is wrong with one of them', async () => {
    const text = await put('/d', 'x', { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-sha256': 'no' });
    expect(text).toContain('Expecting a single x-amz-checksum- header.');
  });

  test('the method and the resource of a preflight', async () => {
    const headers = { origin: 'https://a.test', 'access-control-request-method': 'PUT' };
    const response = await fetch(`${s3.server.url}/${Bucket}/k`, { method: 'OPTIONS', headers });
    expect(await response.text()).toContain('<Method>PUT</Method><ResourceType>BUCKET</ResourceType>');
  });
});

describe('reserved tags are refused in the words of their resource', () => {
  const TagSet = [{ Key: 'aws:a', Value: 'b' }];
  const CreateBucketConfiguration = { Tags: TagSet };
  test.each([
    [new sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }), 'System tags cannot', 'aws:a'],
    [new sdk.PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet } }), 'Your TagKey', 'aws:a'],
    [
      new sdk.CreateBucketCommand({ Bucket: newBucketName(), CreateBucketConfiguration }),
      'User-defined tag keys',
      undefined,
    ],
  ])('%#', async (command, message, TagKey) => {
    expect(await refusal(command)).toMatchObject({ message: expect.stringContaining(message), TagKey });
  });

  test('and a document without a set has no tags', async () => {
    expect(await put('/k?tagging', '<Tagging/>')).toBe('');
    const { TagSet: found } = await s3.main.send(new sdk.GetObjectTaggingCommand({ Bucket, Key: 'k' }));
    expect(found).toEqual([]);
  });
});

describe('object lock', () => {
  const locked = newBucketName();
  const object = { Bucket: locked, Key: 'k' };
  beforeAll(async () => {
    await s3.main.send(new sdk.CreateBucketCommand({ Bucket: locked, ObjectLockEnabledForBucket: true }));
    await s3.main.send(new sdk.PutObjectCommand({ ...object, Body: 'x' }));
  });

  test('names the one of two headers that is missing', async () => {
    const mode = { ObjectLockMode: 'GOVERNANCE' as const };
    const date = { ObjectLockRetainUntilDate: new Date(Date.now() + 60_000) };
    for (const [given, missing] of [
      [mode, 'x-amz-object-lock-retain-until-date'],
      [date, 'x-amz-object-lock-mode'],
    ] as const) {
      const error = await refusal(new sdk.PutObjectCommand({ ...object, Body: 'x', ...given }));
      expect(error).toMatchObject({ ArgumentName: missing, ArgumentValue: undefined });
    }
  });

  test('tells a date of the past as its clock has it', async () => {
    const Retention = { Mode: 'GOVERNANCE' as const, RetainUntilDate: new Date('2020-01-01') };
    const error = await refusal(new sdk.PutObjectRetentionCommand({ ...object, Retention }));
    expect(error).toMatchObject({
      ArgumentName: 'RetainUntilDate',
      ArgumentValue: 'Tue Dec 31 16:00:00 PST 2019',
    });
  });
});
