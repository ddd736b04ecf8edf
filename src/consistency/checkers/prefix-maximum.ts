/** Gives, of all items with a place before `place`, the one with the greatest weight; null where there is none. */
export type FindGreatest<T> = (place: number) => T | null;

/** Prepares items for {@link FindGreatest}: each answer takes a binary search. `isInclusive` also takes those at `place`. */
export function greatestBefore<T>(
  items: readonly T[],
  { placeOf, weightOf, isInclusive = false }: Measures<T>,
): FindGreatest<T> {
  const sorted = items.toSorted((one, other) => placeOf(one) - placeOf(other));
  const greatest: T[] = [];
  for (const item of sorted) {
    const before = greatest.at(-1);
    greatest.push(before !== undefined && weightOf(before) >= weightOf(item) ? before : item);
  }
  return (place) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = placeOf(sorted[middle] as T);
      if (at < place || (isInclusive && at === place)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low === 0 ? null : (greatest[low - 1] as T);
  };
}

interface Measures<T> {
  readonly placeOf: (item: T) => number;
  readonly weightOf: (item: T) => number;
  readonly isInclusive?: boolean;
}
