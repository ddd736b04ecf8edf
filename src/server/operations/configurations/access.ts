import { isPublicAcl } from '../../domain/access/groups.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { element } from '../../ground/xml/element.js';
import { selectText } from '../../ground/xml/select.js';
import { flag, many, maybe, one, oneOf, record } from '../../ground/xml/shape.js';
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

/** Object ownership: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const ownershipControls: BucketConfiguration = {
  sub: 'ownershipControls',
  root: 'OwnershipControls',
  shape: record({
    Rule: many(
      record({ ObjectOwnership: one(oneOf('BucketOwnerPreferred', 'ObjectWriter', 'BucketOwnerEnforced')) }),
      1,
      1,
    ),
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
