/** One of `count` parts of a run, from 1: each part is run by a process of its own, and `merge` joins their results. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What a run is where nobody divides it: the only part of itself. */
export const wholeRun: Shard = { index: 1, count: 1 };

/** Reads `2/8`; undefined where it is none. */
export function parseShard(text: string): Shard | undefined {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  return match && Number.isSafeInteger(count) && index >= 1 && index <= count ? { index, count } : undefined;
}

/** Whether what stands at a place, from 0, is dealt to a shard: each takes every n-th. */
export function isDealtTo({ index, count }: Shard, place: number): boolean {
  return place % count === index - 1;
}

/**
 * The share of a shard in a whole number of things that cannot be divided, such as users: all shares together are the
 * number, and no two differ by more than one. A rate is divided by `count` as it is.
 */
export function shareOf({ index, count }: Shard, total: number): number {
  return Math.floor(total / count) + (index <= total % count ? 1 : 0);
}
