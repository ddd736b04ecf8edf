import type { HistoryOperation, Listing, ListingEntry } from '../history/types.js';
import type { Finding } from '../history/verdict.js';
import type { KeyHistory, Mutation } from './key-history.js';
import { findingOf, type Judgement, judgeEach } from './verdicts.js';

/** The listings of a bucket, with the keys that they may hold. */
export interface BucketListings {
  readonly bucket: string;
  readonly listings: readonly HistoryOperation[];
  /** In the order of their names, by UTF-16 units. */
  readonly keys: readonly KeyHistory[];
  readonly keyOf: ReadonlyMap<string, KeyHistory>;
}

/** A checker of listings; pure. */
export type CheckListings = (bucket: BucketListings) => Judgement;

/** Whether every listing holds all keys that were written before it and cannot have been deleted. */
export const checkListingComplete: CheckListings = (bucket) =>
  judgeListings(bucket, 'list', (operation, listing) => {
    const listed = new Set(listing.entries.map(({ key }) => key));
    for (const history of bucket.keys) {
      const write =
        isCovered(operation, listing, history.key) && !listed.has(history.key) && written(history, operation);
      if (write) {
        return findingOf(history, 'a listing does not hold a key that was written before it', [
          write.operation,
          operation,
        ]);
      }
    }
    return null;
  });

/** Whether no listing holds a key after its delete, or an object that had been replaced. */
export const checkNoGhosts: CheckListings = (bucket) =>
  judgeListings(bucket, 'list', (operation, listing) => {
    for (const { key, etag } of listing.entries) {
      const history = bucket.keyOf.get(key);
      const finding = history && ghostIn(history, operation, etag);
      if (finding) {
        return finding;
      }
    }
    return null;
  });

/** Whether no listing holds a key or a version that nobody ever wrote. */
export const checkListedWasWritten: CheckListings = (bucket) =>
  judgeListings(bucket, null, (operation, listing) => {
    const until = operation.return ?? 0;
    const phantom = listing.entries.find(
      ({ key, upload_id: upload }) =>
        upload === undefined &&
        (bucket.keyOf.get(key)?.mutations[0]?.call ?? Number.POSITIVE_INFINITY) > until,
    );
    return phantom
      ? findingOf({ bucket: bucket.bucket, key: phantom.key }, 'a listing holds a key that nobody wrote', [
          operation,
        ])
      : null;
  });

/** Whether no listing holds the same key, version or upload twice, on one page or on several. */
export const checkNoDoubles: CheckListings = (bucket) =>
  judgeListings(bucket, null, (operation, listing) => {
    const seen = new Set<string>();
    for (const entry of listing.entries) {
      const name = nameOf(entry);
      if (seen.has(name)) {
        return findingOf({ bucket: bucket.bucket, key: entry.key }, `a listing holds ${entry.key} twice`, [
          operation,
        ]);
      }
      seen.add(name);
    }
    return null;
  });

/** Judges the complete responses of one way of listing, or of all. */
export function judgeListings(
  { listings }: BucketListings,
  op: HistoryOperation['op'] | null,
  judge: (operation: HistoryOperation, listing: Listing) => Finding | null,
): Judgement {
  return judgeEach(
    listings.filter((operation) => operation.outcome === 'ok' && (op === null || operation.op === op)),
    (operation) => (operation.listing ? judge(operation, operation.listing) : null),
  );
}

/** Whether a listing had to say what it knows of a key. */
export function isCovered({ key: prefix }: HistoryOperation, listing: Listing, key: string): boolean {
  const last = listing.truncated ? (listing.entries.at(-1)?.key ?? '') : null;
  return (
    key.startsWith(prefix) &&
    (listing.start_after === undefined || isBefore(listing.start_after, key)) &&
    (last === null || isBefore(key, last))
  );
}

/** Keys are in the order of their UTF-8 bytes. */
function isBefore(one: string, other: string): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
}

/** The write that a listing had to show. */
function written(history: KeyHistory, listing: HistoryOperation): Mutation | null {
  const write = history.newestWriteBefore(listing.call);
  const lastDelete = history.lastDeleteUntil(listing.return ?? 0);
  const mayBeGone = (lastDelete?.due ?? Number.NEGATIVE_INFINITY) >= (write?.call ?? 0);
  return write && !mayBeGone && !history.hasVersionDeletes ? write : null;
}

function ghostIn(history: KeyHistory, listing: HistoryOperation, etag: string | undefined): Finding | null {
  if (history.hasVersionDeletes) {
    return null;
  }
  const deleted = history.newestDeleteBefore(listing.call);
  const write = history.lastWriteUntil(listing.return ?? 0);
  if (deleted && write && write.due < deleted.call) {
    const message = 'a listing holds a key after its delete';
    return findingOf(history, message, [write.operation, deleted.operation, listing]);
  }
  const value = etag === undefined ? undefined : history.valueOfEtag.get(etag);
  const shown = value === undefined ? undefined : history.writeOf.get(value);
  const newer = history.newestWriteBefore(listing.call);
  return shown && newer && newer.call > shown.due
    ? findingOf(history, 'a listing shows an object that was replaced before it', [
        shown.operation,
        newer.operation,
        listing,
      ])
    : null;
}

function nameOf({ key, version_id, upload_id }: ListingEntry): string {
  return JSON.stringify([key, version_id, upload_id]);
}
