import * as sdk from '@aws-sdk/client-s3';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
  await s3.main.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
});

type Output = Record<string, unknown>;

/** Sends an operation of the SDK by its name. */
async function send(operation: string, input: object = {}): Promise<Output> {
  const Command = (sdk as unknown as Record<string, new (input: object) => never>)[`${operation}Command`];
  if (Command === undefined) {
    throw new Error(`the SDK has no ${operation}`);
  }
  const { $metadata: _, ...output } = (await s3.main.send(
    new Command({ Bucket, ...input }),
  )) as unknown as Output;
  return output;
}

const destination = 'arn:aws:s3:::elsewhere';

/** name, the member that holds it, a configuration, the code of a bucket without it (none: a default is answered) */
const single: readonly [
  name: string,
  member: string | undefined,
  value: object,
  missing: string | undefined,
][] = [
  [
    'BucketCors',
    'CORSConfiguration',
    { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] },
    'NoSuchCORSConfiguration',
  ],
  [
    'BucketWebsite',
    'WebsiteConfiguration',
    { IndexDocument: { Suffix: 'index.html' } },
    'NoSuchWebsiteConfiguration',
  ],
  [
    'BucketOwnershipControls',
    'OwnershipControls',
    { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
    'OwnershipControlsNotFoundError',
  ],
  [
    'PublicAccessBlock',
    'PublicAccessBlockConfiguration',
    { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: true, RestrictPublicBuckets: false },
    'NoSuchPublicAccessBlockConfiguration',
  ],
  [
    'BucketReplication',
    'ReplicationConfiguration',
    {
      Role: 'arn:aws:iam::123456789012:role/r',
      Rules: [{ Status: 'Enabled', Prefix: '', Destination: { Bucket: `arn:aws:s3:::${Bucket}` } }],
    },
    'ReplicationConfigurationNotFoundError',
  ],
  ['BucketTagging', 'Tagging', { TagSet: [{ Key: 'a', Value: 'b' }] }, 'NoSuchTagSet'],
  [
    'BucketEncryption',
    'ServerSideEncryptionConfiguration',
    {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'k' },
          BucketKeyEnabled: true,
        },
      ],
    },
    undefined,
  ],
  ['BucketAbac', 'AbacStatus', { Status: 'Enabled' }, undefined],
  ['BucketAccelerateConfiguration', 'AccelerateConfiguration', { Status: 'Enabled' }, undefined],
  ['BucketRequestPayment', 'RequestPaymentConfiguration', { Payer: 'Requester' }, undefined],
  [
    'BucketLogging',
    'BucketLoggingStatus',
    { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: 'logs/' } },
    undefined,
  ],
  [
    'BucketNotificationConfiguration',
    'NotificationConfiguration',
    {
      TopicConfigurations: [
        { Id: 'n', TopicArn: 'arn:aws:sns:us-east-1:123456789012:t', Events: ['s3:ObjectCreated:*'] },
      ],
    },
    undefined,
  ],
];

describe('a configuration that a bucket has once', () => {
  test.each(single)('%s is given back as it was put', async (name, member, value, missing) => {
    if (missing !== undefined) {
      await expect(send(`Get${name}`)).rejects.toMatchObject({ name: missing });
    } else {
      await send(`Get${name}`);
    }
    await send(`Put${name}`, member === undefined ? value : { [member]: value });
    const output = await send(`Get${name}`);
    const got = member !== undefined && member in output ? output[member] : output;
    expect(got).toMatchObject(value);
  });

  test('is refused where it is not well-formed, or empty', async () => {
    await expect(send('PutBucketCors', { CORSConfiguration: { CORSRules: [] } })).rejects.toMatchObject({
      name: 'MalformedXML',
    });
    const value = { CORSRules: [{ AllowedMethods: ['PATCH'], AllowedOrigins: ['*'] }] };
    await expect(send('PutBucketCors', { CORSConfiguration: value })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
  });

  test('goes when it is deleted', async () => {
    await send('PutBucketWebsite', { WebsiteConfiguration: { IndexDocument: { Suffix: 'i' } } });
    await send('DeleteBucketWebsite');
    await expect(send('GetBucketWebsite')).rejects.toMatchObject({ name: 'NoSuchWebsiteConfiguration' });
  });
});

const numbered: readonly [name: string, value: object][] = [
  ['Metrics', { Filter: { Prefix: 'a' } }],
  ['Analytics', { StorageClassAnalysis: {} }],
  ['IntelligentTiering', { Status: 'Enabled', Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days: 90 }] }],
  [
    'Inventory',
    {
      IsEnabled: true,
      IncludedObjectVersions: 'All',
      Schedule: { Frequency: 'Daily' },
      Destination: { S3BucketDestination: { Bucket: destination, Format: 'CSV' } },
    },
  ],
];

describe('a configuration that a bucket has in numbers', () => {
  test.each(numbered)('%s is kept by its id, listed and deleted', async (name, value) => {
    const member = `${name}Configuration`;
    for (const Id of ['one', 'two']) {
      await send(`PutBucket${member}`, { Id, [member]: { Id, ...value } });
    }
    expect((await send(`GetBucket${member}`, { Id: 'two' }))[member]).toMatchObject({ Id: 'two', ...value });
    const listed = await send(`ListBucket${member}s`);
    expect(listed[`${member}List`]).toMatchObject([{ Id: 'one' }, { Id: 'two' }]);
    await send(`DeleteBucket${member}`, { Id: 'one' });
    await expect(send(`GetBucket${member}`, { Id: 'one' })).rejects.toMatchObject({
      name: 'NoSuchConfiguration',
    });
  });
});
