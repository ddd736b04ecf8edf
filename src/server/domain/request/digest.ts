import { S3Error } from '../../ground/errors/s3-error.js';
import { hasDigest } from '../../ground/payload/checksums/declared.js';
import type { Context } from './context.js';

/** Throws InvalidRequest where a request carries no digest of its body, which its operation wants. */
export function requireDigest({ headers, server }: Context): void {
  if (!hasDigest(headers) && !server.faults.has('body-digest-not-required')) {
    throw new S3Error('InvalidRequest', { message: 'Missing required header for this request: Content-MD5' });
  }
}
