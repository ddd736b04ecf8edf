import { S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket, ObjectVersion } from '../../ground/store/records.js';
import type { Context } from '../request/context.js';
import { bucketRights, isGranted, objectRights } from './acl-rights.js';
import { conditionValues } from './condition-values.js';
import { evaluatePolicy } from './evaluate-policy.js';
import { isPublicPolicy } from './is-public-policy.js';
import { readOwnership } from './ownership.js';
import { readPublicAccessBlock } from './public-access.js';

/** May the caller of a request do this? */
export interface AccessRequest {
  readonly action: string;
  readonly bucket: Bucket;
  readonly key?: string;
  /** What the key holds; absent where there is nothing. */
  readonly version?: ObjectVersion | undefined;
  /** What `s3:prefix` says, where the request does not. */
  readonly prefix?: string;
}

const readActions = new Set(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket']);

/** Actions on its policy that a bucket's owner keeps whatever the policy says. */
const ownerActions = new Set(['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy']);

/** Throws AccessDenied where the caller may not. */
export function requireAllowed(context: Context, question: AccessRequest): void {
  if (!isAllowed(context, question)) {
    throw new S3Error('AccessDenied');
  }
}

/** Whether the caller may: an explicit Deny first, then ownership, policy and ACLs. */
export function isAllowed(context: Context, question: AccessRequest): boolean {
  const { bucket, action, version } = question;
  const isOwner = context.user?.canonicalId === bucket.owner.id;
  const { faults } = context.server;
  if (faults.has('private-objects-readable') && readActions.has(action)) {
    return true;
  }
  const said = evaluateBucketPolicy(context, question);
  if (said === 'Deny') {
    return isOwner && ownerActions.has(action);
  }
  if (isOwner && ownsObject(bucket, action, version)) {
    return true;
  }
  if (objectRights[action] !== undefined && question.key !== undefined && version === undefined) {
    if (faults.has('missing-keys-revealed')) {
      return true;
    }
    // Who may not list a bucket must not learn which keys are missing.
    return isAllowed(context, { action: 's3:ListBucket', bucket, prefix: question.key });
  }
  if (said === 'Allow' && !isRestricted(context, bucket) && ownsObject(bucket, action, version)) {
    return true;
  }
  return !faults.has('acl-ignored') && isGrantedByAcl(context, question);
}

/** Whether the bucket's policy denies it in so many words. */
export function isDenied(context: Context, question: AccessRequest): boolean {
  return evaluateBucketPolicy(context, question) === 'Deny';
}

function evaluateBucketPolicy(
  context: Context,
  { bucket, action, key, version, prefix }: AccessRequest,
): 'Allow' | 'Deny' | undefined {
  const { policy } = bucket.settings;
  const { faults } = context.server;
  if (policy === undefined || faults.has('policy-ignored')) {
    return undefined;
  }
  const resource = `arn:aws:s3:::${bucket.name}${key === undefined ? '' : `/${key}`}`;
  const valuesOf = conditionValues(context, version);
  const statements = faults.has('policy-deny-ignored')
    ? policy.statements.filter(({ effect }) => effect === 'Allow')
    : policy.statements;
  return evaluatePolicy(statements, {
    user: context.user,
    action,
    resource,
    ignoresConditions: faults.has('policy-conditions-ignored'),
    valuesOf:
      prefix === undefined
        ? valuesOf
        : (name) => (name.toLowerCase() === 's3:prefix' ? [prefix] : valuesOf(name)),
  });
}

// A bucket's owner may do everything, but read only objects that are its own, or that their ACL lets it read.
function ownsObject(bucket: Bucket, action: string, version: ObjectVersion | undefined): boolean {
  if (version === undefined || objectRights[action] === undefined) {
    return true;
  }
  return version.owner.id === bucket.owner.id || readOwnership(bucket) === 'BucketOwnerEnforced';
}

function isRestricted({ user }: Context, bucket: Bucket): boolean {
  const { policy } = bucket.settings;
  return (
    policy !== undefined &&
    user?.canonicalId !== bucket.owner.id &&
    readPublicAccessBlock(bucket).restrictPublicBuckets &&
    isPublicPolicy(policy)
  );
}

function isGrantedByAcl({ user }: Context, { bucket, action, key, version }: AccessRequest): boolean {
  if (readOwnership(bucket) === 'BucketOwnerEnforced') {
    return false;
  }
  const { ignorePublicAcls } = readPublicAccessBlock(bucket);
  const objectRight = objectRights[action];
  if (objectRight !== undefined && key !== undefined && version !== undefined) {
    const isKeeper = version.owner.id === user?.canonicalId && objectRight.endsWith('_ACP');
    return isKeeper || isGranted(version.grants, user, objectRight, ignorePublicAcls);
  }
  const bucketRight = bucketRights[action];
  return bucketRight !== undefined && isGranted(bucket.settings.grants, user, bucketRight, ignorePublicAcls);
}
