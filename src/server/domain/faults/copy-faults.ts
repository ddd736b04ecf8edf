import { withoutElements, withoutQuery, withoutRequestHeaders, withRequestHeader } from './builders.js';
import type { Fault } from './fault.js';

/** Copies and multipart uploads. */
export const copyFaults = [
  {
    name: 'metadata-directive-ignored',
    description: 'CopyObject keeps the metadata of its source although the request replaces it.',
    seenIn: 'https://github.com/s3s-project/s3s/issues/584',
    ...withRequestHeader(['CopyObject'], 'x-amz-metadata-directive', 'COPY'),
  },
  {
    name: 'copy-loses-metadata',
    description: 'CopyObject does not copy the metadata of its source.',
    seenIn: 'https://github.com/findify/s3mock/issues/34',
    ...withRequestHeader(['CopyObject'], 'x-amz-metadata-directive', 'REPLACE'),
  },
  {
    name: 'tagging-directive-ignored',
    description: 'CopyObject keeps the tags of its source although the request replaces them.',
    seenIn: 'https://github.com/BlackbirdWorks/gopherstack/issues/1659',
    ...withoutRequestHeaders(['CopyObject'], 'x-amz-tagging-directive'),
  },
  {
    name: 'copy-conditions-ignored',
    description: 'x-amz-copy-source-if-* headers are ignored.',
    seenIn: 'https://github.com/jamhall/s3rver/pull/443',
    ...withoutRequestHeaders(['CopyObject', 'UploadPartCopy'], 'x-amz-copy-source-if-*'),
  },
  {
    name: 'self-copy-accepted',
    description: 'Copying an object onto itself without changing anything succeeds.',
    seenIn: 'https://github.com/basho/riak_cs/issues/926',
  },
  {
    name: 'copy-range-ignored',
    description: 'UploadPartCopy ignores the range and copies the whole source.',
    ...withoutRequestHeaders(['UploadPartCopy'], 'x-amz-copy-source-range'),
  },
  {
    name: 'copy-range-end-exclusive',
    description: 'UploadPartCopy leaves out the last byte of its range.',
    seenIn: 'https://github.com/apache/ozone/pull/1384',
    request: (request, { operation }) => {
      const range = request.headers['x-amz-copy-source-range'];
      const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
      if (operation !== 'UploadPartCopy' || last === '' || Number(last) <= Number(first)) {
        return request;
      }
      const headers = { ...request.headers, 'x-amz-copy-source-range': `bytes=${first}-${Number(last) - 1}` };
      return { ...request, headers };
    },
  },
  {
    name: 'part-order-not-checked',
    description: 'CompleteMultipartUpload accepts parts that are not in ascending order.',
    seenIn: 'https://github.com/versity/versitygw/issues/1063',
  },
  {
    name: 'part-etag-not-checked',
    description: 'CompleteMultipartUpload accepts parts under entity tags that are not theirs.',
    seenIn: 'https://github.com/versity/versitygw/issues/153',
  },
  {
    name: 'small-parts-accepted',
    description: 'CompleteMultipartUpload accepts parts of less than 5 MiB that are not the last.',
    seenIn: 'https://github.com/faiscadev/fakecloud/pull/110',
  },
  {
    name: 'multipart-etag-without-count',
    description: 'The entity tag of a multipart object does not end in the number of its parts.',
    seenIn: 'https://github.com/basho/riak_cs/issues/855',
  },
  {
    name: 'list-parts-unpaged',
    description: 'ListParts ignores max-parts and part-number-marker.',
    seenIn: 'https://github.com/afreidah/s3-orchestrator/issues/1535',
    ...withoutQuery(['ListParts'], 'max-parts', 'part-number-marker'),
  },
  {
    name: 'list-uploads-unfiltered',
    description: 'ListMultipartUploads ignores prefix and delimiter.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/485',
    ...withoutQuery(['ListMultipartUploads'], 'prefix', 'delimiter'),
  },
  {
    name: 'list-parts-sizes-missing',
    description: 'ListParts does not say how large parts are.',
    seenIn: 'https://github.com/noobaa/noobaa-core/pull/9202',
    ...withoutElements(['ListParts'], 'Size'),
  },
  {
    name: 'abort-keeps-upload',
    description: 'AbortMultipartUpload returns 204, but the upload still exists.',
    seenIn: 'https://github.com/minio/minio/issues/21456',
  },
] as const satisfies readonly Fault[];
