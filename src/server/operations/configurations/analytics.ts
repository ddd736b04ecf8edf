import { anything, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import { arn } from './arn.js';
import { numberedConfiguration } from './numbered-configuration.js';

/** Storage class analysis, which is not done: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html */
export const analytics = numberedConfiguration(
  'analytics',
  'Analytics',
  record({
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
);
