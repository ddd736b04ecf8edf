import { hasFormOfBucketName } from '../../lib/bucket-name.js';
import type { Exchange } from './exchange.js';

/** How a bucket of a recording is named in the scenario. */
export interface BucketName {
  /** In the place of its name: `${bucket}`, or a name that no bucket has. */
  readonly text: string;
  /** Its name in `buckets` of the fixtures; undefined where it is the only one, or has no fixture. */
  readonly alias: string | undefined;
  /** Whether the scenario has a bucket for it. */
  readonly isThere: boolean;
  /** Whether it may be the name of a bucket at all. */
  readonly isLegal: boolean;
  /** Whether requests of the recording make it. */
  readonly isMade: boolean;
}

/** Names the buckets of a recording. One that the server said is not there gets a name that no bucket has. */
export function nameBuckets(exchanges: readonly Exchange[]): ReadonlyMap<string, BucketName> {
  const names = new Set(exchanges.flatMap(({ bucket }) => bucket ?? []));
  const there = [...names].filter((name) => exchanges.some((exchange) => isOf(exchange, name)));
  return new Map(
    [...names].map((name, index) => {
      const isThere = there.includes(name);
      const alias = isThere && there.length > 1 ? `bucket_${there.indexOf(name) + 1}` : undefined;
      const isLegal = hasFormOfBucketName(name);
      const missing = isLegal ? `no-such-bucket-${index + 1}-\${run_id}` : encodeURIComponent(name);
      const text = alias === undefined ? '${bucket}' : `\${buckets.${alias}}`;
      return [
        name,
        { text: isThere ? text : missing, alias, isThere, isLegal, isMade: isMade(exchanges, name) },
      ];
    }),
  );
}

function isOf({ bucket, isSuccess, code, status, key, operation }: Exchange, name: string): boolean {
  if (bucket !== name) {
    return false;
  }
  const isMissing = code === 'NoSuchBucket' || code === 'InvalidBucketName';
  const isUntold = code === undefined && status >= 400 && (key === null || operation === 'HeadObject');
  return isSuccess || !(isMissing || isUntold);
}

/** Whether the first thing that succeeded with a bucket was that it was made. */
function isMade(exchanges: readonly Exchange[], name: string): boolean {
  const first = exchanges.find(({ bucket, isSuccess }) => bucket === name && isSuccess);
  return first?.operation === 'CreateBucket';
}
