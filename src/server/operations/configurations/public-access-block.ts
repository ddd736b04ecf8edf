import { element } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import { flag, maybe, record } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

const switches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];

/** Block Public Access: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const publicAccessBlock: BucketConfiguration = {
  sub: 'publicAccessBlock',
  root: 'PublicAccessBlockConfiguration',
  shape: record(Object.fromEntries(switches.map((name) => [name, maybe(flag)]))),
  operations: { get: 'GetPublicAccessBlock', put: 'PutPublicAccessBlock', delete: 'DeletePublicAccessBlock' },
  actions: { get: 's3:GetBucketPublicAccessBlock', put: 's3:PutBucketPublicAccessBlock' },
  missing: 'NoSuchPublicAccessBlockConfiguration',
  accept: (_context, document) => ({
    ...document,
    content: switches.map((name) => element(name, selectText(document, name) ?? 'false')),
  }),
};
