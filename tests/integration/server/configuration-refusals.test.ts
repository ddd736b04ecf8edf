import { createHash, randomBytes } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { sha256, signRaw } from './raw-signing.js';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const strict = useServer({ awsDefaults: true });
let Bucket = '';

beforeEach(async () => {
  Bucket = newBucketName();
  await s3.main.send(new sdk.CreateBucketCommand({ Bucket }));
  await strict.main.send(new sdk.CreateBucketCommand({ Bucket }));
});

async function put(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = `${s3.server.url}/${Bucket}${path}`;
  const { headers: signed } = signRaw({ method: 'PUT', url, payloadHash: sha256(body), headers });
  return fetch(url, { method: 'PUT', headers: signed, body });
}

async function codeOf(response: Response): Promise<string> {
  return `${response.status} ${/<Code>(.*?)<\/Code>/.exec(await response.text())?.[1] ?? ''}`.trim();
}

const enableVersions = () =>
  s3.main.send(
    new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );

const customerKey = () => {
  const key = randomBytes(32);
  return {
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: key.toString('base64'),
    SSECustomerKeyMD5: createHash('md5').update(key).digest('base64'),
  };
};

describe('a digest of the body', () => {
  test.each([
    ['?tagging', '<Tagging><TagSet/></Tagging>'],
    ['?cors', '<CORSConfiguration/>'],
    ['?lifecycle', '<LifecycleConfiguration/>'],
    ['?object-lock', '<ObjectLockConfiguration/>'],
    ['?replication', '<ReplicationConfiguration/>'],
    ['/k?legal-hold', '<LegalHold/>'],
  ])('is wanted by PUT %s before the document is looked at', async (path, body) => {
    const missing = 'Missing required header for this request: Content-MD5';
    const bare = await put(path, body);
    expect(bare.status).toBe(400);
    expect(await bare.text()).toContain(missing);
    const md5 = createHash('md5').update(body).digest('base64');
    expect(await (await put(path, body, { 'content-md5': md5 })).text()).not.toContain(missing);
  });

  test('is wanted of an upload that a default retention locks, and of its parts', async () => {
    Bucket = newBucketName();
    await s3.main.send(new sdk.CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    expect((await put('/before', 'x')).status).toBe(200);
    const { UploadId } = await s3.main.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key: 'free' }));
    await s3.main.send(
      new sdk.PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
        },
      }),
    );
    expect(await codeOf(await put('/k', 'x'))).toBe('400 InvalidRequest');
    expect((await put(`/free?partNumber=1&uploadId=${UploadId}`, 'x')).status).toBe(200);
    const locked = await s3.main.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key: 'locked' }));
    const part = `/locked?partNumber=1&uploadId=${locked.UploadId}`;
    expect(await codeOf(await put(part, 'x'))).toBe('400 InvalidRequest');
  });
});

describe('a bucket without ACLs', () => {
  test('takes what changes nothing from its owner', async () => {
    const put = (ACL: sdk.ObjectCannedACL) =>
      strict.main.send(new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ACL }));
    await put('private');
    await put('bucket-owner-full-control');
    await expect(put('public-read')).rejects.toMatchObject({ name: 'AccessControlListNotSupported' });
    const created = newBucketName();
    await strict.main.send(new sdk.CreateBucketCommand({ Bucket: created, ACL: 'private' }));
    await expect(
      strict.main.send(new sdk.PutBucketAclCommand({ Bucket, ACL: 'private' })),
    ).rejects.toMatchObject({ name: 'AccessControlListNotSupported' });
  });
});

describe('keys of customers', () => {
  test('are blocked in new buckets of AWS, whatever the key, until they are let in', async () => {
    const object = { Bucket, Key: 'k', Body: 'x', ...customerKey() };
    await expect(strict.main.send(new sdk.PutObjectCommand(object))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const wrong = { ...object, SSECustomerKeyMD5: 'wrong' };
    await expect(strict.main.send(new sdk.PutObjectCommand(wrong))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const rule = { BlockedEncryptionTypes: { EncryptionType: ['NONE' as const] } };
    await strict.main.send(
      new sdk.PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: { Rules: [rule] },
      }),
    );
    await strict.main.send(new sdk.PutObjectCommand(object));
  });
});

describe('a notification', () => {
  const queue = (Id: string | undefined, Events: sdk.Event[], prefix: string) => ({
    ...(Id === undefined ? {} : { Id }),
    QueueArn: 'arn:aws:sqs:us-east-1:123456789012:q',
    Events,
    Filter: { Key: { FilterRules: [{ Name: 'preFIX' as sdk.FilterRuleName, Value: prefix }] } },
  });
  const notify = (QueueConfigurations: sdk.QueueConfiguration[]) =>
    s3.main.send(
      new sdk.PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { QueueConfigurations },
      }),
    );

  test('is given an id, and its filter one spelling', async () => {
    await notify([queue(undefined, ['s3:ObjectCreated:*'], 'a/')]);
    const { QueueConfigurations } = await s3.main.send(
      new sdk.GetBucketNotificationConfigurationCommand({ Bucket }),
    );
    expect(QueueConfigurations).toMatchObject([
      { Id: expect.stringMatching(/./), Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: 'a/' }] } } },
    ]);
  });

  test.each([
    ['the same event of keys below each other', 's3:ObjectCreated:Put', 'a/b/', false],
    ['the same event of other keys', 's3:ObjectCreated:Put', 'b/', true],
    ['another event', 's3:ObjectRemoved:Delete', 'a/', true],
  ] as const)('beside one of %s', async (_what, event, prefix, isTaken) => {
    const both = notify([queue('one', ['s3:ObjectCreated:*'], 'a/'), queue('two', [event], prefix)]);
    await (isTaken ? both : expect(both).rejects.toMatchObject({ name: 'InvalidArgument' }));
  });

  test.each([
    ['no ARN', { QueueArn: 'queue' }],
    ['a topic', { QueueArn: 'arn:aws:sns:us-east-1:123456789012:t' }],
    ['no event', { Events: ['s3:ObjectCreated:Never' as sdk.Event] }],
    [
      'a filter of no name',
      { Filter: { Key: { FilterRules: [{ Name: 'middle' as sdk.FilterRuleName, Value: 'x' }] } } },
    ],
  ])('to %s is refused', async (_what, change) => {
    const wrong = { ...queue('one', ['s3:ObjectCreated:*'], 'a/'), ...change };
    await expect(notify([wrong])).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('a policy', () => {
  test.each([
    ['an action on a bucket for its objects', 's3:ListBucket', '/*', false],
    ['an action on objects for their bucket', 's3:GetObject', '', false],
    ['an action that there is not', 's3:DoNothing', '/*', false],
    ['actions of both kinds', 's3:*', '', true],
    ['an action of the kind', 's3:getobject', '/*', true],
  ])('with %s', async (_what, Action, suffix, isTaken) => {
    const statement = { Effect: 'Deny', Principal: '*', Action, Resource: `arn:aws:s3:::${Bucket}${suffix}` };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const sent = s3.main.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy }));
    await (isTaken ? sent : expect(sent).rejects.toMatchObject({ name: 'MalformedPolicy' }));
  });

  test('that is not there has no status', async () => {
    await expect(s3.main.send(new sdk.GetBucketPolicyStatusCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
  });
});

describe('what a bucket has', () => {
  test('bypasses no retention where there is no lock', async () => {
    await s3.main.send(new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const object = { Bucket, Key: 'k', BypassGovernanceRetention: true };
    await expect(s3.main.send(new sdk.DeleteObjectCommand(object))).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
    await s3.main.send(new sdk.HeadObjectCommand({ Bucket, Key: 'k' }));
  });

  test('keeps the tags that it was created with, and is not created again with any', async () => {
    const tagged = {
      Bucket: newBucketName(),
      CreateBucketConfiguration: { Tags: [{ Key: 'a', Value: 'b' }] },
    };
    await s3.main.send(new sdk.CreateBucketCommand(tagged));
    const { TagSet } = await s3.main.send(new sdk.GetBucketTaggingCommand({ Bucket: tagged.Bucket }));
    expect(TagSet).toEqual([{ Key: 'a', Value: 'b' }]);
    await expect(s3.main.send(new sdk.CreateBucketCommand(tagged))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
    await s3.main.send(new sdk.CreateBucketCommand({ Bucket: tagged.Bucket }));
  });

  test('hides neither tags nor ACL of a key under a delete marker, but refuses them', async () => {
    await enableVersions();
    await s3.main.send(new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await s3.main.send(new sdk.DeleteObjectCommand({ Bucket, Key: 'k' }));
    const key = { Bucket, Key: 'k' };
    for (const command of [
      new sdk.GetObjectTaggingCommand(key),
      new sdk.DeleteObjectTaggingCommand(key),
      new sdk.PutObjectAclCommand({ ...key, ACL: 'private' }),
    ]) {
      await expect(s3.main.send(command as sdk.GetObjectTaggingCommand)).rejects.toMatchObject({
        name: 'MethodNotAllowed',
      });
    }
    await expect(s3.main.send(new sdk.GetObjectAclCommand(key))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('is replicated only into versioned buckets, and stays versioned', async () => {
    await enableVersions();
    const replicate = (name: string) =>
      s3.main.send(
        new sdk.PutBucketReplicationCommand({
          Bucket,
          ReplicationConfiguration: {
            Role: 'arn:aws:iam::123456789012:role/r',
            Rules: [{ Status: 'Enabled', Prefix: '', Destination: { Bucket: `arn:aws:s3:::${name}` } }],
          },
        }),
      );
    await expect(replicate('missing-bucket')).rejects.toMatchObject({ name: 'InvalidRequest' });
    await replicate(Bucket);
    const { ReplicationConfiguration } = await s3.main.send(new sdk.GetBucketReplicationCommand({ Bucket }));
    expect(ReplicationConfiguration?.Rules?.[0]?.ID).toMatch(/./);
    await expect(
      s3.main.send(
        new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidBucketState' });
  });

  test('is logged only into buckets of its owner, and the grantees say what they are', async () => {
    const foreign = newBucketName();
    await s3.alt.send(new sdk.CreateBucketCommand({ Bucket: foreign }));
    const log = (TargetBucket: string) =>
      s3.main.send(
        new sdk.PutBucketLoggingCommand({
          Bucket,
          BucketLoggingStatus: {
            LoggingEnabled: {
              TargetBucket,
              TargetPrefix: '',
              TargetGrants: [
                {
                  Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' },
                  Permission: 'READ',
                },
              ],
            },
          },
        }),
      );
    await expect(log(foreign)).rejects.toMatchObject({ name: 'InvalidTargetBucketForLogging' });
    await log(Bucket);
    const { LoggingEnabled } = await s3.main.send(new sdk.GetBucketLoggingCommand({ Bucket }));
    expect(LoggingEnabled?.TargetGrants?.[0]?.Grantee?.Type).toBe('Group');
  });

  test('has an expected owner of twelve digits', async () => {
    const read = (ExpectedBucketOwner: string) =>
      s3.main.send(new sdk.GetBucketAclCommand({ Bucket, ExpectedBucketOwner }));
    await expect(read('abcd')).rejects.toMatchObject({ name: 'InvalidBucketOwnerAWSAccountID' });
    await expect(read('999999999999')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('tells the least size of what its lifecycle moves', async () => {
    const LifecycleConfiguration: sdk.BucketLifecycleConfiguration = {
      Rules: [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 7 } }],
    };
    const put = (minimum: string | undefined) =>
      s3.main.send(
        new sdk.PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration,
          TransitionDefaultMinimumObjectSize: minimum as sdk.TransitionDefaultMinimumObjectSize,
        }),
      );
    const read = () => s3.main.send(new sdk.GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(await put('varies_by_storage_class')).toMatchObject({
      TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
    });
    expect(await read()).toMatchObject({ TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' });
    await expect(put('none')).rejects.toMatchObject({ name: 'InvalidRequest' });
    await put(undefined);
    expect(await read()).toMatchObject({ TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K' });
  });
});
