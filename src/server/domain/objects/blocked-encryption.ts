import type { Bucket } from '../../ground/store/records.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';
import { select, selectAll } from '../../ground/xml/select.js';

/**
 * Whether a bucket takes no new objects that a customer's key encrypts:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
export function blocksCustomerKeys(bucket: Bucket): boolean {
  const blocked = select(bucket.settings.documents.encryption, 'Rule', 'BlockedEncryptionTypes');
  return selectAll(blocked, 'EncryptionType').some(({ content }) => content === 'SSE-C');
}

/** The default encryption of a bucket that nobody configured. */
export const s3Encryption: XmlElement = encryptionDocument([]);

/** That of AWS's new buckets, which block keys of customers. */
export const blockingEncryption: XmlElement = encryptionDocument([
  element('BlockedEncryptionTypes', [element('EncryptionType', 'SSE-C')]),
]);

/** Whether somebody said how a bucket encrypts, even where that is the default. */
export function isEncryptionConfigured({ settings }: Bucket): boolean {
  const { encryption } = settings.documents;
  return encryption !== undefined && JSON.stringify(encryption) !== JSON.stringify(blockingEncryption);
}

function encryptionDocument(blocked: readonly XmlElement[]): XmlElement {
  return document('ServerSideEncryptionConfiguration', [
    element('Rule', [
      element('ApplyServerSideEncryptionByDefault', [element('SSEAlgorithm', 'AES256')]),
      element('BucketKeyEnabled', false),
      ...blocked,
    ]),
  ]);
}
