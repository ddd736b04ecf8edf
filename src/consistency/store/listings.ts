import { isRecord } from '../../lib/records.js';
import type { ListingEntry, OperationKind } from '../history/types.js';

type Data = Readonly<Record<string, unknown>>;

/** One way of listing: the operation, what it is asked with, and where its pages have what. */
export interface ListingWay {
  readonly op: Extract<OperationKind, 'list' | 'list-versions' | 'list-uploads'>;
  readonly operation: string;
  /** The parameter for the most entries on a page. */
  readonly sizeOf: string;
  entriesOf(output: Data): readonly ListingEntry[];
  /** What the next page is asked with; null where a truncated page does not say. */
  next(output: Data): Data | null;
}

/** Every way of listing, by the name that workloads use. */
export const listingWays = {
  v1: {
    op: 'list',
    operation: 'ListObjects',
    sizeOf: 'MaxKeys',
    entriesOf: (output) => recordsOf(output.Contents).map(objectEntry),
    next(output) {
      const last = recordsOf(output.Contents).at(-1)?.Key;
      const marker = output.NextMarker ?? last;
      return marker === undefined ? null : { Marker: marker };
    },
  },
  v2: {
    op: 'list',
    operation: 'ListObjectsV2',
    sizeOf: 'MaxKeys',
    entriesOf: (output) => recordsOf(output.Contents).map(objectEntry),
    next: ({ NextContinuationToken: token }) => (token === undefined ? null : { ContinuationToken: token }),
  },
  versions: {
    op: 'list-versions',
    operation: 'ListObjectVersions',
    sizeOf: 'MaxKeys',
    entriesOf: ({ Versions, DeleteMarkers }) => [
      ...recordsOf(Versions).map(versionEntry),
      ...recordsOf(DeleteMarkers).map((marker) => ({ ...versionEntry(marker), delete_marker: true })),
    ],
    next: ({ NextKeyMarker: key, NextVersionIdMarker: id }) =>
      key === undefined ? null : { KeyMarker: key, ...(id === undefined ? {} : { VersionIdMarker: id }) },
  },
  uploads: {
    op: 'list-uploads',
    operation: 'ListMultipartUploads',
    sizeOf: 'MaxUploads',
    entriesOf: ({ Uploads }) =>
      recordsOf(Uploads).map(({ Key, UploadId }) => ({ key: String(Key), upload_id: String(UploadId) })),
    next: ({ NextKeyMarker: key, NextUploadIdMarker: id }) =>
      key === undefined ? null : { KeyMarker: key, ...(id === undefined ? {} : { UploadIdMarker: id }) },
  },
} as const satisfies Record<string, ListingWay>;

/** The name of a way of listing. */
export type ListingWayName = keyof typeof listingWays;

function objectEntry({ Key, ETag }: Data): ListingEntry {
  return typeof ETag === 'string' ? { key: String(Key), etag: ETag } : { key: String(Key) };
}

function versionEntry(version: Data): ListingEntry {
  const { VersionId, IsLatest } = version;
  return {
    ...objectEntry(version),
    ...(typeof VersionId === 'string' ? { version_id: VersionId } : {}),
    ...(typeof IsLatest === 'boolean' ? { is_latest: IsLatest } : {}),
  };
}

function recordsOf(list: unknown): readonly Data[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
