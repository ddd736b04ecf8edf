import type { ConditionBlock } from '../../ground/policy/conditions.js';
import type { BucketPolicy } from '../../ground/policy/policy.js';

const narrowingKeys = new Set([
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);
const narrowingOperators = new Set([
  'ArnEquals',
  'ArnLike',
  'IpAddress',
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
]);

/**
 * Whether a policy is public: it allows something to everyone, and no fixed value of certain keys narrows that.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isPublicPolicy(policy: BucketPolicy): boolean {
  return policy.statements.some(
    ({ effect, principals, notPrincipals, conditions }) =>
      effect === 'Allow' &&
      (principals === '*' || notPrincipals !== undefined) &&
      !conditions.some(isNarrowing),
  );
}

function isNarrowing({ operator, ifExists, key, values }: ConditionBlock): boolean {
  return (
    narrowingOperators.has(operator) &&
    !ifExists &&
    narrowingKeys.has(key.toLowerCase()) &&
    values.every((value) => !/[*?]|\$\{/.test(value) && !/^(0\.0\.0\.0|::)\/0$/.test(value))
  );
}
