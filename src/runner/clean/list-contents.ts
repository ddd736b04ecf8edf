import { defined } from '../../lib/defined.js';
import type { Outcome } from '../../s3/types.js';
import type { Ask } from './ask.js';
import { listPages } from './list-pages.js';
import type { ListingLimit } from './listing-limit.js';
import { isDenied, recordsIn, saysNoSuchBucket } from './read-outcome.js';

/** An object, one of its versions or a delete marker. */
export interface Entry {
  readonly key: string;
  readonly versionId?: string;
}

/** How thoroughly a bucket is looked through: later rounds distrust what the server said in earlier ones. */
export interface ListOptions {
  /** Ask for percent-encoded keys, because XML cannot contain some keys. */
  readonly encoded: boolean;
  /** Use every way of listing, not only the first that succeeds. */
  readonly everyWay: boolean;
  readonly prefix?: string;
  readonly limit: ListingLimit;
}

/** A page of a bucket's contents, or the response that ended the listing. */
export type ContentsPage =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly operation: string; readonly outcome: Outcome };

const ways = ['ListObjectVersions', 'ListObjectsV2', 'ListObjects'];
/** Versions come last: what is deleted by its key alone leaves a delete marker, which only they show. */
const everyWayInOrder = ways.toReversed();

/** Lists all that is in a bucket, versions and delete markers too where the server can list them. */
export async function* listContents(
  bucket: string,
  ask: Ask,
  { encoded, everyWay, prefix, limit }: ListOptions,
): AsyncGenerator<ContentsPage> {
  const input = {
    Bucket: bucket,
    ...(encoded ? { EncodingType: 'url' } : {}),
    ...defined({ Prefix: prefix }),
  };
  let refused: ContentsPage | null = null;
  let isListed = false;
  for (const operation of everyWay ? everyWayInOrder : ways) {
    let isSuccess = false;
    for await (const outcome of listPages(ask, operation, input, limit)) {
      if (saysNoSuchBucket(outcome)) {
        yield { kind: 'absent' };
        return;
      }
      isSuccess = outcome.response?.success ?? false;
      if (outcome.response && isSuccess) {
        yield { kind: 'entries', entries: entriesOf(outcome.response.output) };
      } else {
        refused ??= { kind: 'refused', operation, outcome };
      }
      if (!outcome.response || isDenied(outcome)) {
        yield { kind: 'refused', operation, outcome };
        return;
      }
    }
    if (isSuccess && !everyWay) {
      return;
    }
    isListed ||= isSuccess;
  }
  if (refused && !isListed) {
    yield refused;
  }
}

function entriesOf(output: Readonly<Record<string, unknown>>): Entry[] {
  const isEncoded = output.EncodingType === 'url';
  return ['Versions', 'DeleteMarkers', 'Contents'].flatMap((name) =>
    recordsIn(output, name).flatMap(({ Key, VersionId }) => {
      if (typeof Key !== 'string') {
        return [];
      }
      const key = isEncoded ? decodeKey(Key) : Key;
      return [typeof VersionId === 'string' && VersionId !== '' ? { key, versionId: VersionId } : { key }];
    }),
  );
}

/** A key as it was before `encoding-type=url`, which writes a space as `+`. */
export function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
