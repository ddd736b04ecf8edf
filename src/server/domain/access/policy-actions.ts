import { matchesPattern } from '../../ground/policy/wildcards.js';

// What an action may be about.
type ResourceKind = 'bucket' | 'object';

// What a bucket has as a setting, by the names that its Get and Put actions end in.
const settings = [
  'AccelerateConfiguration',
  'AnalyticsConfiguration',
  'BucketABAC',
  'BucketAcl',
  'BucketCORS',
  'BucketLogging',
  'BucketNotification',
  'BucketObjectLockConfiguration',
  'BucketOwnershipControls',
  'BucketPolicy',
  'BucketPublicAccessBlock',
  'BucketRequestPayment',
  'BucketTagging',
  'BucketVersioning',
  'BucketWebsite',
  'EncryptionConfiguration',
  'IntelligentTieringConfiguration',
  'InventoryConfiguration',
  'LifecycleConfiguration',
  'MetricsConfiguration',
  'ReplicationConfiguration',
];

const bucketActions = [
  ...settings.flatMap((name) => [`Get${name}`, `Put${name}`]),
  'CreateBucket',
  'CreateBucketMetadataTableConfiguration',
  'DeleteBucket',
  'DeleteBucketMetadataTableConfiguration',
  'DeleteBucketPolicy',
  'DeleteBucketWebsite',
  'GetBucketLocation',
  'GetBucketMetadataTableConfiguration',
  'GetBucketPolicyStatus',
  'ListBucket',
  'ListBucketMultipartUploads',
  'ListBucketVersions',
  'ListTagsForResource',
  'TagResource',
  'UntagResource',
  'UpdateBucketMetadataInventoryTableConfiguration',
  'UpdateBucketMetadataJournalTableConfiguration',
];

const objectActions = [
  'AbortMultipartUpload',
  'BypassGovernanceRetention',
  'DeleteObject',
  'DeleteObjectTagging',
  'DeleteObjectVersion',
  'DeleteObjectVersionTagging',
  'GetObject',
  'GetObjectAcl',
  'GetObjectAttributes',
  'GetObjectLegalHold',
  'GetObjectRetention',
  'GetObjectTagging',
  'GetObjectTorrent',
  'GetObjectVersion',
  'GetObjectVersionAcl',
  'GetObjectVersionAttributes',
  'GetObjectVersionForReplication',
  'GetObjectVersionTagging',
  'GetObjectVersionTorrent',
  'InitiateReplication',
  'ListMultipartUploadParts',
  'ObjectOwnerOverrideToBucketOwner',
  'PutObject',
  'PutObjectAcl',
  'PutObjectLegalHold',
  'PutObjectRetention',
  'PutObjectTagging',
  'PutObjectVersionAcl',
  'PutObjectVersionTagging',
  'ReplicateDelete',
  'ReplicateObject',
  'ReplicateTags',
  'RestoreObject',
  'UpdateObjectEncryption',
];

/** Whether an action of a statement applies to any of its resources. */
export type ActionCheck = (action: string, resources: readonly string[]) => boolean;

/**
 * Whether there are actions that a pattern of a policy stands for:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function isKnownAction(pattern: string): boolean {
  return kindsOfAction(pattern).length > 0;
}

/** Whether an action of a policy is about what any of the resources names. */
export const appliesTo: ActionCheck = (action, resources) => {
  const kinds = resources.flatMap(kindsOfResource);
  return kindsOfAction(action).some((kind) => kinds.includes(kind));
};

function kindsOfAction(pattern: string): readonly ResourceKind[] {
  const isMeant = (name: string): boolean => matchesPattern(pattern, `s3:${name}`, true);
  return [
    ...(bucketActions.some(isMeant) ? (['bucket'] as const) : []),
    ...(objectActions.some(isMeant) ? (['object'] as const) : []),
  ];
}

function kindsOfResource(resource: string): readonly ResourceKind[] {
  if (resource.includes('/')) {
    return ['object'];
  }
  return /[*?]/.test(resource) ? ['bucket', 'object'] : ['bucket'];
}
