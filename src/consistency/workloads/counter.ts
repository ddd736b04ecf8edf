import { readSomehow } from './reads.js';
import { doOne, makePlaces, pick, type Workload } from './workload.js';

/** A number that is read, increased, and written back if nobody was faster. */
export const counter: Workload = {
  name: 'counter',
  summary: 'clients read a number and write the next one with If-Match, or the first one with If-None-Match',
  standsFor:
    'sequence numbers, generations and epochs that are kept in an object: Terraform state serials, log positions, fencing tokens',
  needs: ['if-none-match', 'if-match'],
  versioned: false,
  begin(scope) {
    const places = makePlaces({ ...scope, keys: Math.max(1, Math.ceil(scope.keys / 4)) });
    /** What number each write stands for. */
    const numbers = new Map<number, number>();
    return {
      places: () => places,
      async step(client) {
        const place = pick(client.random, places);
        await doOne(client.random, [
          [15, () => readSomehow(client, place)],
          [
            85,
            async () => {
              const { outcome, read } = await client.get(place);
              if (outcome === 'unknown' || read === undefined) {
                return;
              }
              const { value, etag } = read;
              const isThere = value !== null && etag !== undefined;
              const data = isThere ? (numbers.get(value) ?? 0) + 1 : 1;
              const condition = isThere
                ? { if_match: etag, if_match_value: value }
                : ({ if_none_match: '*' } as const);
              await client.put(place, { condition, data, onValue: (made) => numbers.set(made, data) });
            },
          ],
        ]);
      },
    };
  },
};
