import type { OrderedKeys } from '../../ground/store/changed-map.js';
import { type Entry, flatten, type ItemMarker, type ItemOrder } from './flatten.js';
import { type Page, takePage } from './page.js';
import type { Listing } from './read-listing.js';
import { walk } from './walk.js';

/** A page of versions or uploads. */
export interface ItemPage<Item> extends Page<Entry<Item>> {
  /** Where the next page goes on; undefined where there is none. */
  readonly last: Entry<Item> | undefined;
}

/** Takes the page of items, in the order of their keys, that follows a marker. */
export function takeItemPage<Item>(
  map: OrderedKeys<readonly Item[]>,
  { prefix, delimiter, limit }: Listing,
  marker: ItemMarker,
  order: ItemOrder<Item>,
): ItemPage<Item> {
  const after = marker.key === '' ? undefined : marker.key;
  const stops = walk(map, { prefix, delimiter, after, isInclusive: marker.id !== undefined }, () => true);
  const page = takePage(flatten(stops, after === undefined ? undefined : marker, order), limit);
  return { ...page, last: page.isTruncated ? page.stops.at(-1) : undefined };
}
