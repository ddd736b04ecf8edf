import { S3Error } from '../../ground/errors/s3-error.js';
import { document } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import { anything, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** Server access logs, which are not written: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html */
export const logging: BucketConfiguration = {
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
