import type { ObjectContext } from '../../context.js';
import { noContent, type Reply } from '../../http/reply.js';
import { findUpload, requireUploadAccess } from '../../multipart/find-upload.js';

/** AbortMultipartUpload: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export function abortMultipartUpload(context: ObjectContext): Reply {
  const upload = findUpload(context);
  requireUploadAccess(context, upload, 's3:AbortMultipartUpload');
  if (context.server.faults.has('abort-keeps-upload')) {
    return noContent;
  }
  context.store.removeUpload(context.bucket, upload);
  return noContent;
}
