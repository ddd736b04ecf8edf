import type { ObjectContext } from '../../context.js';
import type { Reply } from '../../http/reply.js';
import { commitObject } from '../../objects/commit.js';
import { readDraft } from '../../objects/draft.js';
import { checksumHeaders, encryptionHeaders, versionHeader } from '../../objects/object-headers.js';
import { receiveContent } from '../../objects/receive.js';

/** PutObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(context: ObjectContext): Promise<Reply> {
  const draft = readDraft(context);
  const { content, md5, size, checksum } = await receiveContent(context);
  const version = commitObject(context, {
    ...draft,
    content,
    size,
    etag: md5.toString('hex'),
    checksum: { ...checksum, type: 'FULL_OBJECT' },
  });
  return {
    status: 200,
    headers: {
      etag: `"${version.etag}"`,
      ...versionHeader(context.bucket, version),
      ...encryptionHeaders(version.encryption),
      ...checksumHeaders(version),
    },
  };
}
