import { S3Error } from '../../ground/errors/s3-error.js';
import { document, element } from '../../ground/xml/element.js';
import { selectAll, selectText } from '../../ground/xml/select.js';
import { anything, flag, integer, many, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

// These are checked and kept, and nothing is done by them.

const arn = text(/^\s*arn:aws[\w-]*:/);
const events = many(text(/^s3:[A-Za-z*:]+$/), 1);
const notificationFilter = maybe(
  record({
    S3Key: maybe(
      record({ FilterRule: many(record({ Name: one(text(/^(prefix|suffix)$/i)), Value: one(text()) })) }),
    ),
  }),
);

const notificationTarget = (arnName: string) =>
  many(record({ Id: maybe(text()), [arnName]: one(arn), Event: events, Filter: notificationFilter }));

const logging: BucketConfiguration = {
  sub: 'logging',
  root: 'BucketLoggingStatus',
  shape: record({
    LoggingEnabled: maybe(
      record({
        TargetBucket: one(text(/./)),
        TargetPrefix: one(text()),
        TargetGrants: maybe(anything),
        TargetObjectKeyFormat: maybe(
          record({
            SimplePrefix: maybe(record({})),
            PartitionedPrefix: maybe(
              record({ PartitionDateSource: maybe(oneOf('EventTime', 'DeliveryTime')) }),
            ),
          }),
        ),
      }),
    ),
  }),
  operations: { get: 'GetBucketLogging', put: 'PutBucketLogging' },
  actions: { get: 's3:GetBucketLogging', put: 's3:PutBucketLogging' },
  missing: () => document('BucketLoggingStatus', []),
  accept: ({ store }, kept) => {
    const target = selectText(kept, 'LoggingEnabled', 'TargetBucket');
    if (target !== undefined && store.findBucket(target) === undefined) {
      throw new S3Error('InvalidTargetBucketForLogging', { fields: { TargetBucket: target } });
    }
    return kept;
  },
};

const notification: BucketConfiguration = {
  sub: 'notification',
  root: 'NotificationConfiguration',
  shape: record({
    TopicConfiguration: notificationTarget('Topic'),
    QueueConfiguration: notificationTarget('Queue'),
    CloudFunctionConfiguration: notificationTarget('CloudFunction'),
    EventBridgeConfiguration: maybe(record({})),
  }),
  operations: { get: 'GetBucketNotificationConfiguration', put: 'PutBucketNotificationConfiguration' },
  actions: { get: 's3:GetBucketNotification', put: 's3:PutBucketNotification' },
  missing: () => document('NotificationConfiguration', []),
};

const replication: BucketConfiguration = {
  sub: 'replication',
  root: 'ReplicationConfiguration',
  shape: record({
    Role: one(arn),
    Rule: many(
      record({
        ID: maybe(text(/^.{0,255}$/)),
        Priority: maybe(integer(0)),
        Prefix: maybe(text()),
        Filter: maybe(anything),
        Status: one(oneOf('Enabled', 'Disabled')),
        SourceSelectionCriteria: maybe(anything),
        ExistingObjectReplication: maybe(anything),
        Destination: one(
          record({
            Bucket: one(arn),
            Account: maybe(text(/^\d{12}$/)),
            StorageClass: maybe(text()),
            AccessControlTranslation: maybe(anything),
            EncryptionConfiguration: maybe(anything),
            ReplicationTime: maybe(anything),
            Metrics: maybe(anything),
          }),
        ),
        DeleteMarkerReplication: maybe(record({ Status: maybe(oneOf('Enabled', 'Disabled')) })),
      }),
      1,
    ),
  }),
  operations: { get: 'GetBucketReplication', put: 'PutBucketReplication', delete: 'DeleteBucketReplication' },
  actions: { get: 's3:GetReplicationConfiguration', put: 's3:PutReplicationConfiguration' },
  missing: 'ReplicationConfigurationNotFoundError',
  accept: ({ bucket }, kept) => {
    if (bucket.settings.versioning !== 'Enabled') {
      throw new S3Error('InvalidRequest', {
        message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
      });
    }
    if (
      selectAll(kept, 'Rule').some(
        (rule) => selectAll(rule, 'Filter').length + selectAll(rule, 'Prefix').length > 1,
      )
    ) {
      throw new S3Error('MalformedXML');
    }
    return kept;
  },
};

const accelerate: BucketConfiguration = {
  sub: 'accelerate',
  root: 'AccelerateConfiguration',
  shape: record({ Status: maybe(oneOf('Enabled', 'Suspended')) }),
  operations: { get: 'GetBucketAccelerateConfiguration', put: 'PutBucketAccelerateConfiguration' },
  actions: { get: 's3:GetAccelerateConfiguration', put: 's3:PutAccelerateConfiguration' },
  missing: () => document('AccelerateConfiguration', []),
  accept: ({ bucket }, kept) => {
    if (bucket.name.includes('.')) {
      throw new S3Error('InvalidRequest', {
        message: 'S3 Transfer Acceleration is not supported for buckets with periods (.) in their names',
      });
    }
    return kept;
  },
};

const requestPayment: BucketConfiguration = {
  sub: 'requestPayment',
  root: 'RequestPaymentConfiguration',
  shape: record({ Payer: one(oneOf('Requester', 'BucketOwner')) }),
  operations: { get: 'GetBucketRequestPayment', put: 'PutBucketRequestPayment' },
  actions: { get: 's3:GetBucketRequestPayment', put: 's3:PutBucketRequestPayment' },
  missing: () => document('RequestPaymentConfiguration', [element('Payer', 'BucketOwner')]),
};

/** The kept configurations that a bucket has once. */
export const keptConfigurations: readonly BucketConfiguration[] = [
  logging,
  notification,
  replication,
  accelerate,
  requestPayment,
];

const inventory: BucketConfiguration = {
  sub: 'inventory',
  root: 'InventoryConfiguration',
  shape: record({
    Destination: one(
      record({
        S3BucketDestination: one(
          record({
            AccountId: maybe(text()),
            Bucket: one(arn),
            Format: one(oneOf('CSV', 'ORC', 'Parquet')),
            Prefix: maybe(text()),
            Encryption: maybe(anything),
          }),
        ),
      }),
    ),
    IsEnabled: one(flag),
    Filter: maybe(anything),
    Id: one(text(/./)),
    IncludedObjectVersions: one(oneOf('All', 'Current')),
    OptionalFields: maybe(record({ Field: many(text(/^[A-Za-z0-9]+$/)) })),
    Schedule: one(record({ Frequency: one(oneOf('Daily', 'Weekly')) })),
  }),
  operations: {
    get: 'GetBucketInventoryConfiguration',
    put: 'PutBucketInventoryConfiguration',
    delete: 'DeleteBucketInventoryConfiguration',
    list: 'ListBucketInventoryConfigurations',
  },
  actions: { get: 's3:GetInventoryConfiguration', put: 's3:PutInventoryConfiguration' },
  missing: 'NoSuchConfiguration',
};

const metrics: BucketConfiguration = {
  sub: 'metrics',
  root: 'MetricsConfiguration',
  shape: record({ Id: one(text(/./)), Filter: maybe(anything) }),
  operations: {
    get: 'GetBucketMetricsConfiguration',
    put: 'PutBucketMetricsConfiguration',
    delete: 'DeleteBucketMetricsConfiguration',
    list: 'ListBucketMetricsConfigurations',
  },
  actions: { get: 's3:GetMetricsConfiguration', put: 's3:PutMetricsConfiguration' },
  missing: 'NoSuchConfiguration',
};

const analytics: BucketConfiguration = {
  sub: 'analytics',
  root: 'AnalyticsConfiguration',
  shape: record({
    Id: one(text(/./)),
    Filter: maybe(anything),
    StorageClassAnalysis: one(
      record({
        DataExport: maybe(
          record({
            OutputSchemaVersion: one(oneOf('V_1')),
            Destination: one(
              record({
                S3BucketDestination: one(
                  record({
                    Format: one(oneOf('CSV')),
                    BucketAccountId: maybe(text()),
                    Bucket: one(arn),
                    Prefix: maybe(text()),
                  }),
                ),
              }),
            ),
          }),
        ),
      }),
    ),
  }),
  operations: {
    get: 'GetBucketAnalyticsConfiguration',
    put: 'PutBucketAnalyticsConfiguration',
    delete: 'DeleteBucketAnalyticsConfiguration',
    list: 'ListBucketAnalyticsConfigurations',
  },
  actions: { get: 's3:GetAnalyticsConfiguration', put: 's3:PutAnalyticsConfiguration' },
  missing: 'NoSuchConfiguration',
};

const intelligentTiering: BucketConfiguration = {
  sub: 'intelligent-tiering',
  root: 'IntelligentTieringConfiguration',
  shape: record({
    Id: one(text(/./)),
    Filter: maybe(anything),
    Status: one(oneOf('Enabled', 'Disabled')),
    Tiering: many(
      record({
        AccessTier: one(oneOf('ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS')),
        Days: one(integer(90, 730)),
      }),
      1,
      2,
    ),
  }),
  operations: {
    get: 'GetBucketIntelligentTieringConfiguration',
    put: 'PutBucketIntelligentTieringConfiguration',
    delete: 'DeleteBucketIntelligentTieringConfiguration',
    list: 'ListBucketIntelligentTieringConfigurations',
  },
  actions: { get: 's3:GetIntelligentTieringConfiguration', put: 's3:PutIntelligentTieringConfiguration' },
  missing: 'NoSuchConfiguration',
};

/** The kept configurations that a bucket has in numbers, each by its id. */
export const numbered: readonly BucketConfiguration[] = [inventory, metrics, analytics, intelligentTiering];
