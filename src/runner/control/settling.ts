import type { Call, Outcome } from '../../s3/types.js';
import { bucketsOf, operationOf } from './call-facts.js';
import type { Clock } from './clock.js';

/** Knows which buckets were configured a moment ago, on servers where that takes effect later. */
export interface Settling {
  /** Told of everything that was sent, and of what came of it. */
  note(call: Call, outcome: Outcome): void;
  /** For how long what is said of the bucket of a call may still change, in milliseconds; 0 or less: it is settled. */
  leftMs(call: Call): number;
}

/**
 * What S3 documents as eventually consistent: the configurations of a bucket, versioning among them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
 */
const configures = /^((Put|Delete)Bucket.+|(Put|Delete)PublicAccessBlock|PutObjectLockConfiguration)$/;

/** Lets what was configured settle for so many milliseconds. */
export function watchSettling(settleMs: number, clock: Pick<Clock, 'monotonic'>): Settling {
  const settledAt = new Map<string, number>();
  return {
    note(call, { response }) {
      if (settleMs > 0 && response?.success && configures.test(operationOf(call))) {
        for (const bucket of bucketsOf(call)) {
          settledAt.set(bucket, clock.monotonic() + settleMs);
        }
      }
    },
    leftMs(call) {
      const times = settledAt.size === 0 ? [] : bucketsOf(call).map((bucket) => settledAt.get(bucket) ?? 0);
      return Math.max(0, ...times.map((time) => time - clock.monotonic()));
    },
  };
}
