import {
  onError,
  onRequest,
  withCode,
  withElements,
  withoutErrorFields,
  withoutQuery,
  withReplyHeader,
  withRequestHeader,
} from './builders.js';
import type { Fault } from './fault.js';

/** Versions, parts, copies, forms and buckets: refusals that S3 makes and others do not, or make otherwise. */
export const uploadFaults = [
  {
    name: 'unknown-version-deleted',
    description: 'The deletion of a version that never was succeeds.',
    seenIn: 'https://github.com/localstack/localstack/issues/13894',
    ...onError(['DeleteObject'], (reply) => (reply.status === 400 ? { status: 204 } : reply)),
  },
  {
    name: 'unknown-version-missing',
    description: 'A version id that never was is answered as one that is gone.',
    ...onError(['GetObject'], (reply) =>
      reply.status === 400 ? withCode(reply, 'NoSuchVersion', 404) : reply,
    ),
  },
  {
    name: 'unknown-versions-deleted',
    description: 'DeleteObjects reports versions that never were as deleted.',
    seenIn: 'https://github.com/versity/versitygw/issues/2119',
    ...withElements(['DeleteObjects'], (element) =>
      element.name === 'Error' ? { ...element, name: 'Deleted' } : element,
    ),
  },
  {
    name: 'part-number-alone-ignored',
    description: 'A PUT with a part number and no upload overwrites the object.',
    seenIn: 'https://github.com/versity/versitygw/issues/1226',
  },
  {
    name: 'default-upload-takes-part-checksums',
    description: 'An upload that named no algorithm is completed with checksums of its parts.',
  },
  {
    name: 'whole-checksum-type-guessed',
    description: 'A checksum of the whole object counts without its type.',
    ...onRequest(['CompleteMultipartUpload'], (request) =>
      request.headers['x-amz-checksum-type'] === undefined
        ? { ...request, headers: { ...request.headers, 'x-amz-checksum-type': 'FULL_OBJECT' } }
        : request,
    ),
  },
  {
    name: 'part-with-checksum-of-its-own',
    description: 'A part comes with a checksum though the object has one of the whole alone.',
    reply: (reply, { operation }, { query }) =>
      operation === 'GetObject' && query.get('partNumber') === '2'
        ? { ...reply, headers: { ...reply.headers, 'x-amz-checksum-crc32': 'y/Q5Jg==' } }
        : reply,
  },
  {
    name: 'copy-range-beyond-416',
    description: 'A copy source range that ends after the source is answered with 416.',
    seenIn: 'https://github.com/apache/ozone/pull/10711',
    ...onError(['UploadPartCopy'], (reply) =>
      reply.status === 400 ? withCode(reply, 'InvalidRange', 416) : reply,
    ),
  },
  {
    name: 'no-parts-malformed',
    description: 'A completion without a body is answered as malformed XML.',
    ...onError(['CompleteMultipartUpload'], (reply) => withCode(reply, 'MalformedXML', 400)),
  },
  {
    name: 'copy-body-ignored',
    description: 'The body of a CopyObject is ignored.',
    seenIn: 'https://github.com/versity/versitygw/issues/1242',
    ...withRequestHeader(['CopyObject'], 'content-length', '0'),
  },
  {
    name: 'copy-source-brace-not-found',
    description: 'A copy source with a brace in its key is not found.',
    seenIn: 'https://github.com/versity/versitygw/issues/1832',
    ...onRequest(['CopyObject'], (request) => {
      const source = request.headers['x-amz-copy-source'] ?? '';
      return /%7B|\{/.test(source)
        ? { ...request, headers: { ...request.headers, 'x-amz-copy-source': `${source}-` } }
        : request;
    }),
  },
  {
    name: 'copied-null-version-named',
    description: 'CopyObject names the version null of its source.',
    ...withReplyHeader(['CopyObject'], 'x-amz-copy-source-version-id', (id) => id ?? 'null'),
  },
  {
    name: 'form-condition-sign-ignored',
    description: 'A condition of a form counts whether its field begins with $ or not.',
  },
  {
    name: 'relative-keys-taken',
    description: 'A key may lead out of the bucket by its relative elements.',
    seenIn: 'https://github.com/floci-io/floci/issues/1231',
  },
  {
    name: 'constraint-not-required',
    description: 'CreateBucket in another region than us-east-1 works without a location constraint.',
  },
  {
    name: 'large-headers-taken',
    description: 'A request with more than 8 KB of headers is served.',
    seenIn: 'https://github.com/versity/versitygw/issues/2180',
  },
  {
    name: 'bad-chunk-unnumbered',
    description: 'The refusal of a chunk that is too small does not say which one it is.',
    seenIn: 'https://github.com/versity/versitygw/issues/2085',
    ...withoutErrorFields('InvalidChunkSizeError', 'Chunk'),
  },
  {
    name: 'own-region-as-constraint-taken',
    description: 'CreateBucket takes the location constraint us-east-1.',
    seenIn: 'https://github.com/floci-io/floci/issues/74',
  },
  {
    name: 'bucket-region-ignored',
    description: 'ListBuckets ignores bucket-region.',
    seenIn: 'https://github.com/versity/versitygw/issues/1399',
    ...withoutQuery(['ListBuckets'], 'bucket-region'),
  },
  {
    name: 'malformed-owner-denied',
    description: 'An expected owner that is no account is refused as another account.',
    ...onError([], (reply) =>
      reply.status === 400 ? withCode(reply, 'AccessDenied', 403, 'InvalidBucketOwnerAWSAccountID') : reply,
    ),
  },
] as const satisfies readonly Fault[];
