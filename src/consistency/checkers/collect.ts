import type { HistoryOperation } from '../history/types.js';

/** The operations of one bucket that are still to be judged. */
export interface Collected {
  readonly keys: Map<string, HistoryOperation[]>;
  readonly listings: HistoryOperation[];
}

const listing = new Set<HistoryOperation['op']>(['list', 'list-versions', 'list-uploads']);

/** Gathers operations by bucket and key until a part of the keys is taken out. */
export interface Collection {
  add(operation: HistoryOperation): void;
  /** Takes out everything on keys that begin with a prefix. */
  take(bucket: string, prefix: string): Collected;
  /** The buckets of which something is left. */
  buckets(): readonly string[];
}

/** Makes an empty collection. */
export function createCollection(): Collection {
  const buckets = new Map<string, { keys: Map<string, HistoryOperation[]>; listings: HistoryOperation[] }>();

  function of(bucket: string) {
    const known = buckets.get(bucket) ?? { keys: new Map<string, HistoryOperation[]>(), listings: [] };
    buckets.set(bucket, known);
    return known;
  }

  return {
    add(operation) {
      const { keys, listings } = of(operation.bucket);
      if (listing.has(operation.op)) {
        listings.push(operation);
        return;
      }
      const operations = keys.get(operation.key);
      if (operations) {
        operations.push(operation);
      } else {
        keys.set(operation.key, [operation]);
      }
    },
    take(bucket, prefix) {
      const { keys, listings } = of(bucket);
      const taken = [...keys].filter(([key]) => key.startsWith(prefix));
      for (const [key] of taken) {
        keys.delete(key);
      }
      const isTaken = ({ key }: HistoryOperation) => key.startsWith(prefix);
      const left = listings.filter((operation) => !isTaken(operation));
      const takenListings = listings.filter(isTaken);
      buckets.set(bucket, { keys, listings: left });
      return { keys: new Map(taken), listings: takenListings };
    },
    buckets: () => [...buckets.keys()],
  };
}
