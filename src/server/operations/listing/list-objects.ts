import type { ActiveFaults } from '../../domain/faults/active-faults.js';
import {
  commonPrefixes,
  type EntryForm,
  entryFields,
  optionalKey,
  ownerElement,
} from '../../domain/listing/entries.js';
import { wantsRestoreStatus } from '../../domain/listing/optional-attributes.js';
import { type Page, takePage } from '../../domain/listing/page.js';
import { type Listing, readListing } from '../../domain/listing/read-listing.js';
import { type Stop, walk } from '../../domain/listing/walk.js';
import type { BucketContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { signingRegion } from '../../ground/store/regions.js';
import { nullVersion } from '../../ground/store/versions.js';
import { document, element, optional, type XmlElement } from '../../ground/xml/element.js';

type ObjectStop = Stop<readonly ObjectVersion[]>;

/** ListObjects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects = namingRegion((context) => {
  const { bucket, query } = context;
  const listing = readListing(query, 'max-keys');
  const { writeKey, limit, prefix, delimiter } = listing;
  const marker = query.get('marker') ?? '';
  const { stops, isTruncated } = takeObjects(context, listing, marker === '' ? undefined : marker, true);
  const last = stops.at(-1);
  // Without a delimiter the last key is the next marker, and S3 does not repeat it.
  const nextMarker = isTruncated && delimiter !== '' && last !== undefined ? positionOf(last) : undefined;
  return {
    status: 200,
    xml: document('ListBucketResult', [
      element('Name', bucket.name),
      element('Prefix', writeKey(prefix)),
      element('Marker', writeKey(marker)),
      optionalKey('NextMarker', nextMarker, writeKey),
      element('MaxKeys', limit),
      delimiter === '' ? undefined : element('Delimiter', writeKey(delimiter)),
      optional('EncodingType', writeKey.encodingType),
      element('IsTruncated', isTruncated),
      ...contents(stops, formOf(context, listing), true),
      ...commonPrefixes(stops, writeKey),
    ]),
  };
});

/** ListObjectsV2: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2 = namingRegion((context) => {
  const { bucket, query } = context;
  const listing = readListing(query, 'max-keys');
  const { writeKey, limit, prefix, delimiter } = listing;
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const after = token === undefined ? startAfter : readToken(token);
  const { stops, isTruncated } = takeObjects(
    context,
    listing,
    after === '' ? undefined : after,
    token !== undefined,
  );
  const last = stops.at(-1);
  return {
    status: 200,
    xml: document('ListBucketResult', [
      element('Name', bucket.name),
      element('Prefix', writeKey(prefix)),
      optional('ContinuationToken', token),
      isTruncated && last !== undefined
        ? element('NextContinuationToken', writeToken(positionOf(last)))
        : undefined,
      element('KeyCount', stops.length),
      element('MaxKeys', limit),
      delimiter === '' ? undefined : element('Delimiter', writeKey(delimiter)),
      optional('EncodingType', writeKey.encodingType),
      // Where a token says where to go on, nothing else counts.
      token === undefined ? optionalKey('StartAfter', startAfter, writeKey) : undefined,
      element('IsTruncated', isTruncated),
      ...contents(stops, formOf(context, listing), query.get('fetch-owner') === 'true'),
      ...commonPrefixes(stops, writeKey),
    ]),
  };
});

/** Lists, and names the bucket's region, which S3 also does where it refuses what the list is asked for. */
function namingRegion(list: (context: BucketContext) => Reply): (context: BucketContext) => Reply {
  return (context) => {
    const headers = { 'x-amz-bucket-region': signingRegion(context.bucket) };
    try {
      return { ...list(context), headers };
    } catch (error) {
      if (!(error instanceof S3Error)) {
        throw error;
      }
      const { code, message, status, fields } = error;
      throw new S3Error(code, { message, status, fields, headers: { ...error.headers, ...headers } });
    }
  };
}

function takeObjects(
  { bucket, server }: BucketContext,
  { prefix, delimiter, limit }: Listing,
  after: string | undefined,
  isNext: boolean,
): Page<ObjectStop> {
  const beginsAnew = after === prefix && server.faults.has('marker-at-prefix-ignored');
  const { listings } = server.faults.inconsistency;
  const stops = walk(
    listings.objects(bucket, { prefix, delimiter, after, limit }),
    {
      ...{ prefix, delimiter, after: beginsAnew ? undefined : after },
      isInclusive: isNext && listings.repeatsLast(bucket, after),
    },
    (versions, key) => isListed(versions) || showsMarker(server.faults, versions, key, prefix, delimiter),
  );
  const page = takePage(stops, limit);
  return server.faults.has('markers-fill-pages')
    ? {
        stops: page.stops.filter((stop) => stop.kind === 'prefix' || isListed(stop.value)),
        isTruncated: false,
      }
    : page;
}

function isListed([newest]: readonly ObjectVersion[]): boolean {
  return newest?.isDeleteMarker === false;
}

// Faults let keys be seen whose newest version is a delete marker.
function showsMarker(
  faults: ActiveFaults,
  versions: readonly ObjectVersion[],
  key: string,
  prefix: string,
  delimiter: string,
): boolean {
  const isRolledUp = delimiter !== '' && key.includes(delimiter, prefix.length);
  const isOld = versions.some(
    ({ versionId, isDeleteMarker }) => versionId === nullVersion && !isDeleteMarker,
  );
  return (
    faults.has('markers-fill-pages') ||
    (isRolledUp && faults.has('prefixes-of-markers-listed')) ||
    (isOld && faults.has('old-objects-listed-under-markers'))
  );
}

function formOf({ headers }: BucketContext, { writeKey }: Listing): EntryForm {
  return { writeKey, hasRestoreStatus: wantsRestoreStatus(headers) };
}

function contents(stops: readonly ObjectStop[], form: EntryForm, hasOwner: boolean): XmlElement[] {
  return stops.flatMap((stop) => {
    const version = stop.kind === 'key' ? stop.value.find((one) => !one.isDeleteMarker) : undefined;
    if (version === undefined) {
      return [];
    }
    const fields = entryFields(version, form);
    return [element('Contents', hasOwner ? [...fields, ownerElement(version.owner)] : fields)];
  });
}

function positionOf(stop: ObjectStop): string {
  return stop.kind === 'key' ? stop.key : stop.prefix;
}

const tokenMark = 's3t1';

function writeToken(place: string): string {
  return Buffer.from(tokenMark + place).toString('base64');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (!text.startsWith(tokenMark)) {
    throw new S3Error('InvalidArgument', {
      message: 'The continuation token provided is incorrect',
      fields: { ArgumentName: 'continuation-token' },
    });
  }
  return text.slice(tokenMark.length);
}
