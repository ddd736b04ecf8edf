import { S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';

const eventHold = [
  'x-amz-object-lock-event-hold',
  'x-amz-object-lock-event-hold-duration-days',
  'x-amz-object-lock-event-hold-duration-years',
];

/** The headers of the API, by operation, that this server neither acts on nor keeps. */
const unsupported: ReadonlyMap<string, readonly string[]> = new Map([
  ['AbortMultipartUpload', ['x-amz-if-match-initiated-time']],
  ['CopyObject', ['x-amz-object-annotation-directive', ...eventHold]],
  ['CreateMultipartUpload', eventHold],
  ['DeleteObject', ['x-amz-mfa']],
  ['DeleteObjects', ['x-amz-mfa']],
  ['PutBucketReplication', ['x-amz-bucket-object-lock-token']],
  ['PutBucketVersioning', ['x-amz-mfa']],
  ['PutObject', ['x-amz-write-offset-bytes', ...eventHold]],
  ['PutObjectLockConfiguration', ['x-amz-bucket-object-lock-token']],
]);

/** Throws NotImplemented, with the name, for a header that S3 would act on and this server would not. */
export function refuseUnsupportedHeaders(operation: string, headers: Headers): void {
  for (const name of unsupported.get(operation) ?? []) {
    if (headers[name] !== undefined) {
      throw new S3Error('NotImplemented', { fields: { Header: name } });
    }
  }
}
