import type { BucketContext } from '../context.js';
import type { ObjectDraft } from '../store/records.js';
import { readMetadata } from './metadata.js';
import { readSystemHeaders } from './system-headers.js';

/** Reads from the headers of a write what the new object will be, besides its bytes. */
export function readDraft(context: BucketContext): ObjectDraft {
  const { headers, user, bucket } = context;
  return {
    systemHeaders: readSystemHeaders(headers),
    metadata: readMetadata(headers),
    tags: [],
    storageClass: headers['x-amz-storage-class'] ?? 'STANDARD',
    owner: user?.owner ?? bucket.owner,
    grants: [],
    encryption: { kind: 'AES256' },
  };
}
