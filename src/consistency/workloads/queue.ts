import type { Place, StoreClient } from '../store/store-client.js';
import { doOne, pick, type Workload } from './workload.js';

/** How far consumers may be behind, in items, before nothing more is produced; so many are read once more. */
const mostWaiting = 64;

/** Items that are appended at the next free number, found by listing, and claimed by one consumer each. */
export const queue: Workload = {
  name: 'queue',
  summary:
    'producers append an item at the next number with If-None-Match; consumers list, claim an item by creating its claim with If-None-Match, read it and delete it',
  standsFor:
    'logs and queues on a bucket: the segments of a write-ahead log, the commits of a Delta table, jobs that workers share out',
  needs: ['if-none-match', 'list-v2'],
  versioned: false,
  begin({ bucket, prefix }) {
    let next = 0;
    const waiting = new Set<string>();
    const places: Place[] = [];
    const placeOf = (key: string): Place => ({ bucket, key });
    const claimOf = (key: string): Place => placeOf(key.replace('/item', '/claim'));

    async function produce(client: StoreClient): Promise<void> {
      const number = next;
      const key = `${prefix}item${String(number).padStart(6, '0')}`;
      const { outcome, status } = await client.put(placeOf(key), { condition: { if_none_match: '*' } });
      // Written or taken: either way the next one is the next free one. What is unknown is tried again.
      if (outcome !== 'unknown' && status !== null && number === next) {
        next++;
      }
      if (outcome === 'ok') {
        places.push(placeOf(key));
        waiting.add(key);
      }
    }

    async function consume(client: StoreClient): Promise<void> {
      const [key] = waiting;
      if (key === undefined) {
        return;
      }
      const { outcome, status } = await client.put(claimOf(key), { condition: { if_none_match: '*' } });
      if (outcome === 'refused' && status !== null) {
        waiting.delete(key);
      }
      if (outcome === 'ok') {
        waiting.delete(key);
        await client.get(placeOf(key));
        await client.delete(placeOf(key));
      }
    }

    return {
      places: () => places.slice(-mostWaiting),
      async step(client) {
        const isFull = waiting.size > mostWaiting;
        await doOne(client.random, [
          [isFull ? 0 : 45, () => produce(client)],
          [waiting.size === 0 ? 0 : 40, () => consume(client)],
          [waiting.size === 0 ? 5 : 15, () => client.list('v2', bucket, `${prefix}item`, { pageSize: 20 })],
          [places.length === 0 ? 0 : 5, () => client.get(pick(client.random, places.slice(-mostWaiting)))],
        ]);
      },
    };
  },
};
