import { createKeyWriter, type KeyWriter } from '../../domain/listing/encoding.js';
import { commonPrefixes, ownerElement } from '../../domain/listing/entries.js';
import { type Entry, flatten } from '../../domain/listing/flatten.js';
import { readLimit, takePage } from '../../domain/listing/page.js';
import { walk } from '../../domain/listing/walk.js';
import type { BucketContext } from '../../domain/request/context.js';
import type { Reply } from '../../ground/http/reply.js';
import { formatIso } from '../../ground/signing/times.js';
import type { Bucket, Upload } from '../../ground/store/records.js';
import { SortedMap } from '../../ground/store/sorted-map.js';
import { document, element, optional, type XmlElement } from '../../ground/xml/element.js';

/** ListMultipartUploads: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads({ bucket, query }: BucketContext): Reply {
  const writeKey = createKeyWriter(query);
  const limit = readLimit(query, 'max-uploads');
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  // Without a key marker S3 ignores the upload's.
  const idMarker = keyMarker === '' ? undefined : query.get('upload-id-marker') || undefined;
  const stops = walk(
    uploadsByKey(bucket),
    {
      prefix,
      delimiter,
      after: keyMarker === '' ? undefined : keyMarker,
      isInclusive: idMarker !== undefined,
    },
    () => true,
  );
  const marker = keyMarker === '' ? undefined : { key: keyMarker, id: idMarker };
  const page = takePage(
    flatten(stops, marker, ({ id }) => id),
    limit,
  );
  const last = page.isTruncated ? page.stops.at(-1) : undefined;
  return {
    status: 200,
    xml: document('ListMultipartUploadsResult', [
      element('Bucket', bucket.name),
      element('KeyMarker', writeKey(keyMarker)),
      element('UploadIdMarker', idMarker ?? ''),
      element('NextKeyMarker', writeKey((last?.kind === 'item' ? last.key : last?.prefix) ?? '')),
      element('NextUploadIdMarker', last?.kind === 'item' ? last.item.id : ''),
      element('Prefix', writeKey(prefix)),
      delimiter === '' ? undefined : element('Delimiter', writeKey(delimiter)),
      optional('EncodingType', writeKey.encodingType),
      element('MaxUploads', limit),
      element('IsTruncated', page.isTruncated),
      ...page.stops.map((entry) => uploadElement(entry, writeKey)),
      ...commonPrefixes(page.stops, writeKey),
    ]),
  };
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
    ownerElement(initiator, 'Initiator'),
    ownerElement(draft.owner),
    element('StorageClass', draft.storageClass),
    element('Initiated', formatIso(initiated)),
    optional('ChecksumAlgorithm', checksum?.algorithm),
    optional('ChecksumType', checksum?.type),
  ]);
}
