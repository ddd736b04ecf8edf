import { S3Error } from '../../ground/errors/s3-error.js';
import {
  anything,
  type ElementShape,
  flag,
  many,
  maybe,
  one,
  oneOf,
  record,
  text,
} from '../../ground/xml/shape.js';
import { numberedConfiguration } from './numbered-configuration.js';

const optionalFields = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'ReplicationStatus',
  'EncryptionStatus',
  'ObjectLockRetainUntilDate',
  'ObjectLockMode',
  'ObjectLockEventHoldStatus',
  'ObjectLockEventHoldDuration',
  'ObjectLockLegalHoldStatus',
  'IntelligentTieringAccessTier',
  'IntelligentTieringReferenceDate',
  'BucketKeyStatus',
  'ChecksumAlgorithm',
  'ObjectAccessControlList',
  'ObjectOwner',
  'LifecycleExpirationDate',
];

const bucketArn: ElementShape = (node) => {
  const arn = node.text.trim();
  if (!/^arn:aws[\w-]*:s3:::./.test(arn)) {
    throw new S3Error('InvalidS3DestinationBucket');
  }
  return arn;
};

/** Inventory reports, which are not written: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html */
export const inventory = numberedConfiguration(
  'inventory',
  'Inventory',
  record({
    Destination: one(
      record({
        S3BucketDestination: one(
          record({
            AccountId: maybe(text()),
            Bucket: one(bucketArn),
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
    OptionalFields: maybe(record({ Field: many(oneOf(...optionalFields)) })),
    Schedule: one(record({ Frequency: one(oneOf('Daily', 'Weekly')) })),
  }),
  'IdMismatch',
);
