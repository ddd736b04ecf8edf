import type { SortedMap } from './sorted-map.js';
import { compareUtf8 } from './utf8-order.js';

/** What a listing walks: a sorted map, or one that is seen otherwise. */
export type OrderedKeys<Value> = Pick<SortedMap<Value>, 'from'>;

/** A map with another value for one key, which it may not have; undefined: without the key. */
export function changeEntry<Value>(
  map: OrderedKeys<Value>,
  changed: string,
  value: Value | undefined,
): OrderedKeys<Value> {
  return {
    *from(isBefore) {
      let isPending = value !== undefined && !isBefore(changed);
      for (const entry of map.from(isBefore)) {
        const order = compareUtf8(entry[0], changed);
        if (isPending && value !== undefined && order >= 0) {
          isPending = false;
          yield [changed, value];
        }
        if (order !== 0) {
          yield entry;
        }
      }
      if (isPending && value !== undefined) {
        yield [changed, value];
      }
    },
  };
}
