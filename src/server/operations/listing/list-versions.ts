import {
  commonPrefixes,
  type EntryForm,
  entryFields,
  optionalKey,
  ownerElement,
} from '../../domain/listing/entries.js';
import type { Entry, ItemOrder } from '../../domain/listing/flatten.js';
import { takeItemPage } from '../../domain/listing/item-page.js';
import { wantsRestoreStatus } from '../../domain/listing/optional-attributes.js';
import { readListing } from '../../domain/listing/read-listing.js';
import type { BucketContext } from '../../domain/request/context.js';
import { invalidArgument } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { formatIso } from '../../ground/signing/times.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { isVersionId, orderOfVersion } from '../../ground/store/versions.js';
import { document, element, optional, type XmlElement } from '../../ground/xml/element.js';

/** ListObjectVersions: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export function listObjectVersions({ bucket, query, headers, server }: BucketContext): Reply {
  const listing = readListing(query, 'max-keys');
  const { writeKey, limit, prefix, delimiter } = listing;
  const form = { writeKey, hasRestoreStatus: wantsRestoreStatus(headers) };
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = readIdMarker(query, keyMarker);
  const after = keyMarker === '' ? undefined : keyMarker;
  const page = takeItemPage(
    server.faults.inconsistency.listings.versions(bucket, { prefix, delimiter, after, limit }),
    listing,
    { key: keyMarker, id: idMarker },
    newestFirst,
  );
  const { last } = page;
  return {
    status: 200,
    xml: document('ListVersionsResult', [
      element('Name', bucket.name),
      element('Prefix', writeKey(prefix)),
      element('KeyMarker', writeKey(keyMarker)),
      element('VersionIdMarker', idMarker ?? ''),
      optionalKey('NextKeyMarker', last?.kind === 'item' ? last.key : last?.prefix, writeKey),
      optional('NextVersionIdMarker', last?.kind === 'item' ? last.item.versionId : undefined),
      element('MaxKeys', limit),
      delimiter === '' ? undefined : element('Delimiter', writeKey(delimiter)),
      optional('EncodingType', writeKey.encodingType),
      element('IsTruncated', page.isTruncated),
      ...page.stops.map((entry) => versionElement(entry, form)),
      ...commonPrefixes(page.stops, writeKey),
    ]),
  };
}

const newestFirst: ItemOrder<ObjectVersion> = {
  idOf: ({ versionId }) => versionId,
  isBefore: ({ versionId }, id) => orderOfVersion(versionId) > orderOfVersion(id),
};

function readIdMarker(query: ReadonlyMap<string, string>, keyMarker: string): string | undefined {
  const marker = query.get('version-id-marker');
  if (marker === undefined) {
    return undefined;
  }
  if (marker === '') {
    if (keyMarker === '') {
      return undefined;
    }
    throw invalidArgument('A version-id marker cannot be empty.', 'version-id-marker', marker);
  }
  if (keyMarker === '') {
    throw invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      marker,
    );
  }
  if (!isVersionId(marker)) {
    throw invalidArgument('Invalid version id specified', 'version-id-marker', marker);
  }
  return marker;
}

function versionElement(entry: Entry<ObjectVersion>, form: EntryForm): XmlElement | undefined {
  if (entry.kind === 'prefix') {
    return undefined;
  }
  const { item, isFirst } = entry;
  const id = [element('VersionId', item.versionId), element('IsLatest', isFirst)];
  if (!item.isDeleteMarker) {
    return element('Version', [...id, ...entryFields(item, form), ownerElement(item.owner)]);
  }
  return element('DeleteMarker', [
    ...id,
    element('Key', form.writeKey(item.key)),
    element('LastModified', formatIso(item.lastModified)),
    ownerElement(item.owner),
  ]);
}
