import { S3Error } from '../../ground/errors/s3-error.js';
import type { ObjectDraft, Tag } from '../../ground/store/records.js';
import { requireHeaderRights } from '../access/header-rights.js';
import type { BucketContext, ObjectContext } from '../request/context.js';
import { objectTags, parseTagHeader, readTagHeader, requireTags } from '../tags/read-tags.js';
import { planEncryption } from './encryption.js';
import { readProtection } from './lock.js';
import { readMetadata } from './metadata.js';
import { readNewAcl } from './new-acl.js';
import { readSystemHeaders } from './system-headers.js';

const storageClasses = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
]);

/** What a new object will be, besides its bytes, and the key to seal them with. */
export interface DraftPlan {
  readonly draft: ObjectDraft;
  readonly key: Buffer | undefined;
}

/** Reads from the headers of a write what the new object will be; throws AccessDenied where a policy denies a part of it. */
export function readDraft(context: ObjectContext): DraftPlan {
  const { headers } = context;
  requireHeaderRights(context);
  const { encryption, key } = planEncryption(context);
  return {
    key,
    draft: {
      systemHeaders: readSystemHeaders(headers),
      metadata: readMetadata(headers),
      tags: readRequestTags(context),
      storageClass: readStorageClass(headers['x-amz-storage-class']),
      ...readNewAcl(context),
      ...readProtection(context),
      encryption,
    },
  };
}

/** The tags that a write asks for; throws InvalidTag. */
function readRequestTags({ headers, requestTags, server }: BucketContext): readonly Tag[] {
  if (requestTags !== undefined) {
    return requireTags([...requestTags], objectTags);
  }
  const header = headers['x-amz-tagging'] ?? '';
  const isUnchecked =
    server.faults.has('tag-limits-ignored') || server.faults.has('tagging-header-not-checked');
  return sortTags(isUnchecked ? parseTagHeader(header) : readTagHeader(header));
}

/** Reads a storage class; throws InvalidStorageClass. */
function readStorageClass(text: string | undefined): string {
  if (text === undefined) {
    return 'STANDARD';
  }
  if (!storageClasses.has(text)) {
    throw new S3Error('InvalidStorageClass', { fields: { StorageClassRequested: text } });
  }
  return text;
}

// A query string has no order that counts.
function sortTags(tags: Tag[]): Tag[] {
  return tags.sort((left, right) => (left.key < right.key ? -1 : 1));
}
