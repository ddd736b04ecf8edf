/** What every case may use without naming it. */
const common: ReadonlySet<string> = new Set(['CreateBucket', 'PutObject', 'GetObject', 'DeleteObject']);

/** Features by a word in the names of their operations; the first that fits counts. */
const byWord: readonly (readonly [RegExp, string])[] = [
  [/^ListBuckets$/, 'list-buckets'],
  [/^(HeadBucket|DeleteBucket|GetBucketLocation)$/, 'buckets'],
  [/^HeadObject$/, 'head-object'],
  [/^DeleteObjects$/, 'delete-objects'],
  [/^CopyObject$/, 'copy'],
  [/^ListObjectsV2$/, 'listing'],
  [/^ListObjects$/, 'listing-v1'],
  [/^ListObjectVersions$/, 'listing-versions'],
  [/Multipart|Part/, 'multipart'],
  [/^GetObjectAttributes$/, 'object-attributes'],
  [/Tagging$/, 'tagging'],
  [/Versioning$/, 'versioning'],
  [/Acl$/, 'acl'],
  [/OwnershipControls$/, 'ownership'],
  [/BucketPolicy/, 'bucket-policy'],
  [/PublicAccessBlock$/, 'public-access-block'],
  [/Cors$/, 'cors'],
  [/Lifecycle/, 'lifecycle'],
  [/Retention$|LegalHold$|ObjectLock/, 'object-lock'],
  [/Website$/, 'website'],
  [/Logging$/, 'bucket-logging'],
  [/Notification/, 'notification'],
  [/Replication$/, 'replication'],
  [/Inventory/, 'inventory'],
  [/Metrics/, 'metrics'],
  [/Analytics/, 'analytics'],
  [/IntelligentTiering/, 'intelligent-tiering'],
  [/Accelerate/, 'accelerate'],
  [/RequestPayment$/, 'request-payment'],
];

/** The feature that a case must be about, or need, to call an operation; null: none. */
export function featureOf(operation: string): string | null {
  if (common.has(operation) || /BucketMetadata/.test(operation)) {
    return null;
  }
  const found = byWord.find(([word]) => word.test(operation));
  // Encryption of buckets is a part of each of three features.
  return found?.[1] ?? null;
}
