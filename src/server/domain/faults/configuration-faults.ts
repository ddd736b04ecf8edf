import {
  onError,
  withElements,
  withErrorCode,
  withoutElements,
  withoutRequestHeaders,
  withReplyHeader,
  withStatus,
} from './builders.js';
import type { Fault } from './fault.js';

const minimumHeader = 'x-amz-transition-default-minimum-object-size';
const numbered = [
  'PutBucketAnalyticsConfiguration',
  'PutBucketIntelligentTieringConfiguration',
  'PutBucketInventoryConfiguration',
  'PutBucketMetricsConfiguration',
];

/** Configurations of buckets: what is kept of them, what is refused, and what they do. */
export const configurationFaults = [
  {
    name: 'lock-digest-not-required',
    description: 'An object that will be locked is uploaded without a digest of its body.',
    seenIn: 'https://github.com/versity/versitygw/issues/1740',
  },
  {
    name: 'enforced-refuses-private',
    description: 'A bucket without ACLs refuses an upload that asks for the ACL private.',
  },
  {
    name: 'blocked-encryption-accepted',
    description: 'A bucket that blocks keys of customers stores objects that they encrypt.',
    seenIn: 'https://github.com/ministackorg/ministack/issues/1439',
  },
  {
    name: 'other-customer-key-400',
    description: 'Reading with another key of the customer, or an unproven one, returns 400 instead of 403.',
    reply: (reply, { operation }, { headers }) =>
      reply.status === 403 &&
      operation === 'GetObject' &&
      headers['x-amz-server-side-encryption-customer-key'] !== undefined
        ? { ...reply, status: 400 }
        : reply,
  },
  {
    name: 'policy-status-without-policy',
    description: 'The policy status of a bucket without a policy is not public, instead of not there.',
  },
  {
    name: 'bypass-without-lock-accepted',
    description: 'A deletion that bypasses governance works in a bucket without object lock.',
  },
  {
    name: 'marker-hidden-from-tagging',
    description: 'The tags of a key under a delete marker are missing, instead of not allowed.',
    seenIn: 'https://github.com/localstack/localstack/issues/11180',
  },
  {
    name: 'marker-hidden-from-acl',
    description: 'Setting the ACL of a key under a delete marker finds no key, instead of being not allowed.',
  },
  {
    name: 'tagging-header-not-checked',
    description: 'The tags in the header of an upload are kept whatever they look like.',
  },
  {
    name: 'creation-tags-lost',
    description: 'The tags that CreateBucket names are not kept.',
  },
  {
    name: 'tagged-bucket-created-again',
    description: 'Creating a bucket of its own again succeeds although the request names tags.',
  },
  {
    name: 'transition-minimum-ignored',
    description: 'The minimum size of transitions that a request names is not kept.',
    ...withoutRequestHeaders(['PutBucketLifecycleConfiguration'], minimumHeader),
  },
  {
    name: 'transition-minimum-missing',
    description: 'A lifecycle is read without the minimum size of its transitions.',
    ...withReplyHeader(['GetBucketLifecycleConfiguration'], minimumHeader, () => undefined),
  },
  {
    name: 'notifications-not-checked',
    description: 'A notification to what is no ARN, of no event, or with a filter of no name, is kept.',
  },
  {
    name: 'overlapping-notifications-accepted',
    description: 'Two notifications of the same event and the same keys are kept.',
    seenIn: 'https://github.com/minio/minio/issues/2472',
  },
  {
    name: 'notification-id-missing',
    description: 'A notification without an id is given none.',
    ...withoutElements(['GetBucketNotificationConfiguration'], 'Id'),
  },
  {
    name: 'notification-filter-missing',
    description: 'The filters of notifications do not come back.',
    ...withoutElements(['GetBucketNotificationConfiguration'], 'Filter'),
  },
  {
    name: 'versions-announce-expiration',
    description: 'A read of a version by its id announces the expiration that is that of the current object.',
  },
  {
    name: 'acl-refusals-403',
    description: 'An ACL that names an owner that is nobody is refused as forbidden.',
    ...onError(['PutBucketAcl', 'PutObjectAcl'], (reply) =>
      reply.status === 400 ? { ...reply, status: 403 } : reply,
    ),
  },
  {
    name: 'tags-under-abac-changed',
    description: 'The tags of a bucket whose tags give access are changed as those of any other.',
  },
  {
    name: 'email-grants-accepted',
    description: 'A grant to an e-mail address is taken, and given to nobody.',
    ...onError(['PutBucketAcl', 'PutObjectAcl', 'PutBucketLogging'], (reply) =>
      reply.status === 405 ? { status: 200 } : reply,
    ),
  },
  {
    name: 'existing-object-replication-accepted',
    description: 'A replication rule for the objects that are there already is kept, and does nothing.',
  },
  {
    name: 'mfa-delete-without-code',
    description: 'Multi-factor authentication of deletions is asked for without a code, and not refused.',
    seenIn: 'https://github.com/scality/cloudserver/pull/682',
  },
  {
    name: 'policy-actions-not-checked',
    description: 'A policy with an action that applies to none of its resources is kept.',
  },
  {
    name: 'policy-principals-not-checked',
    description: 'A policy for a principal that is nobody is kept.',
  },
  {
    name: 'expected-owner-form-ignored',
    description: 'An expected owner that is no account is refused as another account.',
  },
  {
    name: 'replication-target-not-checked',
    description: 'Replication into a bucket that is not there, or not versioned, is kept.',
  },
  {
    name: 'replicated-bucket-suspended',
    description: 'The versioning of a bucket that is replicated can be suspended.',
  },
  {
    name: 'replication-id-missing',
    description: 'A replication rule without an id is given none.',
    ...withoutElements(['GetBucketReplication'], 'ID'),
  },
  {
    name: 'website-refusals-malformed',
    description: 'A website of an unknown protocol or an empty condition is refused as malformed XML.',
    ...withErrorCode(['PutBucketWebsite'], 'InvalidRequest', 'MalformedXML'),
  },
  {
    name: 'error-document-never-redirects',
    description:
      'The error document of a website is sent with the status of the error also where it redirects.',
  },
  {
    name: 'lost-error-document-not-told',
    description: 'The page of an error does not tell that the error document is missing.',
  },
  {
    name: 'body-digest-not-required',
    description: 'A configuration is taken without a digest of its body.',
    seenIn: 'https://github.com/versity/versitygw/issues/1521',
  },
  {
    name: 'inventory-mismatch-code',
    description: 'An inventory under another id than its own is refused as an invalid argument.',
    ...withErrorCode(['PutBucketInventoryConfiguration'], 'IdMismatch', 'InvalidArgument'),
  },
  {
    name: 'numbered-configuration-put-200',
    description: 'Putting a configuration that comes in numbers returns 200 instead of 204.',
    ...withStatus(numbered, 204, 200),
  },
  {
    name: 'foreign-log-target-accepted',
    description: 'Logs may go to a bucket of another account.',
  },
  {
    name: 'log-grants-not-checked',
    description: 'Logs that grant to others may go to a bucket without ACLs.',
  },
  {
    name: 'grantee-type-lost',
    description: 'The grantees of a log do not say what they are.',
    ...withElements(['GetBucketLogging'], ({ attributes: _lost, ...element }) => element),
  },
  {
    name: 'preflight-refusal-code',
    description: 'A preflight request that no rule allows is refused as any other request.',
    ...withErrorCode([''], 'AccessForbidden', 'AccessDenied'),
  },
  {
    name: 'cors-asked-headers-ignored',
    description: 'A plain request that asks for headers that no rule allows is given the headers of CORS.',
  },
  {
    name: 'cors-vary-missing',
    description: 'Responses to cross-origin requests do not say what they vary by.',
    ...withReplyHeader([], 'vary', () => undefined),
  },
  {
    name: 'cors-credentials-missing',
    description: 'Responses to a named origin do not allow credentials.',
    ...withReplyHeader([], 'access-control-allow-credentials', () => undefined),
  },
  {
    name: 'kms-key-not-checked',
    description: 'An object is encrypted with a key of KMS whose id can be none.',
  },
  {
    name: 'bucket-namespace-ignored',
    description: 'CreateBucket does not know the namespaces of accounts, and ignores their header.',
    seenIn: 'https://github.com/getmoto/moto/pull/9871',
  },
  {
    name: 'abac-status-lost',
    description: 'Access by tags is off whatever was put.',
    ...withElements(['GetBucketAbac'], (element) =>
      element.name === 'Status' ? { ...element, content: 'Disabled' } : element,
    ),
  },
] as const satisfies readonly Fault[];
