import { groupBy } from '../../lib/group-by.js';
import type { HistoryOperation, ListingEntry } from '../history/types.js';
import type { Finding } from '../history/verdict.js';
import type { KeyHistory, Mutation } from './key-history.js';
import { type CheckListings, isCovered, judgeListings } from './listings.js';
import { findingOf, type Judgement, judgeEach } from './verdicts.js';

/**
 * Whether no two writes were given the same version id. Deletes may be: some stores make no second delete marker on top of
 * one, and answer with the one that is there.
 */
export function checkVersionIds(history: KeyHistory): Judgement {
  const seen = new Map<string, Mutation>();
  return judgeEach(history.isVersioned ? history.mutations : [], (mutation) => {
    const { version_id: version } = mutation.operation;
    const other = version === undefined ? undefined : seen.get(version);
    if (version !== undefined) {
      seen.set(version, mutation);
    }
    return other && !(isDelete(other) && isDelete(mutation))
      ? findingOf(history, 'two writes were given the same version id', [other.operation, mutation.operation])
      : null;
  });
}

function isDelete({ operation }: Mutation): boolean {
  return operation.op === 'delete';
}

/** Whether listings of versions hold every version, the newest first. */
export const checkVersionOrder: CheckListings = (bucket) =>
  judgeListings(bucket, 'list-versions', (operation, listing) => {
    const entries = groupBy(listing.entries, ({ key }) => key);
    for (const history of bucket.keys) {
      if (history.isVersioned && isCovered(operation, listing, history.key)) {
        const listed = entries.get(history.key) ?? [];
        const finding = missingVersion(history, operation, listed) ?? wrongOrder(history, operation, listed);
        if (finding) {
          return finding;
        }
      }
    }
    return null;
  });

function missingVersion(
  history: KeyHistory,
  listing: HistoryOperation,
  listed: readonly ListingEntry[],
): Finding | null {
  const ids = new Set(listed.map(({ version_id }) => version_id));
  const deleted = new Set(
    history.operations.flatMap(({ op, outcome, of_version: id, call }) =>
      op === 'delete' && outcome !== 'refused' && id !== undefined && call <= (listing.return ?? 0)
        ? [id]
        : [],
    ),
  );
  const missing = history.mutations.find(
    ({ operation: { outcome, version_id: id, return: returned }, value }) => {
      const isThere = outcome === 'ok' && value !== null && returned !== null && returned < listing.call;
      return isThere && id !== undefined && !ids.has(id) && !deleted.has(id);
    },
  );
  return missing
    ? findingOf(history, 'a listing of versions does not hold one that was written before it', [
        missing.operation,
        listing,
      ])
    : null;
}

/** Objects and delete markers stand in lists of their own: the order of one among the others is not told. */
function wrongOrder(
  history: KeyHistory,
  listing: HistoryOperation,
  listed: readonly ListingEntry[],
): Finding | null {
  const byId = new Map(history.mutations.map((mutation) => [mutation.operation.version_id, mutation]));
  for (const isMarker of [false, true]) {
    let oldest: Mutation | null = null;
    for (const entry of listed.filter(({ delete_marker = false }) => delete_marker === isMarker)) {
      const mutation = entry.version_id === undefined ? undefined : byId.get(entry.version_id);
      if (mutation && oldest && oldest.due < mutation.call) {
        const message = 'a listing of versions has an older one before a newer one';
        return findingOf(history, message, [oldest.operation, mutation.operation, listing]);
      }
      if (mutation && (!oldest || mutation.due < oldest.due)) {
        oldest = mutation;
      }
    }
  }
  return null;
}
