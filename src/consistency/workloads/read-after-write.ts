import type { StoreClient } from '../store/store-client.js';
import { pickSize, readSomehow } from './reads.js';
import { doOne, makePlaces, pick, type Workload } from './workload.js';

/** Plain writes, copies and reads of a few keys. */
export const readAfterWrite: Workload = {
  name: 'read-after-write',
  summary:
    'clients overwrite a few keys with bodies of several sizes and with copies, and read what is there',
  standsFor:
    'any program that writes an object and tells another program to read it: build caches, thumbnails, exports, backups',
  needs: [],
  versioned: true,
  begin(scope) {
    const places = makePlaces(scope);
    let sources = 0;
    const copyTo = async (client: StoreClient, to: (typeof places)[number]) => {
      const source = { bucket: scope.bucket, key: `${scope.prefix}source${sources++}` };
      const { outcome, value } = await client.put(source, { size: pickSize(client.random) });
      if (outcome === 'ok' && value !== undefined) {
        await client.copy(source, to, value);
      }
    };
    return {
      places: () => places,
      async step(client) {
        const place = pick(client.random, places);
        await doOne(client.random, [
          [55, () => readSomehow(client, place)],
          [35, () => client.put(place, { size: pickSize(client.random) })],
          [scope.has('copy') ? 5 : 0, () => copyTo(client, place)],
          [5, () => client.delete(place)],
        ]);
      },
    };
  },
};
