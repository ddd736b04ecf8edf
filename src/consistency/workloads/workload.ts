import type { Fractions } from '../random.js';
import type { Place, StoreClient } from '../store/store-client.js';

/** What of S3 a workload uses and a store may lack, with what it means. */
export const features = {
  'if-none-match': 'PutObject with If-None-Match: *',
  'if-match': 'PutObject with If-Match',
  'conditional-delete': 'DeleteObject with If-Match',
  'conditional-complete': 'CompleteMultipartUpload with If-None-Match: *',
  multipart: 'multipart uploads',
  copy: 'CopyObject',
  versioning: 'versioned buckets',
  'list-v1': 'ListObjects',
  'list-v2': 'ListObjectsV2',
  'list-versions': 'ListObjectVersions',
  'list-uploads': 'ListMultipartUploads',
} as const;

/** The name of such a feature. */
export type Feature = keyof typeof features;

/** What an epoch works on: keys of its own, which begin with `prefix`. */
export interface EpochScope {
  readonly bucket: string;
  readonly isVersioned: boolean;
  /** It ends in a slash. */
  readonly prefix: string;
  /** How many keys clients contend for. */
  readonly keys: number;
  has(feature: Feature): boolean;
}

/** A time in which clients do one workload on keys of its own. */
export interface Epoch {
  /** Does a few operations of one client. */
  step(client: StoreClient): Promise<void>;
  /** The objects that are read once more when it is over. */
  places(): readonly Place[];
}

/** A kind of use that real systems make of a store. */
export interface Workload {
  readonly name: string;
  /** What clients do, in one sentence. */
  readonly summary: string;
  /** What it stands for in real systems, in one sentence. */
  readonly standsFor: string;
  /** Without these it cannot be run. */
  readonly needs: readonly Feature[];
  /** It is also run in a versioned bucket, by turns. */
  readonly versioned: boolean;
  begin(scope: EpochScope): Epoch;
}

/** So many places below the prefix of an epoch. */
export function makePlaces({ bucket, prefix, keys }: EpochScope): readonly Place[] {
  return Array.from({ length: keys }, (_, index) => ({ bucket, key: `${prefix}k${index}` }));
}

/** One of several, at random; throws a RangeError where there is none. */
export function pick<T>(random: Fractions, list: readonly T[]): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) {
    throw new RangeError('there is nothing to choose from');
  }
  return one;
}

/** Does one of several things, each with the weight that stands before it; those of weight 0 never. */
export async function doOne(
  random: Fractions,
  choices: readonly (readonly [weight: number, act: () => Promise<unknown>])[],
): Promise<void> {
  let left = random() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, act] of choices) {
    left -= weight;
    if (left < 0) {
      await act();
      return;
    }
  }
}
