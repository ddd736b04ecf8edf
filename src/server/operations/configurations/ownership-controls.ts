import { isPublicAcl } from '../../domain/access/groups.js';
import { ownerships } from '../../domain/access/ownership.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { selectText } from '../../ground/xml/select.js';
import { many, one, oneOf, record } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** Object ownership: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const ownershipControls: BucketConfiguration = {
  sub: 'ownershipControls',
  root: 'OwnershipControls',
  shape: record({
    Rule: many(record({ ObjectOwnership: one(oneOf(...ownerships)) }), 1, 1),
  }),
  operations: {
    get: 'GetBucketOwnershipControls',
    put: 'PutBucketOwnershipControls',
    delete: 'DeleteBucketOwnershipControls',
  },
  actions: { get: 's3:GetBucketOwnershipControls', put: 's3:PutBucketOwnershipControls' },
  missing: 'OwnershipControlsNotFoundError',
  accept: ({ bucket }, document) => {
    const isEnforced = selectText(document, 'Rule', 'ObjectOwnership') === 'BucketOwnerEnforced';
    const isShared = bucket.settings.grants.some(
      ({ grantee }) => grantee.type === 'Group' || grantee.id !== bucket.owner.id,
    );
    if (isEnforced && (isShared || isPublicAcl(bucket.settings.grants))) {
      throw new S3Error('InvalidBucketAclWithObjectOwnership');
    }
    return document;
  },
};
