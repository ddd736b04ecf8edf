import { S3Error } from '../../ground/errors/s3-error.js';
import { selectAll } from '../../ground/xml/select.js';
import { anything, integer, many, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import { arn } from './arn.js';
import type { BucketConfiguration } from './configuration.js';

/** Replication, which is not done: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html */
export const replication: BucketConfiguration = {
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
