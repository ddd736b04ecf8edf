import type { ResultHead } from './source.js';

type Leaving = Pick<ResultHead, 'left_behind'>;

/** What several results left behind, together; nothing where none of them left anything. */
export function joinLeftBehind(all: readonly Leaving[]): Leaving {
  const left = all.flatMap(({ left_behind = [] }) => left_behind);
  return left.length === 0 ? {} : { left_behind: left };
}
