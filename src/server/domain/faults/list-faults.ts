import { selectText } from '../../ground/xml/select.js';
import {
  withChildren,
  withElements,
  withoutElements,
  withoutQuery,
  withoutRequestHeaders,
} from './builders.js';
import type { Fault } from './fault.js';

const lists = ['ListObjects', 'ListObjectsV2'];
const paged = [...lists, 'ListObjectVersions'];

/** Listings: order, pages, prefixes. */
export const listFaults = [
  {
    name: 'list-unsorted',
    description: 'Keys are listed in the order in which a hash has them.',
    seenIn: 'https://github.com/scireum/s3ninja/issues/91',
    ...withChildren(lists, (children) => {
      const contents = children.filter(({ name }) => name === 'Contents').reverse();
      return [...children.filter(({ name }) => name !== 'Contents'), ...contents];
    }),
  },
  {
    name: 'list-utf16-order',
    description: 'Keys are sorted by UTF-16 units, not by UTF-8 bytes.',
    seenIn: 'https://github.com/noobaa/noobaa-core/issues/8218',
    ...withChildren(lists, (children) => {
      const contents = children
        .filter(({ name }) => name === 'Contents')
        .sort((left, right) => ((selectText(left, 'Key') ?? '') < (selectText(right, 'Key') ?? '') ? -1 : 1));
      return [...children.filter(({ name }) => name !== 'Contents'), ...contents];
    }),
  },
  {
    name: 'list-etag-unquoted',
    description: 'Entity tags in listings have no quotes.',
    seenIn: 'https://github.com/duckdb/duckdb-httpfs/pull/291',
    ...withElements(paged, (element) =>
      element.name === 'ETag'
        ? { ...element, content: String(element.content).replaceAll('"', '') }
        : element,
    ),
  },
  {
    name: 'restore-status-missing',
    description: 'Listings do not say what was restored, though they are asked to.',
    ...withoutRequestHeaders(paged, 'x-amz-optional-object-attributes'),
  },
  {
    name: 'common-prefixes-lost',
    description: 'A listing with a delimiter leaves its common prefixes out.',
    seenIn: 'https://github.com/jamhall/s3rver/issues/10',
    ...withoutElements(paged, 'CommonPrefixes'),
  },
  {
    name: 'delimiter-ignored',
    description: 'A delimiter is ignored, and every key is listed.',
    seenIn: 'https://github.com/Robothy/local-s3/issues/224',
    ...withoutQuery(lists, 'delimiter'),
  },
  {
    name: 'versions-delimiter-ignored',
    description: 'ListObjectVersions ignores the delimiter.',
    seenIn: 'https://github.com/ministackorg/ministack/pull/1483',
    ...withoutQuery(['ListObjectVersions'], 'delimiter'),
  },
  {
    name: 'max-keys-ignored',
    description: 'Listings ignore max-keys.',
    seenIn: 'https://github.com/stackshy/cloudemu/pull/561',
    ...withoutQuery(paged, 'max-keys'),
  },
  {
    name: 'truncation-not-said',
    description: 'A page that is not the last says that it is, so that clients stop early.',
    seenIn: 'https://github.com/InsForge/InsForge/pull/1960',
    ...withElements(paged, (element) =>
      element.name === 'IsTruncated' ? { ...element, content: false } : element,
    ),
  },
  {
    name: 'continuation-token-missing',
    description: 'A truncated page of ListObjectsV2 names no token to go on with.',
    seenIn: 'https://github.com/InsForge/InsForge/pull/1960',
    ...withoutElements(['ListObjectsV2'], 'NextContinuationToken'),
  },
  {
    name: 'next-marker-missing',
    description: 'A truncated page of ListObjects with a delimiter names no marker.',
    seenIn: 'https://github.com/s3s-project/s3s/issues/544',
    ...withoutElements(['ListObjects'], 'NextMarker'),
  },
  {
    name: 'key-count-missing',
    description: 'ListObjectsV2 does not say how many keys a page has.',
    seenIn: 'https://github.com/scality/cloudserver/issues/1737',
    ...withoutElements(['ListObjectsV2'], 'KeyCount'),
  },
  {
    name: 'start-after-ignored',
    description: 'ListObjectsV2 ignores start-after.',
    seenIn: 'https://github.com/getmoto/moto/issues/880',
    ...withoutQuery(['ListObjectsV2'], 'start-after'),
  },
  {
    name: 'marker-ignored',
    description: 'ListObjects ignores the marker, and clients go round in circles.',
    seenIn: 'https://github.com/scireum/s3ninja/issues/91',
    ...withoutQuery(['ListObjects'], 'marker'),
  },
  {
    name: 'marker-at-prefix-ignored',
    description:
      'A listing that is to go on behind a key that is its whole prefix begins anew, and never ends.',
  },
  {
    name: 'version-marker-ignored',
    description: 'ListObjectVersions ignores version-id-marker.',
    seenIn: 'https://github.com/stackshy/cloudemu/pull/561',
    ...withoutQuery(['ListObjectVersions'], 'version-id-marker'),
  },
  {
    name: 'encoding-type-ignored',
    description: 'Listings ignore encoding-type=url, and say nothing of it.',
    seenIn: 'https://github.com/versity/versitygw/issues/1985',
    ...withoutQuery([...paged, 'ListMultipartUploads'], 'encoding-type'),
  },
  {
    name: 'fetch-owner-ignored',
    description: 'ListObjectsV2 names no owners when it is asked to.',
    seenIn: 'https://github.com/versity/versitygw/issues/819',
    ...withoutQuery(['ListObjectsV2'], 'fetch-owner'),
  },
  {
    name: 'list-sizes-wrong',
    description: 'Every object is listed with the size 0.',
    ...withElements(lists, (element) => (element.name === 'Size' ? { ...element, content: 0 } : element)),
  },
  {
    name: 'delete-markers-not-listed',
    description: 'ListObjectVersions leaves delete markers out.',
    seenIn: 'https://github.com/getmoto/moto/pull/941',
    ...withoutElements(['ListObjectVersions'], 'DeleteMarker'),
  },
  {
    name: 'is-latest-everywhere',
    description: 'ListObjectVersions says of every version that it is the latest.',
    seenIn: 'https://github.com/getmoto/moto/issues/9503',
    ...withElements(['ListObjectVersions'], (element) =>
      element.name === 'IsLatest' ? { ...element, content: true } : element,
    ),
  },
  {
    name: 'list-buckets-shows-all',
    description: 'ListBuckets lists the buckets of other owners too.',
  },
] as const satisfies readonly Fault[];
