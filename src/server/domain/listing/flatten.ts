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

/** What tells the items of a key apart, and in which order they stand. */
export interface ItemOrder<Item> {
  idOf(item: Item): string;
  /** Whether an item stands before the place of an id that no item has any more. */
  isBefore(item: Item, id: string): boolean;
}

/** Makes of each stop its items, leaving out those up to the marker, also where that one is gone. */
export function* flatten<Item>(
  stops: Iterable<Stop<readonly Item[]>>,
  marker: ItemMarker | undefined,
  order: ItemOrder<Item>,
): Generator<Entry<Item>> {
  for (const stop of stops) {
    if (stop.kind === 'prefix') {
      yield stop;
      continue;
    }
    const { key, value } = stop;
    const from = marker?.key === key && marker.id !== undefined ? placeAfter(value, marker.id, order) : 0;
    for (let index = from; index < value.length; index++) {
      yield { kind: 'item', key, item: value[index] as Item, isFirst: index === 0 };
    }
  }
}

function placeAfter<Item>(items: readonly Item[], id: string, { idOf, isBefore }: ItemOrder<Item>): number {
  const marked = items.findIndex((item) => idOf(item) === id);
  return (marked === -1 ? items.findLastIndex((item) => isBefore(item, id)) : marked) + 1;
}
