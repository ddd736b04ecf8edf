import pLimit from 'p-limit';
import type { LeftBehind } from '../../results/types.js';
import { type Ask, makeAsk } from '../../runner/clean/ask.js';
import { deleteEntries } from '../../runner/clean/delete-entries.js';
import { listContents } from '../../runner/clean/list-contents.js';
import { startListingLimit } from '../../runner/clean/listing-limit.js';
import type { CleanUpPace } from '../../runner/clean/pace.js';
import { anyRemains } from '../../runner/clean/remains.js';
import { type FixtureBucket, fixtureBucket } from '../../runner/fixtures/fixture-bucket.js';
import type { Owner } from '../../runner/fixtures/fixture-host.js';
import { newBuckets } from '../../runner/fixtures/new-buckets.js';
import type { Journal } from '../../runner/journal/journal.js';
import type { Credential, Outcome, S3Client } from '../../s3/types.js';

/** The buckets of a run, and who removes what is in them. */
export interface RunBuckets {
  /** Makes a bucket; rejects with a SetUpError where the store refuses. */
  make(name: string, options: { readonly versioned: boolean }): Promise<FixtureBucket>;
  /** Deletes what begins with a prefix, in the background; what stays is deleted with its bucket. */
  sweep(bucket: string, prefix: string): void;
  /** Removes all buckets; gives what stays behind. */
  remove(): Promise<readonly LeftBehind[]>;
}

/** What the buckets of a run need from it. */
export interface BucketHost {
  readonly client: S3Client;
  readonly credential: Extract<Credential, { kind: 'keys' }>;
  readonly timeoutMs: number;
  readonly journal: Journal;
  /** Aborted at Ctrl-C: then nothing is waited for that is not needed. */
  readonly interrupt: AbortSignal;
  sleep(ms: number): Promise<void>;
}

/** A run leaves many versions behind, and they are to go. */
const longestMs = 600_000;
const requestsAtOnce = 8;
/** What clients do not wait for may still end well where a bucket is removed, in milliseconds. */
const patientMs = 60_000;
/** A store that answers nothing for so long, in milliseconds, is not asked to clean up any more: `s3tester clean` does. */
const silentMs = 30_000;

/** Opens what makes and removes the buckets of a run. */
export function openBuckets({
  client,
  credential,
  timeoutMs,
  journal,
  interrupt,
  sleep,
}: BucketHost): RunBuckets {
  const never = new AbortController().signal;
  const ask = (attempts: number, mostMs: number): Ask =>
    makeAsk({
      client,
      clientOptions: {
        driver: 'direct',
        checksums: 'when_required',
        retry: { maxAttempts: attempts, mode: 'standard' },
      },
      credential,
      timeoutMs: mostMs,
      signal: never,
      limit: pLimit(requestsAtOnce),
    });
  const owner: Owner = {
    name: credential.name,
    accessKey: credential.accessKey,
    newBuckets: newBuckets(),
    setUp: ask(1, timeoutMs),
    tearDown: whileAnswered(ask(6, Math.max(timeoutMs, patientMs))),
  };
  const pace: CleanUpPace = {
    now: () => new Date(),
    pause: sleep,
    waitForLock: (_reason, ms) => sleep(ms),
    isHurried: () => interrupt.aborted,
    longestMs,
  };
  const problems: LeftBehind[] = [];
  const buckets: FixtureBucket[] = [];
  const sweeps = pLimit(1);
  const host = {
    bucketName: () => '',
    journal,
    pace,
    owner: (name: string) => (name === owner.name ? owner : null),
    owners: () => [owner],
    report: (problem: LeftBehind) => void problems.push(problem),
  };

  async function sweepNow(bucket: string, prefix: string): Promise<void> {
    const limit = startListingLimit(pace);
    for await (const page of listContents(bucket, owner.setUp, {
      encoded: false,
      everyWay: false,
      prefix,
      limit,
    })) {
      if (page.kind === 'entries' && page.entries.length > 0) {
        await deleteEntries(bucket, page.entries, owner.setUp, { together: true });
      }
    }
  }

  return {
    async make(name, { versioned }) {
      const bucket = fixtureBucket(name, owner.name, versioned ? { versioning: true } : {}, host);
      buckets.push(bucket);
      await bucket.setUp();
      return bucket;
    },
    sweep(bucket, prefix) {
      void sweeps(() => sweepNow(bucket, prefix));
    },
    async remove() {
      sweeps.clearQueue();
      await Promise.all(buckets.map((bucket) => bucket.remove(anyRemains)));
      await journal.close();
      return problems;
    },
  };
}

/** Asks no more when there was no answer at all for a while: each bucket would take as long again. */
function whileAnswered(ask: Ask): Ask {
  let silentSince: number | null = null;
  let last: Outcome | null = null;
  return async (...call) => {
    if (last !== null && silentSince !== null && performance.now() - silentSince > silentMs) {
      return last;
    }
    const begun = performance.now();
    const outcome = await ask(...call);
    silentSince = outcome.response === null ? (silentSince ?? begun) : null;
    last = outcome;
    return outcome;
  };
}
