import { S3Error } from '../../ground/errors/s3-error.js';
import { document, element } from '../../ground/xml/element.js';
import { childOf } from '../../ground/xml/parse.js';
import { selectText } from '../../ground/xml/select.js';
import { malformed, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import { unsupported } from '../../ground/xml/unsupported.js';
import type { BucketConfiguration } from './configuration.js';

const maxDays = 36_500;
const maxYears = 100;

/** Object Lock: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html */
export const objectLock: BucketConfiguration = {
  sub: 'object-lock',
  root: 'ObjectLockConfiguration',
  shape: record({
    ObjectLockEnabled: one(oneOf('Enabled')),
    Rule: maybe(
      record({
        DefaultRetention: one(
          record(
            {
              DefaultEventHold: unsupported,
              Mode: one(oneOf('GOVERNANCE', 'COMPLIANCE')),
              Days: maybe(text()),
              Years: maybe(text()),
            },
            (node) => {
              if ((childOf(node, 'Days') === undefined) === (childOf(node, 'Years') === undefined)) {
                throw malformed();
              }
            },
          ),
        ),
      }),
    ),
  }),
  operations: { get: 'GetObjectLockConfiguration', put: 'PutObjectLockConfiguration' },
  needsDigest: true,
  actions: { get: 's3:GetBucketObjectLockConfiguration', put: 's3:PutBucketObjectLockConfiguration' },
  missing: ({ bucket }) => {
    if (!bucket.settings.objectLock) {
      throw new S3Error('ObjectLockConfigurationNotFoundError', { fields: { BucketName: bucket.name } });
    }
    return document('ObjectLockConfiguration', [element('ObjectLockEnabled', 'Enabled')]);
  },
  accept: ({ bucket }, kept) => {
    if (bucket.settings.versioning !== 'Enabled') {
      throw new S3Error('InvalidBucketState', {
        message: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      });
    }
    requirePeriod(selectText(kept, 'Rule', 'DefaultRetention', 'Days'), maxDays);
    requirePeriod(selectText(kept, 'Rule', 'DefaultRetention', 'Years'), maxYears);
    return kept;
  },
  applied: ({ bucket, store }) => store.changeSettings(bucket, { objectLock: true }),
};

function requirePeriod(text: string | undefined, max: number): void {
  if (text === undefined) {
    return;
  }
  const period = Number(text);
  if (!Number.isInteger(period)) {
    throw malformed();
  }
  if (period < 1) {
    throw new S3Error('InvalidRetentionPeriod', {
      message: 'Default retention period must be a positive integer value',
    });
  }
  if (period > max) {
    throw new S3Error('InvalidRetentionPeriod', {
      message: `Default retention period is too large, the maximum is ${max}`,
    });
  }
}
