import { ownerElement } from '../../domain/listing/entries.js';
import type { Context } from '../../domain/request/context.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { formatIso } from '../../ground/signing/times.js';
import { bucketArn } from '../../ground/store/bucket-arn.js';
import { isRegion, signingRegion } from '../../ground/store/regions.js';
import { document, element, optional } from '../../ground/xml/element.js';

const maxBuckets = 10_000;

/** ListBuckets: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets({ store, user, query, server }: Context): Reply {
  if (user === undefined) {
    throw new S3Error('AccessDenied');
  }
  const prefix = query.get('prefix') ?? '';
  const region = readRegion(query.get('bucket-region'));
  const limit = readMaxBuckets(query.get('max-buckets'));
  const after = Buffer.from(query.get('continuation-token') ?? '', 'base64').toString('utf8');
  const showsAll = server.faults.has('list-buckets-shows-all');
  const own = [...store.buckets()]
    .filter(
      (bucket) =>
        (showsAll || bucket.owner.id === user.canonicalId) &&
        bucket.name.startsWith(prefix) &&
        bucket.name > after,
    )
    .filter((bucket) => region === undefined || signingRegion(bucket) === region)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const page = own.slice(0, limit);
  const last = page.at(-1);
  return {
    status: 200,
    xml: document('ListAllMyBucketsResult', [
      ownerElement(user.owner),
      element(
        'Buckets',
        page.map((bucket) =>
          element('Bucket', [
            element('Name', bucket.name),
            element('CreationDate', formatIso(bucket.createdAt)),
            isPaged(query) ? element('BucketRegion', signingRegion(bucket)) : undefined,
            element('BucketArn', bucketArn(bucket.name)),
          ]),
        ),
      ),
      own.length > page.length && last !== undefined
        ? element('ContinuationToken', Buffer.from(last.name).toString('base64'))
        : undefined,
      optional('Prefix', query.get('prefix')),
    ]),
  };
}

// Only the newer, paged form of the operation names regions.
function isPaged(query: ReadonlyMap<string, string>): boolean {
  return ['max-buckets', 'prefix', 'bucket-region', 'continuation-token'].some((name) => query.has(name));
}

function readRegion(text: string | undefined): string | undefined {
  if (text !== undefined && !isRegion(text)) {
    throw invalidArgument(`Argument value ${text} is not a valid AWS Region`, 'bucket-region');
  }
  return text;
}

function readMaxBuckets(text: string | undefined): number {
  if (text === undefined) {
    return maxBuckets;
  }
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxBuckets) {
    throw invalidArgument(
      `Argument max-buckets must be an integer between 1 and ${maxBuckets}`,
      'max-buckets',
      text,
    );
  }
  return limit;
}
