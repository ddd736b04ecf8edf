import { expirationHeader } from '../../domain/lifecycle/expiration-header.js';
import { requireNoPartNumber } from '../../domain/multipart/find-upload.js';
import { commitObject } from '../../domain/objects/commit.js';
import { requireWriteConditions } from '../../domain/objects/conditions.js';
import { readDraft } from '../../domain/objects/draft.js';
import { requireLockDigest } from '../../domain/objects/lock.js';
import { checksumHeaders, encryptionHeaders, newVersionHeader } from '../../domain/objects/object-headers.js';
import { receiveContent } from '../../domain/objects/receive.js';
import type { ObjectContext } from '../../domain/request/context.js';
import type { Reply } from '../../ground/http/reply.js';
import { currentObject } from '../../ground/store/versions.js';

/** PutObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(context: ObjectContext): Promise<Reply> {
  const { bucket, key, headers } = context;
  requireNoPartNumber(context);
  const plan = readDraft(context);
  requireLockDigest(context, plan.draft, 'Object');
  // Once before the body, so that a lost race costs no upload, and once where it is decided.
  requireWriteConditions(headers, key, currentObject(bucket, key));
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
