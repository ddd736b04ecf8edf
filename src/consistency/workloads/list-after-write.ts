import { pickIndex } from '../random.js';
import type { ListingWayName } from '../store/listings.js';
import type { StoreClient } from '../store/store-client.js';
import { doOne, type EpochScope, makePlaces, pick, type Workload } from './workload.js';

/** Keys that come and go while others list them. */
export const listAfterWrite: Workload = {
  name: 'list-after-write',
  summary: 'clients write and delete keys under one prefix, and list it in every way, page by page',
  standsFor:
    'programs that find their work by listing: data lakes that list a partition, log shippers, garbage collectors, backup tools',
  needs: [],
  versioned: true,
  begin(scope) {
    const ways = listingWaysOf(scope);
    const places = makePlaces({ ...scope, keys: scope.keys * 4 });
    return {
      places: () => places,
      async step(client) {
        const place = pick(client.random, places);
        await doOne(client.random, [
          [40, () => client.put(place)],
          [25, () => client.delete(place)],
          [ways.length === 0 ? 0 : 35, () => listSomehow(client, scope, pick(client.random, ways))],
        ]);
      },
    };
  },
};

/** The ways of listing objects that the store and the bucket have. */
export function listingWaysOf(scope: EpochScope): readonly ListingWayName[] {
  return [
    ...(scope.has('list-v1') ? (['v1'] as const) : []),
    ...(scope.has('list-v2') ? (['v2', 'v2'] as const) : []),
    ...(scope.isVersioned && scope.has('list-versions') ? (['versions', 'versions'] as const) : []),
  ];
}

/** Lists an epoch's keys: whole or from a key on, on one page or on several. */
export async function listSomehow(
  { list, random }: StoreClient,
  { bucket, prefix, keys }: EpochScope,
  way: ListingWayName,
): Promise<void> {
  const isFromKey = random() < 0.2 && (way === 'v1' || way === 'v2');
  await list(way, bucket, prefix, {
    ...(random() < 0.5 ? { pageSize: keys + pickIndex(random, keys) } : {}),
    ...(isFromKey ? { startAfter: `${prefix}k${pickIndex(random, keys * 4)}` } : {}),
  });
}
