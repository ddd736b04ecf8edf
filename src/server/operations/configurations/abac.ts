import { document, element } from '../../ground/xml/element.js';
import { one, oneOf, record } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** Access by tags of the bucket, which no policy here looks at: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAbac.html */
export const abac: BucketConfiguration = {
  sub: 'abac',
  root: 'AbacStatus',
  shape: record({ Status: one(oneOf('Enabled', 'Disabled')) }),
  operations: { get: 'GetBucketAbac', put: 'PutBucketAbac' },
  actions: { get: 's3:GetBucketABAC', put: 's3:PutBucketABAC' },
  missing: () => document('AbacStatus', [element('Status', 'Disabled')]),
};
