import { abortUploads } from './abort-uploads.js';
import type { Ask } from './ask.js';
import { deleteEntries, type KeptEntry } from './delete-entries.js';
import { listContents } from './list-contents.js';
import { type ListingLimit, startListingLimit } from './listing-limit.js';
import type { CleanUpPace } from './pace.js';
import { describeRefusal, isDone, saysInvalidName, saysNoSuchBucket } from './read-outcome.js';
import { anyRemains, type Remains } from './remains.js';
import { unmaskKeys } from './unmask-keys.js';

/** The outcome of removing a bucket: `absent` did not exist, `kept` still exists. */
export type Removal =
  | { readonly status: 'removed' | 'absent' }
  | { readonly status: 'kept'; readonly reason: string; readonly isDenied: boolean };

/** What prevents it, and after how long to try again; null where that is useless. */
interface Obstacle {
  readonly status: 'obstacle';
  readonly reason: string;
  readonly isDenied: boolean;
  readonly retryMs: number | null;
  readonly isLock?: boolean;
}

const rounds = 5;
/** Some servers tidy up for a moment after the last key is gone; others need seconds. */
const firstPauseMs = 50;
const pauseMs = (round: number): number => firstPauseMs * 4 ** round;
const longestLockMs = 20_000;
/** The longest pause that is worth it while somebody waits for the end. */
const hurriedPauseMs = 1000;

/**
 * Empties a bucket and deletes it: uploads in progress, versions, delete markers, what is under a legal hold or a
 * governance lock. Falls back where the server lacks an operation, and looks again where it says that the bucket is
 * not empty. What is locked in compliance mode for more than seconds stays, and the bucket with it. One that should
 * hold nothing is deleted unseen, and looked into only where the server does not agree. A listing without an end keeps
 * the bucket.
 */
async function removeBucket(bucket: string, ask: Ask, pace: CleanUpPace, remains: Remains): Promise<Removal> {
  const limit = startListingLimit(pace);
  if (!remains.objects && !remains.uploads) {
    const outcome = await ask('DeleteBucket', { Bucket: bucket });
    if (isDone(outcome)) {
      return { status: 'removed' };
    }
    if (saysNoSuchBucket(outcome)) {
      return { status: 'absent' };
    }
  }
  for (let round = 0; ; round++) {
    const result = await tryOnce(bucket, ask, { pace, limit, round, remains });
    if (result.status !== 'obstacle') {
      return { status: round === 0 ? result.status : 'removed' };
    }
    const { reason, isDenied, retryMs, isLock = false } = result;
    const isTooLong = !isLock && pace.isHurried() && (retryMs ?? 0) > hurriedPauseMs;
    if (retryMs === null || round + 1 === rounds || isTooLong) {
      return { status: 'kept', reason, isDenied };
    }
    // A policy that a case put there may deny its owner what it takes to clean up.
    await ask('DeleteBucketPolicy', { Bucket: bucket });
    if (isLock) {
      await pace.waitForLock(`${bucket}: ${reason}`, retryMs);
      limit.waited();
    } else {
      await pace.pause(retryMs);
    }
  }
}

/**
 * Removes a bucket with the first of several owners that is not denied; the first one's response counts where all are.
 * `remains` is what it should hold; it spares questions, and the server has the last word.
 */
export async function removeBucketAs(
  bucket: string,
  owners: readonly Ask[],
  pace: CleanUpPace,
  remains: Remains = anyRemains,
): Promise<Removal> {
  let denied: Removal = { status: 'kept', reason: 'no credential can remove it', isDenied: true };
  for (const [index, ask] of owners.entries()) {
    const removal = await removeBucket(bucket, ask, pace, remains);
    if (removal.status !== 'kept' || !removal.isDenied) {
      return removal;
    }
    if (index === 0) {
      denied = removal;
    }
  }
  return denied;
}

/** One of several tries: each later one distrusts the server more. */
interface Round {
  readonly pace: CleanUpPace;
  readonly limit: ListingLimit;
  readonly round: number;
  readonly remains: Remains;
}

async function tryOnce(
  bucket: string,
  ask: Ask,
  current: Round,
): Promise<Obstacle | { readonly status: 'removed' | 'absent' }> {
  const { limit, round } = current;
  const contents = await emptyBucket(bucket, ask, current);
  if (contents.isAbsent) {
    return { status: 'absent' };
  }
  if (contents.hasNoResponse) {
    return { status: 'obstacle', reason: contents.refusal ?? '', isDenied: false, retryMs: null };
  }
  if (contents.kept.length > 0) {
    return describeKept(contents.kept, current);
  }
  const outcome = await ask('DeleteBucket', { Bucket: bucket });
  if (isDone(outcome) || saysNoSuchBucket(outcome)) {
    return { status: 'removed' };
  }
  if (saysInvalidName(outcome) && !isDone(await ask('HeadBucket', { Bucket: bucket }))) {
    return { status: 'absent' };
  }
  const reason = [limit.problem, describeRefusal('DeleteBucket', outcome), contents.refusal]
    .filter(Boolean)
    .join('; ');
  const status = outcome.response?.status ?? 0;
  const isDenied = status === 403;
  const mayPass = (isDenied && round === 0) || status === 409 || status === 429 || status >= 500;
  const isWorthIt = mayPass && limit.problem === null;
  return { status: 'obstacle', reason, isDenied, retryMs: isWorthIt ? pauseMs(round) : null };
}

interface Emptied {
  readonly isAbsent: boolean;
  readonly kept: readonly KeptEntry[];
  /** Why the bucket could not be listed, where it could not. */
  readonly refusal?: string;
  readonly hasNoResponse?: boolean;
}

/** Asks no more when the limit is reached: a page of a thousand entries takes thousands of requests. */
function withinLimit(ask: Ask, limit: ListingLimit): Ask {
  return async (...call) =>
    limit.isReached()
      ? {
          response: null,
          failure: { kind: 'timeout', message: limit.problem ?? '' },
          exchanges: [],
          retries: 0,
        }
      : ask(...call);
}

async function emptyBucket(bucket: string, asked: Ask, { limit, round, remains }: Round): Promise<Emptied> {
  const ask = withinLimit(asked, limit);
  // A server may misread what it is asked in one way or another: every other round asks differently.
  const encoded = round % 2 === 0;
  const kept: KeptEntry[] = [];
  const [, emptied] = await Promise.all([
    remains.uploads || round > 0 ? abortUploads(bucket, ask, { encoded, limit }) : undefined,
    (async (): Promise<Emptied> => {
      for await (const page of listContents(bucket, ask, { encoded, everyWay: round > 0, limit })) {
        if (page.kind === 'absent') {
          return { isAbsent: true, kept };
        }
        if (page.kind === 'refused') {
          return {
            isAbsent: false,
            kept,
            refusal: describeRefusal(page.operation, page.outcome),
            hasNoResponse: !page.outcome.response,
          };
        }
        const entries = round === 0 ? page.entries : await unmaskKeys(bucket, page.entries, ask, limit);
        kept.push(...(await deleteEntries(bucket, entries, ask, { together: round === 0 })));
      }
      return { isAbsent: false, kept };
    })(),
  ]);
  return emptied;
}

function describeKept(kept: readonly KeptEntry[], { pace, limit, round }: Round): Obstacle {
  const [first] = kept;
  const others = kept.length > 1 ? ` (and ${kept.length - 1} more)` : '';
  const now = pace.now().getTime();
  const waits = kept.map(({ until }) => (until ? Math.max(until.getTime() - now, 0) + 1000 : pauseMs(round)));
  const longest = Math.max(...waits);
  return {
    status: 'obstacle',
    reason: `${first?.reason ?? ''}${others}${limit.problem === null ? '' : `; ${limit.problem}`}`,
    isDenied: false,
    retryMs: longest <= longestLockMs && limit.problem === null ? longest : null,
    isLock: kept.some(({ until }) => until !== undefined),
  };
}
