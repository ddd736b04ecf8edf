import type { HistoryOperation } from '../history/types.js';
import type { Place, StoreClient } from '../store/store-client.js';
import { knownEtags } from './known-etags.js';
import { doOne, makePlaces, pick, type Workload } from './workload.js';

/** Locks that are taken by creating an object, renewed, handed over and given up. */
export const leaseLock: Workload = {
  name: 'lease-lock',
  summary:
    'clients take a lock by creating its object with If-None-Match, renew it and take it over with If-Match, and give it up by deleting it',
  standsFor:
    'leader election and locks without a lock service: leases of writers in SlateDB and in backup tools',
  needs: ['if-none-match', 'if-match'],
  versioned: false,
  begin(scope) {
    const places = makePlaces({ ...scope, keys: Math.max(1, Math.ceil(scope.keys / 4)) });
    const known = knownEtags();
    /** Who holds a lock, as far as the holder knows. */
    const held = new Map<string, StoreClient['id']>();

    async function write(client: StoreClient, place: Place, acquire: boolean): Promise<void> {
      const condition = acquire ? ({ if_none_match: '*' } as const) : known.unchanged(client, place);
      if (condition === null) {
        return;
      }
      const operation = await client.put(place, { condition });
      known.learn(client, operation);
      if (operation.outcome === 'ok') {
        held.set(place.key, client.id);
      }
    }

    async function release(client: StoreClient, place: Place): Promise<void> {
      const condition = known.unchanged(client, place);
      if (condition !== null) {
        const given: HistoryOperation = await client.delete(
          place,
          scope.has('conditional-delete') ? { condition } : {},
        );
        known.learn(client, given);
      }
      held.delete(place.key);
    }

    return {
      places: () => places,
      async step(client) {
        const place = pick(client.random, places);
        const isMine = held.get(place.key) === client.id;
        await doOne(client.random, [
          [isMine ? 0 : 45, () => write(client, place, true)],
          [isMine ? 40 : 0, () => write(client, place, false)],
          [isMine ? 30 : 0, () => release(client, place)],
          [20, async () => known.learn(client, await client.get(place))],
          [
            isMine ? 0 : 15,
            async () => {
              known.learn(client, await client.get(place));
              await write(client, place, false);
            },
          ],
        ]);
      },
    };
  },
};
