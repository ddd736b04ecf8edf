import type { Model } from '../history/types.js';

/** The name of a checker, as results have it. */
export type CheckerName =
  | 'linearizable'
  | 'read-after-write'
  | 'one-winner'
  | 'lost-updates'
  | 'monotonic-reads'
  | 'read-your-writes'
  | 'no-resurrection'
  | 'listing-complete'
  | 'no-ghosts'
  | 'no-doubles'
  | 'version-order'
  | 'whole-bodies'
  | 'no-phantoms';

const always = [
  'one-winner',
  'no-doubles',
  'whole-bodies',
  'no-phantoms',
] as const satisfies readonly CheckerName[];

/**
 * What each model promises, as the checkers that it is judged by. `strong` is what AWS documents: every read and listing
 * sees what was written before it, and a key changes as a whole
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel); a condition is judged together with
 * its write (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html). Nothing is promised across keys.
 * `eventual` lets readings and listings lag for any time, in any order; a write is still one write.
 */
export const checkersOfModel: Readonly<Record<Model, readonly CheckerName[]>> = {
  strong: [
    'linearizable',
    'read-after-write',
    'lost-updates',
    'monotonic-reads',
    'read-your-writes',
    'no-resurrection',
    'listing-complete',
    'no-ghosts',
    'version-order',
    ...always,
  ],
  eventual: always,
};
