import type { ObjectContext } from '../../context.js';
import { NO_CONTENT, type Reply } from '../../http/reply.js';
import { findUpload } from '../../multipart/find-upload.js';

/** AbortMultipartUpload: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export function abortMultipartUpload(context: ObjectContext): Reply {
  context.store.removeUpload(context.bucket, findUpload(context));
  return NO_CONTENT;
}
