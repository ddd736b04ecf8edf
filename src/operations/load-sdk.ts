import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The S3 client of the SDK, loaded at the first call. It is required, not imported: before Node imports a CommonJS module
 * of this size, it reads through all of it for the names that it exports.
 */
export function loadSdk(): typeof import('@aws-sdk/client-s3') {
  return require('@aws-sdk/client-s3');
}
