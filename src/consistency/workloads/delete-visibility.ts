import { setTimeout as delay } from 'node:timers/promises';
import type { HistoryOperation } from '../history/types.js';
import type { Place, StoreClient } from '../store/store-client.js';
import { listingWaysOf, listSomehow } from './list-after-write.js';
import { readSomehow } from './reads.js';
import { doOne, makePlaces, pick, type Workload } from './workload.js';

/** How many version ids of a key are remembered, to be read and deleted. */
const mostVersions = 8;
/** How often a deleted key is looked at, and how long after the last look at the most, in milliseconds. */
const looks = 4;
const longestPauseMs = 25;

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

    /** Deletes what nobody else writes, so that whatever comes back stays. */
    async function watch(client: StoreClient): Promise<void> {
      const place = { bucket: scope.bucket, key: `${scope.prefix}gone${gone++}` };
      remember(await client.put(place));
      remember(await client.delete(place));
      for (let look = 0; look < looks; look++) {
        await delay(client.random() * longestPauseMs);
        await readSomehow(client, place);
      }
    }

    return {
      places: () => places,
      async step(client) {
        const place = pick(client.random, places);
        await doOne(client.random, [
          [25, async () => remember(await client.put(place))],
          [20, async () => remember(await client.delete(place))],
          [45, () => readSomehow(client, place)],
          [15, () => watch(client)],
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
