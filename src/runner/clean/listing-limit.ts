import type { S3Response } from '../../s3/types.js';
import type { CleanUpPace } from './pace.js';
import { recordsIn } from './read-outcome.js';

/** Some servers give a few empty pages while they skip what was deleted; no sound one gives so many. */
const mostIdlePages = 20;
/** How many entries of a listing are remembered, twice; one that goes round in a larger circle ends by its time. */
const mostRemembered = 2_000;

/** How long a bucket may still take once somebody waits for the end, in milliseconds. */
const hurriedMs = 3_000;

/** Bounds the listings of one bucket, and what is asked of their entries: a server may give pages for ever. */
export interface ListingLimit {
  /** Why nothing more is listed; null where it may be. */
  readonly problem: string | null;
  /** To be asked before each request. */
  isReached(): boolean;
  /** To be called when a lock has run out, the time of which does not count for who waits for the end. */
  waited(): void;
  /** Follows one listing: what is given back is to be told of each of its pages. */
  follow(operation: string): (output: S3Response['output']) => void;
}

/** Starts the limit of one bucket: it is reached when so many pages show nothing new, or its time is over. */
export function startListingLimit(pace: Pick<CleanUpPace, 'now' | 'longestMs' | 'isHurried'>): ListingLimit {
  const endMs = pace.now().getTime() + pace.longestMs;
  let hurriedEndMs = Number.POSITIVE_INFINITY;
  let problem: string | null = null;
  return {
    get problem() {
      return problem;
    },
    isReached() {
      const nowMs = pace.now().getTime();
      if (pace.isHurried()) {
        hurriedEndMs = Math.min(hurriedEndMs, nowMs + hurriedMs);
      }
      if (problem === null && nowMs > endMs) {
        problem = `it was not empty after ${pace.longestMs / 1000} s`;
      }
      if (problem === null && nowMs > hurriedEndMs) {
        problem = 'the run was interrupted, and it was not empty soon after';
      }
      return problem !== null;
    },
    waited() {
      hurriedEndMs = Number.POSITIVE_INFINITY;
    },
    follow(operation) {
      const isNew = rememberEntries();
      let idlePages = 0;
      return (output) => {
        const news = entriesOn(output).filter(isNew).length;
        idlePages = news > 0 ? 0 : idlePages + 1;
        if (idlePages >= mostIdlePages) {
          problem ??= `${operation} goes on for ever: ${idlePages} pages in a row with nothing new`;
        }
      };
    },
  };
}

function entriesOn(output: S3Response['output']): readonly string[] {
  return ['Versions', 'DeleteMarkers', 'Contents', 'Uploads'].flatMap((name) =>
    recordsIn(output, name).map(({ Key, VersionId, UploadId }) => JSON.stringify([Key, VersionId, UploadId])),
  );
}

function rememberEntries(): (entry: string) => boolean {
  let recent = new Set<string>();
  let older = new Set<string>();
  return (entry) => {
    if (recent.has(entry) || older.has(entry)) {
      return false;
    }
    if (recent.size >= mostRemembered) {
      older = recent;
      recent = new Set();
    }
    recent.add(entry);
    return true;
  };
}
