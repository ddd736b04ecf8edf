import { S3Error } from '../../ground/errors/s3-error.js';
import type { ObjectContext } from '../request/context.js';
import { isDenied } from './authorize.js';

type Rule = readonly [action: string, isAsked: (context: ObjectContext) => boolean];

// What a write may ask for in headers, and what it would have to be allowed as a request of its own.
const rules: readonly Rule[] = [
  [
    's3:PutObjectAcl',
    ({ headers }) =>
      Object.keys(headers).some((name) => name === 'x-amz-acl' || name.startsWith('x-amz-grant-')),
  ],
  [
    's3:PutObjectTagging',
    ({ headers, requestTags }) => requestTags !== undefined || headers['x-amz-tagging'] !== undefined,
  ],
  ['s3:PutObjectRetention', ({ headers }) => headers['x-amz-object-lock-mode'] !== undefined],
  ['s3:PutObjectLegalHold', ({ headers }) => headers['x-amz-object-lock-legal-hold'] !== undefined],
];

/**
 * Throws AccessDenied where the bucket's policy denies what the headers of a write ask for besides: an ACL, tags, a
 * retention or a legal hold. https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function requireHeaderRights(context: ObjectContext): void {
  if (context.bucket.settings.policy === undefined) {
    return;
  }
  for (const [action, isAsked] of rules) {
    if (isAsked(context)) {
      requireNotDenied(context, action);
    }
  }
}

/** Throws AccessDenied where the bucket's policy denies an action on the key that a request writes. */
export function requireNotDenied(context: ObjectContext, action: string): void {
  const { bucket, key, server } = context;
  if (server.faults.has('policy-deny-ignored-in-headers')) {
    return;
  }
  if (isDenied(context, { action, bucket, key })) {
    throw new S3Error('AccessDenied');
  }
}
