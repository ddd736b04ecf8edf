/** Documents of one operation that together have all of the fields that the server keeps. */
export interface FieldSamples {
  readonly put: string;
  readonly get: string;
  /** The member of the input that is the document; of the output, too, unless its members are those of the document. */
  readonly member: string;
  readonly isWrapped?: boolean;
  readonly input?: object;
  readonly documents: readonly object[];
}

const tag = { Key: 'a', Value: 'b' };
const tags = [tag, { Key: 'c', Value: 'd' }];
const Id = 'id';
const arn = 'arn:aws:s3:::elsewhere';
const midnight = new Date('2031-05-01T00:00:00.000Z');
const id = (document: object): object => ({ Id, ...document });
const filters = [{ Prefix: 'p/' }, { Tag: tag }, { And: { Prefix: 'p/', Tags: tags } }];
const minutes = { Minutes: 15 };
const not = { Or: { Prefixes: ['x/', 'y/'], Tags: tags } };

const replicationFilters = [
  { Prefix: 'p/' },
  { Tag: tag },
  { And: { Prefix: 'p/', Tags: tags } },
  { And: { Prefix: 'p/', Not: { Prefix: 'x/' } } },
  { And: { Prefix: 'p/', Not: { Tag: tag } } },
  { And: { Prefix: 'p/', Not: not } },
  { Not: { Prefix: 'x/' } },
  { Not: { Tag: tag } },
  { Not: not },
];

function replication(bucket: string, rule: object, destination: object = {}): object {
  return {
    Role: 'arn:aws:iam::123456789012:role/replication',
    Rules: [
      {
        ID: Id,
        Status: 'Enabled',
        Destination: { Bucket: `arn:aws:s3:::${bucket}`, ...destination },
        ...rule,
      },
    ],
  };
}

function rules(...list: readonly object[]): object {
  return { Rules: list.map((rule, index) => ({ ID: `rule-${index}`, Status: 'Enabled', ...rule })) };
}

const notified = {
  Events: ['s3:ObjectCreated:*'],
  Id,
  Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: 'p/' }] } },
};
const target = (kind: string): string => `arn:aws:${kind}:us-east-1:123456789012:name`;

/** What each configuration may hold. `bucket` is one with versioning that logs and replicas may go to, `owner` a canonical id. */
export function fieldSamples(bucket: string, owner: string): readonly FieldSamples[] {
  const grants = [
    {
      Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      Permission: 'WRITE',
    },
    { Grantee: { Type: 'CanonicalUser', ID: owner }, Permission: 'READ' },
  ];
  const log = { TargetBucket: bucket, TargetPrefix: 'log/' };
  const acl = { member: 'AccessControlPolicy', documents: [{ Owner: { ID: owner }, Grants: grants }] };
  const tagging = { member: 'Tagging', documents: [{ TagSet: tags }] };
  return [
    { put: 'PutBucketAcl', get: 'GetBucketAcl', ...acl },
    { put: 'PutObjectAcl', get: 'GetObjectAcl', ...acl },
    { put: 'PutBucketTagging', get: 'GetBucketTagging', ...tagging },
    { put: 'PutObjectTagging', get: 'GetObjectTagging', ...tagging },
    {
      ...{ put: 'PutBucketAbac', get: 'GetBucketAbac', member: 'AbacStatus', isWrapped: true },
      documents: [{ Status: 'Disabled' }],
    },
    {
      ...{ put: 'PutBucketAccelerateConfiguration', get: 'GetBucketAccelerateConfiguration' },
      ...{ member: 'AccelerateConfiguration', documents: [{ Status: 'Enabled' }] },
    },
    {
      ...numbered('Analytics'),
      documents: [
        id({
          Filter: filters[0],
          StorageClassAnalysis: {
            DataExport: {
              OutputSchemaVersion: 'V_1',
              Destination: {
                S3BucketDestination: {
                  Format: 'CSV',
                  Bucket: arn,
                  BucketAccountId: '123456789012',
                  Prefix: 'p',
                },
              },
            },
          },
        }),
        ...filters.map((Filter) => id({ Filter, StorageClassAnalysis: {} })),
      ],
    },
    {
      ...{ put: 'PutBucketCors', get: 'GetBucketCors', member: 'CORSConfiguration' },
      documents: [
        {
          CORSRules: [
            {
              ...{ ID: Id, AllowedMethods: ['GET', 'PUT'], AllowedOrigins: ['https://example.com'] },
              ...{ AllowedHeaders: ['x-a'], ExposeHeaders: ['etag'], MaxAgeSeconds: 30 },
            },
          ],
        },
      ],
    },
    {
      ...{ put: 'PutBucketEncryption', get: 'GetBucketEncryption', isWrapped: true },
      member: 'ServerSideEncryptionConfiguration',
      documents: [
        {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' },
              BucketKeyEnabled: true,
              BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
            },
          ],
        },
      ],
    },
    {
      ...numbered('IntelligentTiering'),
      documents: filters.map((Filter) =>
        id({ Filter, Status: 'Enabled', Tierings: [{ Days: 90, AccessTier: 'ARCHIVE_ACCESS' }] }),
      ),
    },
    {
      ...numbered('Inventory'),
      documents: [{ SSES3: {} }, { SSEKMS: { KeyId: target('kms') } }].map((Encryption) =>
        id({
          ...{ IsEnabled: true, IncludedObjectVersions: 'All', Schedule: { Frequency: 'Daily' } },
          ...{ Filter: { Prefix: 'p/' }, OptionalFields: ['Size', 'ETag'] },
          Destination: {
            S3BucketDestination: {
              Bucket: arn,
              Format: 'CSV',
              AccountId: '123456789012',
              Prefix: 'p',
              Encryption,
            },
          },
        }),
      ),
    },
    {
      ...numbered('Metrics'),
      documents: [
        ...filters,
        { AccessPointArn: target('s3') },
        { And: { Prefix: 'p/', Tags: tags, AccessPointArn: target('s3') } },
      ].map((Filter) => id({ Filter })),
    },
    {
      ...{ put: 'PutBucketLifecycleConfiguration', get: 'GetBucketLifecycleConfiguration' },
      member: 'LifecycleConfiguration',
      documents: [
        rules(
          {
            Prefix: 'old/',
            Expiration: { Days: 400 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 },
          },
          { Filter: { Prefix: 'p/' }, Expiration: { Date: midnight } },
          { Filter: { Prefix: 'm/' }, Expiration: { ExpiredObjectDeleteMarker: true } },
          { Filter: { Tag: tag }, Transitions: [{ Days: 40, StorageClass: 'STANDARD_IA' }] },
          {
            Filter: { ObjectSizeGreaterThan: 1 },
            Transitions: [{ Date: midnight, StorageClass: 'GLACIER' }],
          },
          {
            Filter: { ObjectSizeLessThan: 9 },
            NoncurrentVersionExpiration: { NoncurrentDays: 300, NewerNoncurrentVersions: 2 },
          },
          {
            Filter: { And: { Prefix: 'p/', Tags: tags, ObjectSizeGreaterThan: 1, ObjectSizeLessThan: 9 } },
            NoncurrentVersionTransitions: [
              { NoncurrentDays: 40, StorageClass: 'GLACIER', NewerNoncurrentVersions: 2 },
            ],
          },
        ),
      ],
    },
    {
      ...{ put: 'PutBucketLogging', get: 'GetBucketLogging', member: 'BucketLoggingStatus' },
      documents: [
        { LoggingEnabled: { ...log, TargetGrants: grants, TargetObjectKeyFormat: { SimplePrefix: {} } } },
        {
          LoggingEnabled: {
            ...log,
            TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'EventTime' } },
          },
        },
      ],
    },
    {
      ...{ put: 'PutBucketNotificationConfiguration', get: 'GetBucketNotificationConfiguration' },
      ...{ member: 'NotificationConfiguration', input: { SkipDestinationValidation: true } },
      documents: [
        {
          TopicConfigurations: [{ ...notified, TopicArn: target('sns') }],
          EventBridgeConfiguration: {},
        },
        { QueueConfigurations: [{ ...notified, QueueArn: target('sqs') }] },
        { LambdaFunctionConfigurations: [{ ...notified, LambdaFunctionArn: target('lambda') }] },
      ],
    },
    {
      ...{ put: 'PutBucketOwnershipControls', get: 'GetBucketOwnershipControls', isWrapped: true },
      ...{ member: 'OwnershipControls', documents: [{ Rules: [{ ObjectOwnership: 'ObjectWriter' }] }] },
    },
    {
      ...{ put: 'PutBucketReplication', get: 'GetBucketReplication', isWrapped: true },
      member: 'ReplicationConfiguration',
      documents: [
        replication(
          bucket,
          {
            ...{ Priority: 1, Filter: { Prefix: '' }, DeleteMarkerReplication: { Status: 'Disabled' } },
            SourceSelectionCriteria: {
              SseKmsEncryptedObjects: { Status: 'Enabled' },
              ReplicaModifications: { Status: 'Enabled' },
            },
          },
          {
            ...{ Account: '123456789012', StorageClass: 'STANDARD_IA' },
            AccessControlTranslation: { Owner: 'Destination' },
            EncryptionConfiguration: {
              ReplicaKmsKeyID: target('kms'),
              UseSourceMultiRegionKey: { Status: 'Enabled' },
            },
            ReplicationTime: { Status: 'Enabled', Time: minutes },
            Metrics: { Status: 'Enabled', EventThreshold: minutes },
          },
        ),
        replication(bucket, { Prefix: 'p/' }),
        ...replicationFilters.map((Filter) =>
          replication(bucket, { Priority: 1, Filter, DeleteMarkerReplication: { Status: 'Disabled' } }),
        ),
      ],
    },
    {
      ...{ put: 'PutBucketRequestPayment', get: 'GetBucketRequestPayment' },
      ...{ member: 'RequestPaymentConfiguration', documents: [{ Payer: 'Requester' }] },
    },
    {
      ...{ put: 'PutBucketVersioning', get: 'GetBucketVersioning' },
      ...{ member: 'VersioningConfiguration', documents: [{ Status: 'Enabled' }] },
    },
    {
      ...{ put: 'PutBucketWebsite', get: 'GetBucketWebsite', member: 'WebsiteConfiguration' },
      documents: [
        { RedirectAllRequestsTo: { HostName: 'example.com', Protocol: 'https' } },
        {
          ...{ IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: 'error.html' } },
          RoutingRules: [
            {
              Condition: { HttpErrorCodeReturnedEquals: '404', KeyPrefixEquals: 'p/' },
              Redirect: {
                ...{ HostName: 'example.com', HttpRedirectCode: '301', Protocol: 'https' },
                ReplaceKeyPrefixWith: 'q/',
              },
            },
            { Condition: { KeyPrefixEquals: 'x' }, Redirect: { ReplaceKeyWith: 'y' } },
          ],
        },
      ],
    },
    {
      ...{ put: 'PutObjectLegalHold', get: 'GetObjectLegalHold', isWrapped: true },
      ...{ member: 'LegalHold', documents: [{ Status: 'ON' }, { Status: 'OFF' }] },
    },
    {
      ...{ put: 'PutObjectLockConfiguration', get: 'GetObjectLockConfiguration', isWrapped: true },
      member: 'ObjectLockConfiguration',
      documents: [{ Days: 1 }, { Years: 1 }].map((period) => ({
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', ...period } },
      })),
    },
    {
      ...{ put: 'PutObjectRetention', get: 'GetObjectRetention', isWrapped: true, member: 'Retention' },
      documents: [{ Mode: 'GOVERNANCE', RetainUntilDate: midnight }],
    },
    {
      ...{ put: 'PutPublicAccessBlock', get: 'GetPublicAccessBlock', isWrapped: true },
      member: 'PublicAccessBlockConfiguration',
      documents: [
        {
          ...{ BlockPublicAcls: true, IgnorePublicAcls: false },
          ...{ BlockPublicPolicy: false, RestrictPublicBuckets: true },
        },
      ],
    },
  ];
}

/** The operations on a configuration that a bucket has in numbers. */
function numbered(name: string): Omit<FieldSamples, 'documents'> {
  return {
    put: `PutBucket${name}Configuration`,
    get: `GetBucket${name}Configuration`,
    member: `${name}Configuration`,
    isWrapped: true,
    input: { Id },
  };
}
