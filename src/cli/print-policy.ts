import type { PreparedQualification } from '../app/prepare-qualification.js';
import { UsageError } from '../app/usage-error.js';
import { bucketNameRule, isBucketName } from '../lib/bucket-name.js';
import { leastRights } from '../qualify/rights/least-rights.js';
import { type PolicyDocument, policyOf } from '../qualify/rights/policy.js';
import { type Io, note } from './io.js';

/** Whom the policy is for: a bucket, and of a policy of the bucket its user. */
export interface PolicyTarget {
  readonly bucket?: string | undefined;
  readonly principal?: string | undefined;
}

const principalForm = /^(?:arn:[^\s]+|\d{12}|\*)$/;

/** The smallest policy that lets all of the applications do what they do; tells on stderr what is not in it. */
export function policyFor(
  subjects: PreparedQualification['subjects'],
  { bucket, principal }: PolicyTarget,
  io: Io,
): PolicyDocument {
  if (bucket === undefined) {
    throw new UsageError('a policy is about a bucket', '--bucket NAME');
  }
  if (!isBucketName(bucket)) {
    throw new UsageError(`--bucket ${bucket}: no bucket can have this name`, bucketNameRule);
  }
  if (principal !== undefined && !principalForm.test(principal)) {
    throw new UsageError(
      `--principal ${principal}: it is no user`,
      'an ARN, the 12 digits of an account, or *',
    );
  }
  const { rights, unknown } = leastRights(subjects);
  const { document, beyond } = policyOf(rights, bucket, principal);
  if (unknown.length > 0) {
    note(`not in the policy, since what they need is not known: ${unknown.join(', ')}`, io);
  }
  if (beyond.length > 0) {
    note(`not in the policy, since only a policy of the user grants it: ${beyond.join(', ')}`, io);
  }
  return document;
}
