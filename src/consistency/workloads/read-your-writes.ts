import type { Place } from '../store/store-client.js';
import { readSomehow } from './reads.js';
import { doOne, pick, type Workload } from './workload.js';

/** Every client writes a key of its own and reads it back, at every endpoint. */
export const readYourWrites: Workload = {
  name: 'read-your-writes',
  summary:
    'every client writes a key of its own and reads it again at once, at any of the endpoints; it also reads those of others',
  standsFor:
    'a user who saves and reloads behind a load balancer; a worker that keeps its progress in an object of its own',
  needs: [],
  versioned: false,
  begin({ bucket, prefix }) {
    const places = new Map<number, Place>();
    return {
      places: () => [...places.values()],
      async step(client) {
        const own = places.get(client.id) ?? { bucket, key: `${prefix}of${client.id}` };
        places.set(client.id, own);
        await doOne(client.random, [
          [
            50,
            async () => {
              await client.put(own);
              await readSomehow(client, own);
            },
          ],
          [20, () => readSomehow(client, own)],
          [25, () => readSomehow(client, pick(client.random, [...places.values()]))],
          [
            5,
            async () => {
              await client.delete(own);
              await readSomehow(client, own);
            },
          ],
        ]);
      },
    };
  },
};
