import { anything, integer, many, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import { numberedConfiguration } from './numbered-configuration.js';

/** Archive tiers of Intelligent-Tiering, to which nothing is moved: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html */
export const intelligentTiering = numberedConfiguration(
  'intelligent-tiering',
  'IntelligentTiering',
  record({
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
);
