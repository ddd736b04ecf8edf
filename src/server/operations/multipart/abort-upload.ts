import { findUpload, requireUploadAccess } from '../../domain/multipart/find-upload.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { noContent, type Reply } from '../../ground/http/reply.js';

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
