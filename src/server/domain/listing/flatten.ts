import type { Stop } from './walk.js';

/** One item of a key that has several: a version, or an upload. */
export type Entry<Item> =
  | { readonly kind: 'item'; readonly key: string; readonly item: Item; readonly isFirst: boolean }
  | { readonly kind: 'prefix'; readonly prefix: string };

/** Where a listing of items goes on: after an item of a key, or after all of a key's; an empty key is its beginning. */
export interface ItemMarker {
  readonly key: string;
  readonly id: string | undefined;
}

/** Makes of each stop its items, leaving out those up to the marker. */
export function* flatten<Item>(
  stops: Iterable<Stop<readonly Item[]>>,
  marker: ItemMarker | undefined,
  idOf: (item: Item) => string,
): Generator<Entry<Item>> {
  for (const stop of stops) {
    if (stop.kind === 'prefix') {
      yield stop;
      continue;
    }
    const { key, value } = stop;
    const isMarked = marker !== undefined && marker.key === key && marker.id !== undefined;
    const from = isMarked ? value.findIndex((item) => idOf(item) === marker.id) + 1 : 0;
    for (let index = from; index < value.length; index++) {
      yield { kind: 'item', key, item: value[index] as Item, isFirst: index === 0 };
    }
  }
}
