import type { Condition, HistoryOperation } from '../history/types.js';
import type { Place, StoreClient } from '../store/store-client.js';

/** What each client knows of the objects that it read or wrote last. */
export interface KnownEtags {
  /** Remembers what an operation told, or that it told that something else is there. */
  learn(client: StoreClient, operation: HistoryOperation): void;
  /** The condition that nothing was written since; null where the client knows nothing. */
  unchanged(client: StoreClient, place: Place): Condition | null;
}

/** Makes the memory of the clients of an epoch. */
export function knownEtags(): KnownEtags {
  const known = new Map<string, Condition>();
  return {
    learn(client, { key, outcome, etag: written, value, read }) {
      const id = `${client.id} ${key}`;
      const etag = read === undefined ? written : read.etag;
      const of = read === undefined ? value : read.value;
      if (outcome === 'ok' && etag !== undefined && of !== null && of !== undefined) {
        known.set(id, { if_match: etag, if_match_value: of });
      } else {
        known.delete(id);
      }
    },
    unchanged: (client, { key }) => known.get(`${client.id} ${key}`) ?? null,
  };
}
