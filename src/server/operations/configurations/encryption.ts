import { s3Encryption } from '../../domain/objects/blocked-encryption.js';
import { invalidArgument } from '../../ground/errors/s3-error.js';
import { select, selectText } from '../../ground/xml/select.js';
import { flag, many, maybe, one, oneOf, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** Default encryption: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const encryption: BucketConfiguration = {
  sub: 'encryption',
  root: 'ServerSideEncryptionConfiguration',
  shape: record({
    Rule: many(
      record({
        ApplyServerSideEncryptionByDefault: maybe(
          record({
            SSEAlgorithm: one(oneOf('AES256', 'aws:kms', 'aws:kms:dsse')),
            KMSMasterKeyID: maybe(text()),
          }),
        ),
        BucketKeyEnabled: maybe(flag),
        BlockedEncryptionTypes: maybe(record({ EncryptionType: many(oneOf('NONE', 'SSE-C'), 1, 1) })),
      }),
      1,
      1,
    ),
  }),
  operations: { get: 'GetBucketEncryption', put: 'PutBucketEncryption', delete: 'DeleteBucketEncryption' },
  actions: { get: 's3:GetEncryptionConfiguration', put: 's3:PutEncryptionConfiguration' },
  // Every bucket encrypts with S3's own keys unless it is configured otherwise.
  missing: () => s3Encryption,
  accept: (_context, kept) => {
    const byDefault = select(kept, 'Rule', 'ApplyServerSideEncryptionByDefault');
    const hasKey = selectText(byDefault, 'KMSMasterKeyID') !== undefined;
    if (selectText(byDefault, 'SSEAlgorithm') === 'AES256' && hasKey) {
      throw invalidArgument(
        'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
        'ApplyServerSideEncryptionByDefault',
      );
    }
    return kept;
  },
};
