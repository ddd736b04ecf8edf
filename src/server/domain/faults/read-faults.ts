import { readRange } from '../../ground/http/range.js';
import { currentObject } from '../../ground/store/versions.js';
import {
  onRequest,
  onSuccess,
  withoutQuery,
  withoutRequestHeaders,
  withReplyHeader,
  withStatus,
} from './builders.js';
import type { Fault } from './fault.js';

const reads = ['GetObject', 'HeadObject'];

/** Reads of objects: ranges, conditions, headers. */
export const readFaults = [
  {
    name: 'etag-unquoted',
    description: 'ETag headers have no quotes.',
    seenIn: 'https://github.com/rustfs/rustfs/issues/611',
    ...withReplyHeader([], 'etag', (value) => value?.replaceAll('"', '')),
  },
  {
    name: 'range-ignored',
    description: 'A Range header is ignored, and the whole object is sent.',
    seenIn: 'https://github.com/sivchari/kumo/pull/584',
    ...withoutRequestHeaders(reads, 'range'),
  },
  {
    name: 'range-answered-200',
    description: 'A range is sent with the status 200.',
    seenIn: 'https://github.com/treeverse/lakeFS/issues/6100',
    ...withStatus(['GetObject'], 206, 200),
  },
  {
    name: 'whole-range-answered-200',
    description: 'A range that covers the whole object returns 200, without Content-Range.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/1194',
    ...onSuccess(['GetObject'], (reply) => {
      const [, last, size] = /^bytes 0-(\d+)\/(\d+)$/.exec(reply.headers?.['content-range'] ?? '') ?? [];
      if (last === undefined || Number(last) + 1 !== Number(size)) {
        return reply;
      }
      return { ...reply, status: 200, headers: { ...reply.headers, 'content-range': undefined } };
    }),
  },
  {
    name: 'suffix-range-wrong',
    description: 'A range bytes=-N is read as the first N bytes.',
    seenIn: 'https://github.com/versity/versitygw/issues/1258',
    ...onRequest(reads, (request) => {
      const last = /^bytes=-(\d+)$/.exec(request.headers.range ?? '')?.[1];
      if (last === undefined || last === '0') {
        return request;
      }
      return { ...request, headers: { ...request.headers, range: `bytes=0-${Number(last) - 1}` } };
    }),
  },
  {
    name: 'content-range-missing',
    description: 'A range is sent without Content-Range.',
    seenIn: 'https://github.com/versity/versitygw/issues/155',
    ...withReplyHeader(['GetObject'], 'content-range', () => undefined),
  },
  {
    name: 'unsatisfiable-range-accepted',
    description: 'A range behind the end of the object is ignored instead of refused with 416.',
    seenIn: 'https://github.com/jamhall/s3rver/issues/374',
    ...onRequest(reads, (request, { store }) => {
      const bucket = store.findBucket(request.bucket ?? '');
      const size = bucket === undefined ? undefined : currentObject(bucket, request.key ?? '')?.size;
      const range = request.headers.range;
      if (size === undefined || range === undefined) {
        return request;
      }
      try {
        readRange(range, size);
        return request;
      } catch {
        const { range: _refused, ...headers } = request.headers;
        return { ...request, headers };
      }
    }),
  },
  {
    name: 'part-number-ignored',
    description: 'A read with partNumber gives the whole object.',
    seenIn: 'https://github.com/versity/versitygw/issues/2074',
    ...withoutQuery(reads, 'partNumber'),
  },
  {
    name: 'parts-count-missing',
    description: 'A read with partNumber does not say how many parts there are.',
    seenIn: 'https://github.com/getmoto/moto/pull/5438',
    ...withReplyHeader(reads, 'x-amz-mp-parts-count', () => undefined),
  },
  {
    name: 'get-if-match-ignored',
    description: 'GetObject and HeadObject ignore If-Match and If-Unmodified-Since.',
    seenIn: 'https://github.com/stackshy/cloudemu/pull/657',
    ...withoutRequestHeaders(reads, 'if-match', 'if-unmodified-since'),
  },
  {
    name: 'get-if-none-match-ignored',
    description: 'GetObject and HeadObject never return 304.',
    seenIn: 'https://github.com/stackshy/cloudemu/pull/657',
    ...withoutRequestHeaders(reads, 'if-none-match', 'if-modified-since'),
  },
  {
    name: 'response-overrides-ignored',
    description: 'The parameters response-content-type and its likes have no effect.',
    seenIn: 'https://github.com/findify/s3mock/issues/179',
    ...withoutQuery(
      reads,
      'response-content-type',
      'response-content-disposition',
      'response-cache-control',
      'response-content-encoding',
      'response-content-language',
      'response-expires',
    ),
  },
  {
    name: 'version-id-ignored',
    description: 'Reads with a versionId give the newest version.',
    ...withoutQuery(reads, 'versionId'),
  },
  {
    name: 'head-length-zero',
    description: 'HeadObject says that objects are empty.',
    seenIn: 'https://github.com/localstack/localstack/issues/638',
    ...withReplyHeader(['HeadObject'], 'content-length', () => '0'),
  },
  {
    name: 'last-modified-iso',
    description: 'Last-Modified is written as ISO 8601, which is no date of HTTP.',
    seenIn: 'https://github.com/ministackorg/ministack/pull/583',
    ...withReplyHeader(reads, 'last-modified', (value) =>
      value === undefined ? undefined : new Date(value).toISOString(),
    ),
  },
  {
    name: 'accept-ranges-missing',
    description: 'Reads do not say that ranges are accepted.',
    seenIn: 'https://github.com/scality/cloudserver/pull/382',
    ...withReplyHeader(reads, 'accept-ranges', () => undefined),
  },
  {
    name: 'tagging-count-missing',
    description: 'GetObject does not say how many tags there are.',
    seenIn: 'https://github.com/versity/versitygw/issues/155',
    ...withReplyHeader(reads, 'x-amz-tagging-count', () => undefined),
  },
  {
    name: 'checksum-mode-ignored',
    description: 'A stored checksum is not given back when x-amz-checksum-mode asks for it.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/1385',
    ...withoutRequestHeaders(reads, 'x-amz-checksum-mode'),
  },
] as const satisfies readonly Fault[];
