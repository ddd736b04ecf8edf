import type { Incoming } from '../../ground/http/incoming.js';
import { onError, onRequest, withCode } from './builders.js';
import type { Fault } from './fault.js';

/** Conditions, and what a presigned link says of them. */
export const conditionFaults = [
  {
    name: 'delete-conditions-half-followed',
    description:
      'DeleteObject takes conditions that S3 has not there: on the size, on the time, and together with a version.',
    seenIn: 'https://github.com/ministackorg/ministack/issues/1501',
  },
  {
    name: 'delete-under-marker-412',
    description:
      'A conditional deletion of a key under a delete marker fails with 412, as if an object were there.',
    seenIn: 'https://github.com/localstack/localstack/issues/13894',
    ...onError(['DeleteObject'], (reply) =>
      reply.status === 404 ? withCode(reply, 'PreconditionFailed', 412) : reply,
    ),
  },
  {
    name: 'complete-conflict-unnoticed',
    description:
      'CompleteMultipartUpload under a condition succeeds though its key was written or deleted since the upload began.',
  },
  {
    name: 'write-star-taken',
    description: 'PutObject and CopyObject take If-Match "*" for a condition, which S3 has not implemented.',
    seenIn: 'https://github.com/ministackorg/ministack/issues/680',
    ...onRequest(['PutObject', 'CopyObject'], (request) => withHeader(request, 'if-match', '*', undefined)),
  },
  {
    name: 'time-to-come-counts',
    description: 'If-Modified-Since with a time that is still to come is taken for now.',
    ...onRequest(['GetObject', 'HeadObject', 'CopyObject', 'UploadPartCopy'], (request) => ({
      ...request,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) =>
          name.endsWith('if-modified-since') && Date.parse(value) > Date.now()
            ? [name, new Date().toUTCString()]
            : [name, value],
        ),
      ),
    })),
  },
  {
    name: 'etag-quotes-required',
    description: 'An ETag without its quotes meets no condition.',
    seenIn: 'https://github.com/adobe/S3Mock/issues/2665',
    ...onRequest([], (request) => {
      const header = request.headers['if-none-match'];
      return header === undefined || /^["*]/.test(header)
        ? request
        : withHeader(request, 'if-none-match', header, '"none"');
    }),
  },
  {
    name: 'presigned-query-headers-ignored',
    description: 'Headers that a presigned link holds in its query have no effect.',
  },
  {
    name: 'presigned-unsigned-headers-taken',
    description: 'x-amz-* headers that a presigned link does not sign are taken.',
  },
  {
    name: 'presigned-part-checksum-500',
    description: 'A presigned UploadPart with a checksum in its query fails with 500.',
    reply: (reply, { operation }, { query }) =>
      operation === 'UploadPart' && query.has('x-amz-checksum-sha256') ? { status: 500 } : reply,
  },
] as const satisfies readonly Fault[];

/** A request in which a header of one value has another, or is gone. */
function withHeader(request: Incoming, name: string, from: string, to: string | undefined): Incoming {
  if (request.headers[name] !== from) {
    return request;
  }
  const { [name]: _former, ...headers } = request.headers;
  return { ...request, headers: to === undefined ? headers : { ...headers, [name]: to } };
}
