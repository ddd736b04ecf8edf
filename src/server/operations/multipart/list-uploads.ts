import type { KeyWriter } from '../../domain/listing/encoding.js';
import { commonPrefixes, initiatorElement, ownerElement } from '../../domain/listing/entries.js';
import type { Entry, ItemOrder } from '../../domain/listing/flatten.js';
import { takeItemPage } from '../../domain/listing/item-page.js';
import { readListing } from '../../domain/listing/read-listing.js';
import type { BucketContext } from '../../domain/request/context.js';
import { invalidArgument } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { formatIso } from '../../ground/signing/times.js';
import type { Bucket, Upload } from '../../ground/store/records.js';
import { SortedMap } from '../../ground/store/sorted-map.js';
import { document, element, optional, type XmlElement } from '../../ground/xml/element.js';

/** ListMultipartUploads: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads({ bucket, query }: BucketContext): Reply {
  const listing = readListing(query, 'max-uploads');
  const { writeKey, limit, prefix, delimiter } = listing;
  const keyMarker = query.get('key-marker') ?? '';
  // Without a key marker S3 ignores the upload's.
  const idMarker = keyMarker === '' ? undefined : query.get('upload-id-marker') || undefined;
  requireUploadOfKey(bucket, keyMarker, idMarker);
  const page = takeItemPage(uploadsByKey(bucket), listing, { key: keyMarker, id: idMarker }, oldestFirst);
  // S3 also names the end of the last page, though nothing follows it, but never an end that is a common prefix.
  const end = page.stops.at(-1);
  const last = end?.kind === 'item' ? end : undefined;
  return {
    status: 200,
    xml: document('ListMultipartUploadsResult', [
      element('Bucket', bucket.name),
      element('KeyMarker', writeKey(keyMarker)),
      element('UploadIdMarker', idMarker ?? ''),
      element('NextKeyMarker', writeKey(last?.key ?? '')),
      element('NextUploadIdMarker', last?.item.id ?? ''),
      prefix === '' ? undefined : element('Prefix', writeKey(prefix)),
      delimiter === '' ? undefined : element('Delimiter', writeKey(delimiter)),
      optional('EncodingType', writeKey.encodingType),
      element('MaxUploads', limit),
      element('IsTruncated', page.isTruncated),
      ...page.stops.map((entry) => uploadElement(entry, writeKey)),
      ...commonPrefixes(page.stops, writeKey),
    ]),
  };
}

const oldestFirst: ItemOrder<Upload> = {
  idOf: ({ id }) => id,
  // An upload that is gone is refused as a marker.
  isBefore: () => false,
};

function requireUploadOfKey(bucket: Bucket, key: string, id: string | undefined): void {
  const marked = id === undefined ? undefined : bucket.uploads.get(id);
  if (id !== undefined && marked?.key !== key) {
    throw invalidArgument('Invalid uploadId marker', 'upload-id-marker', id);
  }
}

function uploadsByKey(bucket: Bucket): SortedMap<readonly Upload[]> {
  const byKey = new SortedMap<readonly Upload[]>();
  for (const upload of bucket.uploads.values()) {
    byKey.set(upload.key, [...(byKey.get(upload.key) ?? []), upload]);
  }
  return byKey;
}

function uploadElement(entry: Entry<Upload>, writeKey: KeyWriter): XmlElement | undefined {
  if (entry.kind === 'prefix') {
    return undefined;
  }
  const { key, id, initiator, initiated, draft, checksum } = entry.item;
  return element('Upload', [
    element('Key', writeKey(key)),
    element('UploadId', id),
    initiatorElement(initiator),
    ownerElement(draft.owner),
    element('StorageClass', draft.storageClass),
    element('Initiated', formatIso(initiated)),
    optional('ChecksumAlgorithm', checksum?.algorithm),
    optional('ChecksumType', checksum?.type),
  ]);
}
