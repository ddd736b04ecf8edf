import type { ElementShape } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** A configuration that a bucket may have in numbers, each by its id; `name` is what its operations are named after. */
export function numberedConfiguration(sub: string, name: string, shape: ElementShape): BucketConfiguration {
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
  };
}
