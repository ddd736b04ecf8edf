import { anything, maybe, one, record, text } from '../../ground/xml/shape.js';
import { numberedConfiguration } from './numbered-configuration.js';

/** Request metrics, which are not counted: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html */
export const metrics = numberedConfiguration(
  'metrics',
  'Metrics',
  record({ Id: one(text(/./)), Filter: maybe(anything) }),
);
