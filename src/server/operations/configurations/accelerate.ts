import { S3Error } from '../../ground/errors/s3-error.js';
import { document } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import { malformed, maybe, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** Transfer acceleration, which changes nothing: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html */
export const accelerate: BucketConfiguration = {
  sub: 'accelerate',
  root: 'AccelerateConfiguration',
  shape: record({ Status: maybe(text()) }),
  operations: { get: 'GetBucketAccelerateConfiguration', put: 'PutBucketAccelerateConfiguration' },
  actions: { get: 's3:GetAccelerateConfiguration', put: 's3:PutAccelerateConfiguration' },
  missing: () => document('AccelerateConfiguration', []),
  accept: ({ bucket }, kept) => {
    if (bucket.name.includes('.')) {
      throw new S3Error('InvalidRequest', {
        message: 'S3 Transfer Acceleration is not supported for buckets with periods (.) in their names',
      });
    }
    const status = selectText(kept, 'Status');
    if (status !== undefined && status !== 'Enabled' && status !== 'Suspended') {
      throw malformed();
    }
    return kept;
  },
};
