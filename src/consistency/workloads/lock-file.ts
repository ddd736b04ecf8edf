import type { Place, StoreClient } from '../store/store-client.js';
import { doOne, makePlaces, pick, type Workload } from './workload.js';

/** Who looks at a lock file reads what is in it, and neither its entity tag nor its metadata. */
const bytesAlone = { bytesAlone: true } as const;

/** Who is refused does not ask every time whose the lock is, so that more of them want it in the moment when it is free. */
const readsOfRefused = 0.25;

/** Locks of which nothing is asked but that one creation wins and that a deletion ends them. */
export const lockFile: Workload = {
  name: 'lock-file',
  summary:
    'clients take a lock by creating its object with If-None-Match, read whose it is where that is refused, and the holder gives it up by deleting it without a condition',
  standsFor:
    'lock files that exclude other runs until they are removed: the state lock of Terraform and OpenTofu with `use_lockfile`, scheduled jobs that must not run twice',
  needs: ['if-none-match'],
  versioned: false,
  begin(scope) {
    const places = makePlaces(scope);
    /** Who wrote a lock, whatever came back: one of unknown outcome may be there, too. */
    const writers = new Map<number, StoreClient['id']>();
    /** Who holds a lock, as far as the holder knows. */
    const held = new Map<string, StoreClient['id']>();

    async function take(client: StoreClient, place: Place): Promise<void> {
      const { outcome } = await client.put(place, {
        condition: { if_none_match: '*' },
        onValue: (value) => writers.set(value, client.id),
      });
      if (outcome === 'ok') {
        held.set(place.key, client.id);
      } else if (outcome === 'unknown' || client.random() < readsOfRefused) {
        await removeOwn(client, place);
      }
    }

    /** Deletes a lock where it is one of this client, also one that an earlier answer said nothing of. */
    async function removeOwn(client: StoreClient, place: Place): Promise<void> {
      const { read } = await client.get(place, bytesAlone);
      if (read !== undefined && read.value !== null && writers.get(read.value) === client.id) {
        await client.delete(place);
      }
    }

    async function release(client: StoreClient, place: Place): Promise<void> {
      await removeOwn(client, place);
      if (held.get(place.key) === client.id) {
        held.delete(place.key);
      }
    }

    return {
      places: () => places,
      async step(client) {
        // Who holds a lock gives it up before another is wanted: the moments after that are when several want it at once.
        const own = places.find(({ key }) => held.get(key) === client.id);
        const place = own ?? pick(client.random, places);
        await doOne(client.random, [
          [own === undefined ? 90 : 0, () => take(client, place)],
          [own === undefined ? 0 : 90, () => release(client, place)],
          [10, () => client.get(place, bytesAlone)],
        ]);
      },
    };
  },
};
