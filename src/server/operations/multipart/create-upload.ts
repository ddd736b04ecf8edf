import { randomBytes } from 'node:crypto';
import { anonymous } from '../../domain/access/groups.js';
import { readUploadChecksum } from '../../domain/multipart/upload-checksum.js';
import { readDraft } from '../../domain/objects/draft.js';
import { encryptionHeaders } from '../../domain/objects/object-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { defined } from '../../ground/defined.js';
import type { Reply } from '../../ground/http/reply.js';
import { document, element } from '../../ground/xml/element.js';

/** CreateMultipartUpload: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(context: ObjectContext): Reply {
  const { bucket, key, headers, store, user, now } = context;
  const { draft } = readDraft(context);
  const checksum = readUploadChecksum(headers);
  const id = randomBytes(48).toString('base64url');
  store.addUpload(bucket, {
    id,
    key,
    initiated: now,
    initiator: user?.owner ?? anonymous,
    draft,
    parts: new Map(),
    ...defined({ checksum }),
  });
  return {
    status: 200,
    headers: {
      ...encryptionHeaders(draft.encryption),
      'x-amz-checksum-algorithm': checksum?.algorithm,
      'x-amz-checksum-type': checksum?.type,
    },
    xml: document('InitiateMultipartUploadResult', [
      element('Bucket', bucket.name),
      element('Key', key),
      element('UploadId', id),
    ]),
  };
}
