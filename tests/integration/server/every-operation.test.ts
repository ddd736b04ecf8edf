import { Readable } from 'node:stream';
import * as sdk from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { findOperation, operationNames } from '../../../src/operations/index.js';
import { operationModel } from '../../../src/s3/model/sdk-model.js';
import { checkRoot } from '../../../src/s3/response/root-element.js';
import type { LogEntry } from '../../../src/server/index.js';
import { sha256, signRaw } from './raw-signing.js';
import { newBucketName, useServer } from './support.js';

const entries: LogEntry[] = [];
const s3 = useServer({ log: (entry) => entries.push(entry) });

/** What the server does not have, and says so. */
const missing = [
  'CreateBucketMetadataConfiguration',
  'CreateBucketMetadataTableConfiguration',
  'CreateSession',
  'DeleteBucketMetadataConfiguration',
  'DeleteBucketMetadataTableConfiguration',
  'DeleteObjectAnnotation',
  'GetBucketAbac',
  'GetBucketMetadataConfiguration',
  'GetBucketMetadataTableConfiguration',
  'GetObjectAnnotation',
  'GetObjectTorrent',
  'ListDirectoryBuckets',
  'ListObjectAnnotations',
  'PutBucketAbac',
  'PutObjectAnnotation',
  'RenameObject',
  'SelectObjectContent',
  'UpdateBucketMetadataAnnotationTableConfiguration',
  'UpdateBucketMetadataInventoryTableConfiguration',
  'UpdateBucketMetadataJournalTableConfiguration',
  'UpdateObjectEncryption',
  'WriteGetObjectResponse',
];

/** Sends an operation as its model says: method, path, and what must be in the query and the headers. */
async function sendBare(name: string, bucket: string): Promise<Response> {
  const { method, uri, members } = findOperation(name) ?? expect.fail(`no operation ${name}`);
  const base = members.some((member) => member.name === 'Bucket') ? `/${bucket}` : '';
  const url = new URL(`${s3.server.url}${base}${uri.replace('{Key+}', 'key')}`);
  const headers: Record<string, string> = {};
  for (const { required, binding, wireName, kind } of members) {
    if (!required) {
      continue;
    }
    if (binding === 'query') {
      url.searchParams.set(wireName, kind === 'number' ? '1' : 'x');
    }
    if (binding === 'header') {
      headers[wireName.toLowerCase()] = `/${bucket}/key`;
    }
  }
  const signed = signRaw({ method, url: url.href, payloadHash: sha256(''), headers });
  return fetch(url, { method, headers: signed.headers });
}

describe('an operation as its model says it', () => {
  test.each(operationNames())('%s finds its handler', async (name) => {
    const bucket = newBucketName();
    await s3.main.send(new sdk.CreateBucketCommand({ Bucket: bucket }));
    await s3.main.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: 'key', Body: 'x' }));
    entries.length = 0;
    const response = await sendBare(name, bucket);
    const text = await response.text();
    if (missing.includes(name)) {
      expect(response.status).toBe(501);
      expect(text).toContain('<Code>NotImplemented</Code>');
    } else {
      expect(entries).toMatchObject([{ operation: name }]);
      expect(response.status).toBeLessThan(500);
    }
  });
});

const Bucket = newBucketName();
const Target = newBucketName();
const Key = 'key';
const Id = 'id';
const saved: Record<string, string> = {};
const owner = () => ({ Owner: { ID: s3.server.users[0]?.canonicalId }, Grants: [] });
const arn = `arn:aws:s3:::${Target}`;
const read = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${Bucket}/*`,
};
const year = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000);
const rule = { ID: Id, Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 30 } };
const inventory = {
  ...{ Id, IsEnabled: true, IncludedObjectVersions: 'All', Schedule: { Frequency: 'Daily' } },
  Destination: { S3BucketDestination: { Bucket: arn, Format: 'CSV' } },
};
const part = () => ({ PartNumber: 1, ETag: saved.etag });
const bypass = { BypassGovernanceRetention: true };

/** One call of each operation in an order in which all succeed; what takes an input of none is called with the bucket and the key. */
const calls: readonly [operation: string, input?: () => object][] = [
  ['CreateBucket', () => ({ ObjectLockEnabledForBucket: true })],
  ['HeadBucket'],
  ['ListBuckets'],
  ['GetBucketLocation'],
  ['GetBucketVersioning'],
  ['PutBucketVersioning', () => ({ VersioningConfiguration: { Status: 'Enabled' } })],
  ['PutObject', () => ({ Body: 'text', Tagging: 'a=b' })],
  ['GetObject'],
  ['HeadObject'],
  ['GetObjectAttributes', () => ({ ObjectAttributes: ['ETag', 'ObjectSize'] })],
  ['CopyObject', () => ({ Key: 'copy', CopySource: `${Bucket}/${Key}` })],
  ['ListObjects'],
  ['ListObjectsV2'],
  ['ListObjectVersions'],
  ['PutObjectTagging', () => ({ Tagging: { TagSet: [{ Key: 'a', Value: 'c' }] } })],
  ['GetObjectTagging'],
  ['DeleteObjectTagging'],
  ['PutObjectAcl', () => ({ ACL: 'public-read' })],
  ['GetObjectAcl'],
  ['PutObjectLockConfiguration', () => ({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } })],
  ['GetObjectLockConfiguration'],
  ['PutObjectRetention', () => ({ Retention: { Mode: 'GOVERNANCE', RetainUntilDate: year } })],
  ['GetObjectRetention'],
  ['PutObjectLegalHold', () => ({ LegalHold: { Status: 'OFF' } })],
  ['GetObjectLegalHold'],
  ['PutObject', () => ({ Key: 'cold', StorageClass: 'GLACIER', Body: 'x' })],
  ['RestoreObject', () => ({ Key: 'cold', RestoreRequest: { Days: 1 } })],
  ['CreateMultipartUpload'],
  ['UploadPart', () => ({ ...saved, PartNumber: 1, Body: 'part' })],
  ['UploadPartCopy', () => ({ ...saved, PartNumber: 2, CopySource: `${Bucket}/${Key}` })],
  ['ListParts', () => saved],
  ['ListMultipartUploads'],
  ['CompleteMultipartUpload', () => ({ ...saved, MultipartUpload: { Parts: [part()] } })],
  ['CreateMultipartUpload'],
  ['AbortMultipartUpload', () => saved],
  ['PutBucketTagging', () => ({ Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } })],
  ['GetBucketTagging'],
  ['DeleteBucketTagging'],
  ['PutBucketAcl', () => ({ AccessControlPolicy: owner() })],
  ['GetBucketAcl'],
  ['PutBucketPolicy', () => ({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: [read] }) })],
  ['GetBucketPolicy'],
  ['GetBucketPolicyStatus'],
  ['DeleteBucketPolicy'],
  ['PutPublicAccessBlock', () => ({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } })],
  ['GetPublicAccessBlock'],
  ['DeletePublicAccessBlock'],
  [
    'PutBucketOwnershipControls',
    () => ({ OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } }),
  ],
  ['GetBucketOwnershipControls'],
  ['DeleteBucketOwnershipControls'],
  [
    'PutBucketCors',
    () => ({ CORSConfiguration: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] } }),
  ],
  ['GetBucketCors'],
  ['DeleteBucketCors'],
  ['PutBucketLifecycleConfiguration', () => ({ LifecycleConfiguration: { Rules: [rule] } })],
  ['GetBucketLifecycleConfiguration'],
  ['DeleteBucketLifecycle'],
  [
    'PutBucketEncryption',
    () => ({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
  ],
  ['GetBucketEncryption'],
  ['DeleteBucketEncryption'],
  ['PutBucketWebsite', () => ({ WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } })],
  ['GetBucketWebsite'],
  ['DeleteBucketWebsite'],
  [
    'PutBucketLogging',
    () => ({ BucketLoggingStatus: { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: 'log/' } } }),
  ],
  ['GetBucketLogging'],
  [
    'PutBucketNotificationConfiguration',
    () => ({ NotificationConfiguration: { EventBridgeConfiguration: {} } }),
  ],
  ['GetBucketNotificationConfiguration'],
  ['PutBucketAccelerateConfiguration', () => ({ AccelerateConfiguration: { Status: 'Enabled' } })],
  ['GetBucketAccelerateConfiguration'],
  ['PutBucketRequestPayment', () => ({ RequestPaymentConfiguration: { Payer: 'BucketOwner' } })],
  ['GetBucketRequestPayment'],
  [
    'PutBucketReplication',
    () => ({
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::123456789012:role/replication',
        Rules: [{ Status: 'Enabled', Prefix: '', Destination: { Bucket: arn } }],
      },
    }),
  ],
  ['GetBucketReplication'],
  ['DeleteBucketReplication'],
  ...numbered('BucketInventoryConfiguration', { InventoryConfiguration: inventory }),
  ...numbered('BucketMetricsConfiguration', { MetricsConfiguration: { Id } }),
  ...numbered('BucketAnalyticsConfiguration', { AnalyticsConfiguration: { Id, StorageClassAnalysis: {} } }),
  ...numbered('BucketIntelligentTieringConfiguration', {
    IntelligentTieringConfiguration: {
      ...{ Id, Status: 'Enabled', Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days: 90 }] },
    },
  }),
  ['DeleteObject'],
  [
    'DeleteObjects',
    () => ({ ...bypass, Delete: { Objects: ['copy', 'cold'].map((one) => ({ Key: one })) } }),
  ],
];

/** The operations on a configuration that a bucket has in numbers. */
function numbered(name: string, value: object): [operation: string, input?: () => object][] {
  const id = () => ({ Id });
  return [
    [`Put${name}`, () => ({ ...value, Id })],
    [`Get${name}`, id],
    [`List${name}s`],
    [`Delete${name}`, id],
  ];
}

async function send(operation: string, input: object): Promise<Record<string, unknown>> {
  const Command = (sdk as unknown as Record<string, new (input: object) => never>)[`${operation}Command`];
  if (Command === undefined) {
    throw new Error(`the SDK has no ${operation}`);
  }
  const command = new Command(input) as Checked;
  command.middlewareStack.add(checkDocument(operation), { step: 'deserialize', priority: 'low' });
  return { ...(await s3.main.send(command as never)) };
}

interface Checked {
  readonly middlewareStack: { add(middleware: unknown, options: unknown): void };
}

/** Looks at the document of a response before the SDK reads it, which takes any root. */
function checkDocument(operation: string) {
  const model = operationModel(operation);
  return (next: (args: unknown) => Promise<{ readonly response: { body: Readable } }>) =>
    async (args: unknown) => {
      const result = await next(args);
      const body = Buffer.concat(await result.response.body.toArray());
      if (model.streamingOutput === undefined) {
        checkRoot(model, body);
      }
      result.response.body = Readable.from([body]);
      return result;
    };
}

describe('an operation with an input that fits', () => {
  beforeAll(async () => {
    await send('CreateBucket', { Bucket: Target });
  });

  test('is there for every operation but those that are said to be missing', () => {
    const called = new Set([...calls.map(([operation]) => operation), 'DeleteBucket', ...missing]);
    expect([...called].sort()).toEqual([...operationNames()].sort());
  });

  test.each(calls.map(([operation, input], index) => ({ operation, input, index })))(
    '$operation succeeds',
    async ({ operation, input }) => {
      const needed = findOperation(operation)?.members.some(
        ({ name, required }) => name === 'Key' && required,
      );
      const output = await send(operation, { Bucket, ...(needed ? { Key } : {}), ...input?.() });
      if (operation === 'CreateMultipartUpload') {
        saved.UploadId = String(output.UploadId);
      }
      if (operation === 'UploadPart') {
        saved.etag = String(output.ETag);
      }
    },
  );

  test('DeleteBucket succeeds', async () => {
    await send('DeleteBucket', { Bucket: Target });
  });
});
