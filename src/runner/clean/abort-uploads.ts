import type { Ask } from './ask.js';
import { decodeKey } from './list-contents.js';
import { listPages } from './list-pages.js';
import type { ListingLimit } from './listing-limit.js';
import { recordsIn } from './read-outcome.js';

/** Aborts every upload in progress; what a server cannot list or abort shows when the bucket is deleted. */
export async function abortUploads(
  bucket: string,
  ask: Ask,
  { encoded, limit }: { readonly encoded: boolean; readonly limit: ListingLimit },
): Promise<void> {
  const input = { Bucket: bucket, ...(encoded ? { EncodingType: 'url' } : {}) };
  for await (const { response } of listPages(ask, 'ListMultipartUploads', input, limit)) {
    if (!response?.success) {
      return;
    }
    const isEncoded = response.output.EncodingType === 'url';
    await Promise.all(
      recordsIn(response.output, 'Uploads').map(async ({ Key, UploadId }) => {
        if (typeof Key !== 'string' || typeof UploadId !== 'string') {
          return;
        }
        await ask('AbortMultipartUpload', {
          Bucket: bucket,
          Key: isEncoded ? decodeKey(Key) : Key,
          UploadId,
        });
      }),
    );
  }
}
