import { checksumHeader } from '../../ground/payload/checksums/declared.js';
import type { Bucket, Encryption, ObjectVersion } from '../../ground/store/records.js';
import { writeMetadata } from './metadata.js';

type ReplyHeaders = Record<string, string | undefined>;

/** The headers of a response that gives an object, without those of its length. */
export function objectHeaders(bucket: Bucket, version: ObjectVersion): ReplyHeaders {
  return {
    'last-modified': new Date(version.lastModified).toUTCString(),
    etag: `"${version.etag}"`,
    'accept-ranges': 'bytes',
    ...version.systemHeaders,
    ...writeMetadata(version.metadata),
    ...versionHeader(bucket, version),
    ...encryptionHeaders(version.encryption),
    'x-amz-storage-class': version.storageClass === 'STANDARD' ? undefined : version.storageClass,
    'x-amz-restore':
      version.restoredUntil === undefined
        ? undefined
        : `ongoing-request="false", expiry-date="${new Date(version.restoredUntil).toUTCString()}"`,
    'x-amz-tagging-count': version.tags.length === 0 ? undefined : String(version.tags.length),
    'x-amz-object-lock-mode': version.retention?.mode,
    'x-amz-object-lock-retain-until-date':
      version.retention === undefined ? undefined : new Date(version.retention.until).toISOString(),
    'x-amz-object-lock-legal-hold':
      version.legalHold === undefined ? undefined : version.legalHold ? 'ON' : 'OFF',
  };
}

/** The version's id, which buckets that never had versioning do not give. */
export function versionHeader(bucket: Bucket, version: ObjectVersion): ReplyHeaders {
  return bucket.settings.versioning === undefined ? {} : { 'x-amz-version-id': version.versionId };
}

/** The id of a version that was just written, which S3 gives only where versioning is enabled. */
export function newVersionHeader(bucket: Bucket, version: ObjectVersion): ReplyHeaders {
  return bucket.settings.versioning === 'Enabled' ? { 'x-amz-version-id': version.versionId } : {};
}

/** How an object is encrypted. */
export function encryptionHeaders(encryption: Encryption): ReplyHeaders {
  switch (encryption.kind) {
    case 'AES256':
      return { 'x-amz-server-side-encryption': 'AES256' };
    case 'customer':
      return {
        'x-amz-server-side-encryption-customer-algorithm': 'AES256',
        'x-amz-server-side-encryption-customer-key-md5': encryption.keyMd5,
      };
    default:
      return {
        'x-amz-server-side-encryption': encryption.kind,
        'x-amz-server-side-encryption-aws-kms-key-id': encryption.keyId,
        'x-amz-server-side-encryption-context': encryption.context,
        'x-amz-server-side-encryption-bucket-key-enabled': encryption.bucketKey ? 'true' : undefined,
      };
  }
}

/** The checksum of an object. */
export function checksumHeaders({ checksum }: Pick<ObjectVersion, 'checksum'>): ReplyHeaders {
  return checksum === undefined
    ? {}
    : { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}
