import { randomUUID } from 'node:crypto';
import type { BucketContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { element, type XmlElement } from '../../ground/xml/element.js';
import { selectAll, selectText } from '../../ground/xml/select.js';
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
  needsDigest: true,
  actions: { get: 's3:GetReplicationConfiguration', put: 's3:PutReplicationConfiguration' },
  missing: 'ReplicationConfigurationNotFoundError',
  accept: (context, kept) => {
    const { bucket } = context;
    if (bucket.settings.versioning !== 'Enabled') {
      throw new S3Error('InvalidRequest', {
        message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
      });
    }
    const rules = selectAll(kept, 'Rule');
    // It is in the schema of the API, and taken from nobody since batch replication came.
    const isOfOldObjects = rules.some((rule) => selectAll(rule, 'ExistingObjectReplication').length > 0);
    const isFilteredTwice = rules.some(
      (rule) => selectAll(rule, 'Filter').length + selectAll(rule, 'Prefix').length > 1,
    );
    if (
      isFilteredTwice ||
      (isOfOldObjects && !context.server.faults.has('existing-object-replication-accepted'))
    ) {
      throw new S3Error('MalformedXML');
    }
    if (!context.server.faults.has('replication-target-not-checked')) {
      requireVersionedTargets(context, kept);
    }
    return { ...kept, content: [...selectAll(kept, 'Role'), ...rules.map(withId)] };
  },
};

function requireVersionedTargets({ store }: BucketContext, kept: XmlElement): void {
  for (const rule of selectAll(kept, 'Rule')) {
    const name = selectText(rule, 'Destination', 'Bucket')?.trim().replace(/^.*:/, '') ?? '';
    if (store.findBucket(name)?.settings.versioning !== 'Enabled') {
      throw new S3Error('InvalidRequest', { message: 'Destination bucket must have versioning enabled.' });
    }
  }
}

function withId(rule: XmlElement): XmlElement {
  const content = Array.isArray(rule.content) ? rule.content : [];
  return selectText(rule, 'ID') ? rule : { ...rule, content: [element('ID', randomUUID()), ...content] };
}
