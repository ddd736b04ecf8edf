import { anything, flag, many, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import { arn } from './arn.js';
import { numberedConfiguration } from './numbered-configuration.js';

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
);
