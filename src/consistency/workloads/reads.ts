import type { HistoryOperation } from '../history/types.js';
import { type Fractions, pickIndex } from '../random.js';
import { type Place, type StoreClient, smallSize } from '../store/store-client.js';

/** Reads an object in one of the ways in which applications do: whole, a range of it, or its head alone. */
export function readSomehow(client: StoreClient, place: Place): Promise<HistoryOperation> {
  const draw = client.random();
  if (draw < 0.2) {
    return client.head(place);
  }
  return client.get(place, draw < 0.4 ? { range: pickRange(client.random) } : {});
}

/** A range that lies within every object of a run. */
function pickRange(random: Fractions): readonly [number, number] {
  const from = pickIndex(random, smallSize / 2);
  return [from, from + smallSize / 4 + pickIndex(random, smallSize / 4)];
}

/** Sizes of objects: most are small, one in thirty is large enough to be written in several pieces. */
export function pickSize(random: Fractions): number {
  const draw = random();
  return draw < 0.97 ? smallSize * (1 + pickIndex(random, 4)) : 64 * 1024 * (1 + pickIndex(random, 3));
}
