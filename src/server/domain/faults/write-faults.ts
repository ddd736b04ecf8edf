import { withKey, withoutRequestHeaders, withReplyHeader } from './builders.js';
import type { Fault } from './fault.js';

const writes = ['PutObject', 'UploadPart', 'PostObject'];

/** What is stored, and under which conditions. */
export const writeFaults = [
  {
    name: 'put-if-none-match-ignored',
    description: 'PutObject with If-None-Match "*" overwrites an existing object.',
    seenIn: 'https://github.com/pithings/mountx/issues/19',
    ...withoutRequestHeaders(['PutObject'], 'if-none-match'),
  },
  {
    name: 'put-if-match-ignored',
    description: 'PutObject with If-Match overwrites whatever is there.',
    seenIn: 'https://github.com/stackshy/cloudemu/pull/657',
    ...withoutRequestHeaders(['PutObject'], 'if-match'),
  },
  {
    name: 'complete-conditions-ignored',
    description: 'CompleteMultipartUpload does not look at If-Match and If-None-Match.',
    seenIn: 'https://github.com/ministackorg/ministack/pull/1435',
    ...withoutRequestHeaders(['CompleteMultipartUpload'], 'if-match', 'if-none-match'),
  },
  {
    name: 'conditional-race-many-winners',
    description:
      'A condition is checked before the body and not when the object is made: racing writers all win.',
    seenIn: 'https://github.com/pithings/mountx/issues/19',
  },
  {
    name: 'delete-if-match-ignored',
    description: 'DeleteObject with If-Match deletes whatever is there.',
    seenIn: 'https://github.com/minio/minio/issues/21677',
    ...withoutRequestHeaders(['DeleteObject'], 'if-match'),
  },
  {
    name: 'chunk-framing-stored',
    description: 'The frames of an aws-chunked body are stored as part of the object.',
    seenIn: 'https://github.com/mojatter/s2/pull/45',
    payload: (rule) => (rule.kind === 'chunked' ? { kind: 'unsigned' } : rule),
    ...withoutRequestHeaders(writes, 'x-amz-trailer', 'x-amz-sdk-checksum-algorithm'),
  },
  {
    name: 'content-md5-not-verified',
    description: 'A body that does not have the Content-MD5 that was sent is stored.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/474',
    ...withoutRequestHeaders(writes, 'content-md5'),
  },
  {
    name: 'checksum-not-verified',
    description: 'A body that does not have the x-amz-checksum-* that was sent is stored.',
    seenIn: 'https://github.com/ministackorg/ministack/issues/1497',
    ...withoutRequestHeaders(writes, 'x-amz-checksum-*', 'x-amz-sdk-checksum-algorithm'),
  },
  {
    name: 'trailer-checksum-not-verified',
    description: 'The checksum in the trailer of an aws-chunked body is not compared with the body.',
    seenIn: 'https://github.com/versity/versitygw/issues/1694',
    ...withoutRequestHeaders(writes, 'x-amz-trailer', 'x-amz-sdk-checksum-algorithm'),
  },
  {
    name: 'user-metadata-lost',
    description: 'x-amz-meta-* headers are accepted and not kept.',
    seenIn: 'https://github.com/coollabsio/maxio/pull/21',
    ...withoutRequestHeaders(['PutObject', 'CreateMultipartUpload', 'PostObject'], 'x-amz-meta-*'),
  },
  {
    name: 'multipart-metadata-lost',
    description: 'Metadata given to CreateMultipartUpload is not found on the object.',
    seenIn: 'https://github.com/mojatter/s2/issues/191',
    ...withoutRequestHeaders(['CreateMultipartUpload'], 'x-amz-meta-*', 'content-type', 'cache-control'),
  },
  {
    name: 'content-type-lost',
    description: 'Every object is binary/octet-stream.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/473',
    ...withoutRequestHeaders(['PutObject', 'CreateMultipartUpload', 'PostObject'], 'content-type'),
  },
  {
    name: 'cache-control-lost',
    description: 'Cache-Control, Content-Disposition and Expires are accepted and not kept.',
    seenIn: 'https://github.com/adobe/S3Mock/issues/1163',
    ...withoutRequestHeaders(
      ['PutObject', 'CreateMultipartUpload'],
      'cache-control',
      'content-disposition',
      'content-language',
      'expires',
    ),
  },
  {
    name: 'tagging-header-ignored',
    description: 'x-amz-tagging on a write sets no tags.',
    seenIn: 'https://github.com/floci-io/floci/issues/986',
    ...withoutRequestHeaders(['PutObject', 'CreateMultipartUpload', 'CopyObject'], 'x-amz-tagging'),
  },
  {
    name: 'tag-limits-ignored',
    description: 'More than ten tags, and tags said twice, are accepted.',
    seenIn: 'https://github.com/versity/versitygw/issues/1214',
  },
  {
    name: 'storage-class-ignored',
    description: 'Every object is of the class STANDARD.',
    seenIn: 'https://github.com/jamhall/s3rver/issues/727',
    ...withoutRequestHeaders(['PutObject', 'CreateMultipartUpload', 'CopyObject'], 'x-amz-storage-class'),
  },
  {
    name: 'acl-header-ignored',
    description: 'x-amz-acl and x-amz-grant-* on a write are ignored.',
    seenIn: 'https://github.com/floci-io/floci/issues/1767',
    ...withoutRequestHeaders(['PutObject', 'CreateBucket', 'CopyObject'], 'x-amz-acl', 'x-amz-grant-*'),
  },
  {
    name: 'encryption-header-ignored',
    description: 'An object put with KMS encryption is not encrypted by it, and does not say so.',
    ...withoutRequestHeaders(
      ['PutObject', 'CreateMultipartUpload', 'CopyObject'],
      'x-amz-server-side-encryption',
      'x-amz-server-side-encryption-aws-kms-key-id',
    ),
  },
  {
    name: 'put-etag-missing',
    description: 'PutObject and UploadPart respond without an ETag.',
    seenIn: 'https://github.com/FilenCloudDienste/filen-s3/issues/146',
    ...withReplyHeader(['PutObject', 'UploadPart'], 'etag', () => undefined),
  },
  {
    name: 'double-slashes-merged',
    description: 'The keys a//b and a/b are one object.',
    seenIn: 'https://github.com/minio/minio/issues/5958',
    ...withKey((key) => key.replace(/\/{2,}/g, '/')),
  },
  {
    name: 'plus-decoded-as-space',
    description: 'A plus sign in a key, even percent-encoded, becomes a space.',
    ...withKey((key) => key.replaceAll('+', ' ')),
  },
  {
    name: 'trailing-slash-dropped',
    description: 'The key "folder/" is stored as "folder".',
    seenIn: 'https://github.com/adobe/S3Mock/issues/165',
    ...withKey((key) => key.replace(/\/$/, '') || key),
  },
  {
    name: 'keys-ignore-case',
    description: 'Keys that differ in case are one object, as on some file systems.',
    seenIn: 'https://github.com/minio/minio/issues/19588',
    ...withKey((key) => key.toLowerCase()),
  },
  {
    name: 'bucket-name-not-checked',
    description: 'Buckets are made under names that are not allowed.',
    seenIn: 'https://github.com/versity/versitygw/issues/156',
  },
  {
    name: 'full-bucket-deleted',
    description: 'DeleteBucket deletes a bucket that still holds objects or versions, with them.',
    seenIn: 'https://github.com/ministackorg/ministack/pull/1483',
  },
  {
    name: 'lifecycle-ignored',
    description: 'Lifecycle rules are kept and given back, and nothing ever expires.',
    seenIn: 'https://github.com/ovh/public-cloud-roadmap/issues/1156',
  },
] as const satisfies readonly Fault[];
