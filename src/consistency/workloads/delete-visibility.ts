import type { HistoryOperation } from '../history/types.js';
import type { Place, StoreClient } from '../store/store-client.js';
import { listingWaysOf, listSomehow } from './list-after-write.js';
import { readSomehow } from './reads.js';
import { doOne, makePlaces, pick, type Workload } from './workload.js';

/** How many version ids of a key are remembered, to be read and deleted. */
const mostVersions = 8;
/** How often a deleted key is looked at, and how long after the last look at the least, in milliseconds, at the most. */
const looks = 4;
const longestPauseMs = 25;

/** A deleted key that somebody looks at again. */
interface Gone {
  readonly place: Place;
  readonly looksLeft: number;
  /** When the next look is due, as `performance.now()` tells it. */
  readonly dueAt: number;
}

/** Deletes, and reads that come again and again after them. */
export const deleteVisibility: Workload = {
  name: 'delete-visibility',
  summary:
    'clients write, delete and read a few keys, look again and again at what was deleted, and remove single versions in a versioned bucket',
  standsFor:
    'retention and erasure: what a user deleted stays deleted, compaction removes files that nobody may see again',
  needs: [],
  versioned: true,
  begin(scope) {
    const places = makePlaces(scope);
    const ways = listingWaysOf(scope);
    const versions = new Map<string, string[]>();
    const watched: Gone[] = [];
    let gone = 0;

    function remember({ key, outcome, op, version_id: id }: HistoryOperation): void {
      if (scope.isVersioned && outcome === 'ok' && (op === 'put' || op === 'delete') && id !== undefined) {
        versions.set(key, [...(versions.get(key) ?? []), id].slice(-mostVersions));
      }
    }

    async function withVersion(
      client: StoreClient,
      place: Place,
      act: (version: string) => Promise<HistoryOperation>,
    ): Promise<void> {
      const known = versions.get(place.key) ?? [];
      if (known.length > 0) {
        await act(pick(client.random, known));
      }
    }

    /** Deletes what nobody else writes, so that whatever comes back stays, and has it looked at from then on. */
    async function removeForGood(client: StoreClient): Promise<void> {
      const place = { bucket: scope.bucket, key: `${scope.prefix}gone${gone++}` };
      remember(await client.put(place));
      remember(await client.delete(place));
      watch(client, place, looks);
    }

    /** Any client looks once it is time, so that none of them has to wait. */
    function watch(client: StoreClient, place: Place, looksLeft: number): void {
      if (looksLeft > 0) {
        watched.push({ place, looksLeft, dueAt: performance.now() + client.random() * longestPauseMs });
      }
    }

    function takeDue(): Gone | undefined {
      const now = performance.now();
      const at = watched.findIndex(({ dueAt }) => dueAt <= now);
      return at < 0 ? undefined : watched.splice(at, 1)[0];
    }

    return {
      places: () => places,
      async step(client) {
        const due = takeDue();
        if (due !== undefined) {
          await readSomehow(client, due.place);
          watch(client, due.place, due.looksLeft - 1);
          return;
        }
        const place = pick(client.random, places);
        await doOne(client.random, [
          [25, async () => remember(await client.put(place))],
          [20, async () => remember(await client.delete(place))],
          [45, () => readSomehow(client, place)],
          [15, () => removeForGood(client)],
          [ways.length === 0 ? 0 : 4, () => listSomehow(client, scope, pick(client.random, ways))],
          [
            scope.isVersioned ? 5 : 0,
            () => withVersion(client, place, (version) => client.delete(place, { version })),
          ],
          [
            scope.isVersioned ? 8 : 0,
            () => withVersion(client, place, (version) => client.get(place, { version })),
          ],
        ]);
      },
    };
  },
};
