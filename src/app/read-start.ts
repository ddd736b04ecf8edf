import { parseSeconds } from '../lib/units.js';
import type { BucketPlace } from './bucket-meeting.js';
import { UsageError } from './usage-error.js';

/** When a run begins, other than at once. */
export interface Start {
  /** Not before this time. */
  readonly at?: Date | undefined;
  /** Not before every shard has come to this place, which must be new for every run. */
  readonly barrier?: Barrier | undefined;
}

/** Where shards wait for each other: a prefix of a bucket on the server under test, or the path of a folder. */
export interface Barrier {
  readonly place: BucketPlace | string;
  /** Seconds that they wait at the most. */
  readonly timeout: number;
}

/** What the options of a command say of it. */
export interface StartOptions {
  readonly startAt?: string | undefined;
  readonly barrier?: string | undefined;
  readonly barrierTimeout?: number | undefined;
}

const usualTimeout = 600;
const longest = 7 * 24 * 3600;

/** Reads `--start-at`, `--barrier` and `--barrier-timeout`; throws a {@link UsageError} for what cannot be. */
export function readStart(options: StartOptions, now: Date): Start {
  const { startAt, barrier, barrierTimeout } = options;
  if (startAt !== undefined && barrier !== undefined) {
    throw new UsageError('--start-at and --barrier exclude each other');
  }
  if (barrier === undefined && barrierTimeout !== undefined) {
    throw new UsageError('--barrier-timeout is for --barrier');
  }
  return {
    at: startAt === undefined ? undefined : readTime(startAt, now),
    barrier:
      barrier === undefined
        ? undefined
        : { place: readPlace(barrier), timeout: barrierTimeout ?? usualTimeout },
  };
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** A time with its zone, or `+30s` from now. */
function readTime(text: string, now: Date): Date {
  const wrong = new UsageError(
    `--start-at ${text}: this is no time`,
    'write it with its zone, as 2027-01-31T12:00:00Z, or as +30s',
  );
  const seconds = text.startsWith('+') ? parseSeconds(text) : undefined;
  if (seconds === undefined && !isoTime.test(text)) {
    throw wrong;
  }
  const time = seconds === undefined ? Date.parse(text) : now.getTime() + seconds * 1000;
  if (Number.isNaN(time)) {
    throw wrong;
  }
  const wait = (time - now.getTime()) / 1000;
  if (wait < 0) {
    throw new UsageError(
      `--start-at ${text}: this was ${Math.ceil(-wait)} s ago, and the other shards have begun`,
    );
  }
  if (wait > longest) {
    throw new UsageError(`--start-at ${text}: this is more than seven days from now`);
  }
  return new Date(time);
}

function readPlace(text: string): BucketPlace | string {
  if (!/^[a-z0-9]+:\/\//i.test(text)) {
    if (text === '') {
      throw new UsageError(
        '--barrier: write s3://BUCKET/PREFIX, or the path of a folder that all shards see',
      );
    }
    return text;
  }
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(text) ?? [];
  if (bucket === '') {
    throw new UsageError(
      `--barrier ${text}: write s3://BUCKET/PREFIX`,
      'the bucket must be there, on the server under test; or write the path of a folder that all shards see',
    );
  }
  return { bucket, prefix: prefix.replace(/\/+$/, '') };
}
