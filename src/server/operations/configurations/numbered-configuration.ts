import type { ErrorCode } from '../../ground/errors/s3-error.js';
import type { ElementShape } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** A configuration that a bucket may have in numbers; `mismatch` is the refusal of one that has another id than the request. */
export interface NumberedConfiguration extends BucketConfiguration {
  readonly mismatch: ErrorCode;
}

/** A configuration that a bucket may have in numbers, each by its id; `name` is what its operations are named after. */
export function numberedConfiguration(
  sub: string,
  name: string,
  shape: ElementShape,
  mismatch: ErrorCode = 'MalformedXML',
): NumberedConfiguration {
  return {
    sub,
    root: `${name}Configuration`,
    shape,
    operations: {
      get: `GetBucket${name}Configuration`,
      put: `PutBucket${name}Configuration`,
      delete: `DeleteBucket${name}Configuration`,
      list: `ListBucket${name}Configurations`,
    },
    actions: { get: `s3:Get${name}Configuration`, put: `s3:Put${name}Configuration` },
    missing: 'NoSuchConfiguration',
    putStatus: 204,
    mismatch,
  };
}
