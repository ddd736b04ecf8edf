import type { User } from '../auth/users.js';
import { S3Error } from '../s3-error.js';
import type { Bucket } from '../store/records.js';

/** Throws AccessDenied where a caller may not act on a bucket. */
export function authorize(user: User | undefined, bucket: Bucket): void {
  if (user?.canonicalId !== bucket.owner.id) throw new S3Error('AccessDenied');
}
