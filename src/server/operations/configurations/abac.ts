import { document, element } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import { one, oneOf, record } from '../../ground/xml/shape.js';
import { elementNotImplemented } from '../../ground/xml/unsupported.js';
import type { BucketConfiguration } from './configuration.js';

/** Access by tags, which cannot be switched on: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAbac.html */
export const abac: BucketConfiguration = {
  sub: 'abac',
  root: 'AbacStatus',
  shape: record({ Status: one(oneOf('Enabled', 'Disabled')) }),
  operations: { get: 'GetBucketAbac', put: 'PutBucketAbac' },
  actions: { get: 's3:GetBucketAbac', put: 's3:PutBucketAbac' },
  missing: () => document('AbacStatus', [element('Status', 'Disabled')]),
  accept: (_context, kept) => {
    if (selectText(kept, 'Status') === 'Enabled') {
      throw elementNotImplemented('Status');
    }
    return kept;
  },
};
