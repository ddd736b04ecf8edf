import { knownEtags } from './known-etags.js';
import { readSomehow } from './reads.js';
import { doOne, makePlaces, pick, type Workload } from './workload.js';

/** Conditional writes that contend for a few keys. */
export const casRegister: Workload = {
  name: 'cas-register',
  summary:
    'clients create a few keys with If-None-Match, replace them with If-Match, delete them with and without a condition, and read them',
  standsFor:
    'the pointer to the newest manifest or metadata file of a table or log that is committed by compare-and-swap (SlateDB, Delta Lake, Iceberg catalogues on a bucket)',
  needs: ['if-none-match', 'if-match'],
  versioned: false,
  begin(scope) {
    const places = makePlaces(scope);
    const known = knownEtags();
    return {
      places: () => places,
      async step(client) {
        const place = pick(client.random, places);
        const replace = async () => {
          if (known.unchanged(client, place) === null) {
            known.learn(client, await client.get(place));
          }
          const condition = known.unchanged(client, place) ?? { if_none_match: '*' };
          known.learn(client, await client.put(place, { condition }));
        };
        await doOne(client.random, [
          [35, async () => known.learn(client, await readSomehow(client, place))],
          [40, replace],
          [
            10,
            async () => known.learn(client, await client.put(place, { condition: { if_none_match: '*' } })),
          ],
          [4, async () => known.learn(client, await client.put(place))],
          [6, async () => known.learn(client, await client.delete(place))],
          [
            scope.has('conditional-delete') ? 5 : 0,
            async () => {
              const condition = known.unchanged(client, place);
              known.learn(client, await client.delete(place, condition === null ? {} : { condition }));
            },
          ],
        ]);
      },
    };
  },
};
