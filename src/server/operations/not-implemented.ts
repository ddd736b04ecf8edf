import { S3Error } from '../ground/errors/s3-error.js';

/** Serves an operation that this server does not have, and says so. */
export function notImplemented(): never {
  throw new S3Error('NotImplemented');
}
