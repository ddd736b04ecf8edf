import type { BucketName } from './buckets.js';
import type { SavedValues } from './saved-values.js';
import type { Stored } from './stored.js';

/** What a replay knows while its steps are made, one after another. */
export interface ReplayState {
  /** When the recording began: milliseconds since the epoch. */
  readonly started: number;
  readonly buckets: ReadonlyMap<string, BucketName>;
  readonly saved: SavedValues;
  readonly stored: Stored;
  /** What pages of listings were asked to begin behind: tokens and keys, decoded. */
  readonly followed: ReadonlySet<string>;
  /** Whether a request uses the customer key that stands for all that were masked. */
  usesCustomerKey: boolean;
}

/** Thrown where a request cannot be replayed, with the reason. */
export class LeftOut extends Error {}
