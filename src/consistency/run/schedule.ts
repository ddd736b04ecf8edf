import type { Epoch, EpochScope, Feature, Workload } from '../workloads/workload.js';

/** A time in which all clients do one workload. */
export interface Slice {
  readonly workload: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly epoch: Epoch;
}

/** Says what clients do, and when they have done enough of it. */
export interface Schedule {
  /** The slice of now, which one client more works on until it leaves. */
  enter(): Slice;
  leave(slice: Slice): void;
  /** Ends the slice of now; nobody enters any more. */
  end(): void;
}

/** What a schedule is made of. */
export interface ScheduleOptions {
  readonly workloads: readonly Workload[];
  readonly bucket: string;
  /** The versioned bucket; null where the store has none. */
  readonly versionedBucket: string | null;
  readonly keys: number;
  readonly features: ReadonlySet<Feature>;
  /** How long a slice lasts, in milliseconds, where there are so many to take turns. */
  sliceMs(turns: number): number;
  now(): number;
  /** Called once for each slice, when the last client has left it. */
  ended(slice: Slice): void;
}

/** Makes a schedule: the workloads take turns, in the bucket of each kind, and every slice has keys of its own. */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { workloads, bucket, versionedBucket, keys, features, sliceMs, now, ended } = options;
  const turns = workloads.flatMap((workload) => [
    { workload, isVersioned: false },
    ...(workload.versioned && versionedBucket !== null ? [{ workload, isVersioned: true }] : []),
  ]);
  let number = 0;
  let current: { readonly slice: Slice; readonly until: number } | null = null;
  const inside = new Map<Slice, number>();

  function begin(): { readonly slice: Slice; readonly until: number } {
    const turn = turns[number % turns.length];
    if (turn === undefined) {
      throw new RangeError('there is no workload to run');
    }
    const { workload, isVersioned } = turn;
    const place = isVersioned && versionedBucket !== null ? versionedBucket : bucket;
    const scope: EpochScope = {
      bucket: place,
      isVersioned,
      prefix: `e${number++}/`,
      keys,
      has: (feature) => features.has(feature),
    };
    const slice = {
      workload: workload.name,
      bucket: place,
      prefix: scope.prefix,
      epoch: workload.begin(scope),
    };
    inside.set(slice, 0);
    return { slice, until: now() + sliceMs(turns.length) };
  }

  function retire(slice: Slice): void {
    if (inside.get(slice) === 0 && current?.slice !== slice) {
      inside.delete(slice);
      ended(slice);
    }
  }

  return {
    enter() {
      if (current !== null && now() >= current.until) {
        const { slice } = current;
        current = null;
        retire(slice);
      }
      current ??= begin();
      const { slice } = current;
      inside.set(slice, (inside.get(slice) ?? 0) + 1);
      return slice;
    },
    leave(slice) {
      inside.set(slice, (inside.get(slice) ?? 1) - 1);
      retire(slice);
    },
    end() {
      const slice = current?.slice;
      current = null;
      if (slice !== undefined) {
        retire(slice);
      }
    },
  };
}
