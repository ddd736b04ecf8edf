import { expirationHeader } from '../../domain/lifecycle/expiration-header.js';
import { requireNoPartNumber } from '../../domain/multipart/find-upload.js';
import { commitObject, requireConditionsEarly } from '../../domain/objects/commit.js';
import { readDraft } from '../../domain/objects/draft.js';
import { requireLockDigest } from '../../domain/objects/lock.js';
import { checksumHeaders, encryptionHeaders, newVersionHeader } from '../../domain/objects/object-headers.js';
import { receiveContent } from '../../domain/objects/receive.js';
import type { ObjectContext } from '../../domain/request/context.js';
import type { Reply } from '../../ground/http/reply.js';

/** PutObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(context: ObjectContext): Promise<Reply> {
  const { bucket } = context;
  requireNoPartNumber(context);
  const plan = readDraft(context);
  requireLockDigest(context, plan.draft, 'Object');
  requireConditionsEarly(context);
  const { content, etag, size, checksum } = await receiveContent(context, plan.key);
  const version = commitObject(context, {
    ...plan.draft,
    content,
    size,
    etag,
    checksum: { ...checksum, type: 'FULL_OBJECT' },
  });
  return {
    status: 200,
    headers: {
      etag: `"${version.etag}"`,
      ...newVersionHeader(bucket, version),
      ...encryptionHeaders(version.encryption),
      ...checksumHeaders(version),
      ...expirationHeader(context, version),
    },
  };
}
