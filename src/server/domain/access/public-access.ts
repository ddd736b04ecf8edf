import { S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket, Grant } from '../../ground/store/records.js';
import { document, element, type XmlElement } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import { isPublicAcl } from './groups.js';

/** The four switches: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

const nothingBlocked: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

/** What public access a bucket blocks. */
export function readPublicAccessBlock(bucket: Bucket): PublicAccessBlock {
  const document = bucket.settings.documents.publicAccessBlock;
  if (document === undefined) {
    return nothingBlocked;
  }
  const isOn = (name: string): boolean => selectText(document, name) === 'true';
  return {
    blockPublicAcls: isOn('BlockPublicAcls'),
    ignorePublicAcls: isOn('IgnorePublicAcls'),
    blockPublicPolicy: isOn('BlockPublicPolicy'),
    restrictPublicBuckets: isOn('RestrictPublicBuckets'),
  };
}

/** Throws AccessDenied where an ACL is public and the bucket blocks that. */
export function requireAclNotBlocked(bucket: Bucket, grants: readonly Grant[]): void {
  if (readPublicAccessBlock(bucket).blockPublicAcls && isPublicAcl(grants)) {
    throw new S3Error('AccessDenied');
  }
}

/** The document that blocks all public access. */
export const allBlocked: XmlElement = document('PublicAccessBlockConfiguration', [
  element('BlockPublicAcls', true),
  element('IgnorePublicAcls', true),
  element('BlockPublicPolicy', true),
  element('RestrictPublicBuckets', true),
]);
