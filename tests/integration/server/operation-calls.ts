/** The operations that the server does not have, and says so. */
export const unimplemented: readonly string[] = [
  'CreateBucketMetadataConfiguration',
  'CreateBucketMetadataTableConfiguration',
  'CreateSession',
  'DeleteBucketMetadataConfiguration',
  'DeleteBucketMetadataTableConfiguration',
  'DeleteObjectAnnotation',
  'GetBucketMetadataConfiguration',
  'GetBucketMetadataTableConfiguration',
  'GetObjectAnnotation',
  'GetObjectTorrent',
  'ListDirectoryBuckets',
  'ListObjectAnnotations',
  'PutObjectAnnotation',
  'RenameObject',
  'SelectObjectContent',
  'UpdateBucketMetadataAnnotationTableConfiguration',
  'UpdateBucketMetadataInventoryTableConfiguration',
  'UpdateBucketMetadataJournalTableConfiguration',
  'UpdateObjectEncryption',
  'WriteGetObjectResponse',
];

/** A call of an operation that succeeds, where those before it in the list did. */
export type OperationCall = readonly [operation: string, input?: () => object];

/** Where the calls go, and what some of them leave for others. */
export interface Place {
  readonly bucket: string;
  /** The bucket that configurations name as the target of what they do. */
  readonly target: string;
  readonly key: string;
  /** Gives the canonical id of the buckets' owner. */
  owner(): string;
  /** `UploadId` and `etag`: the last upload that was begun, and the last part of one. */
  readonly saved: Readonly<Record<string, string>>;
}

const Id = 'id';
const year = new Date(Date.now() + 365 * 24 * 60 * 60 * 1000);
const rule = { ID: Id, Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 30 } };
const bypass = { BypassGovernanceRetention: true };

/** One call of each operation in an order in which all succeed; what takes an input of none is called with the bucket and the key. */
export function operationCalls({
  bucket: Bucket,
  target,
  key: Key,
  owner: idOf,
  saved,
}: Place): readonly OperationCall[] {
  const owner = () => ({ Owner: { ID: idOf() }, Grants: [] });
  const arn = `arn:aws:s3:::${target}`;
  const read = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  const inventory = {
    ...{ Id, IsEnabled: true, IncludedObjectVersions: 'All', Schedule: { Frequency: 'Daily' } },
    Destination: { S3BucketDestination: { Bucket: arn, Format: 'CSV' } },
  };
  const part = () => ({ PartNumber: 1, ETag: saved.etag });
  return [
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
    ['PutBucketAbac', () => ({ AbacStatus: { Status: 'Enabled' } })],
    ['GetBucketAbac'],
    [
      'PutBucketReplication',
      () => ({
        ReplicationConfiguration: {
          Role: 'arn:aws:iam::123456789012:role/replication',
          Rules: [{ Status: 'Enabled', Prefix: '', Destination: { Bucket: `arn:aws:s3:::${Bucket}` } }],
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
}

/** The operations on a configuration that a bucket has in numbers. */
function numbered(name: string, value: object): OperationCall[] {
  const id = () => ({ Id });
  return [
    [`Put${name}`, () => ({ ...value, Id })],
    [`Get${name}`, id],
    [`List${name}s`],
    [`Delete${name}`, id],
  ];
}
