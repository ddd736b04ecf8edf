import { Histogram } from '../../lib/histogram.js';
import type { Load } from '../../results/types.js';
import type { CountedCall } from '../context.js';

/** Into how many stretches the time of a load is divided at most. */
const mostMoments = 120;
/** Slow responses come after the end: until the last stretch of this many they have their own place. */
const mostWithTail = 2 * mostMoments;

/** A response with its time, in the open model from when it was due. */
export interface TimedCall extends CountedCall {
  /** By the monotonic clock. */
  readonly endMs: number;
  /** Whether it belongs to what is measured, and not to the warm-up. */
  readonly isMeasured: boolean;
}

/** What happened when, in stretches of a second or more. */
export class Timeline {
  readonly #startMs: number;
  readonly #intervalMs: number;
  readonly #moments: Moment[] = [];

  constructor(startMs: number, totalMs: number) {
    this.#startMs = startMs;
    this.#intervalMs = Math.max(1, Math.ceil(totalMs / 1000 / mostMoments)) * 1000;
  }

  /** Counts a response when it came, and its time when it was due or began. */
  count({ status, seconds, endMs }: TimedCall): void {
    const ended = this.#momentAt(endMs);
    ended.ended++;
    ended.wrong += status === 'pass' ? 0 : 1;
    if (seconds !== null) {
      this.#momentAt(endMs - seconds * 1000).times.record(seconds);
    }
  }

  summarize(): Pick<Load, 'interval' | 'over_time'> {
    const interval = this.#intervalMs / 1000;
    return {
      interval,
      over_time: this.#moments.map((moment, index) => ({
        at: index * interval,
        ended: moment.ended,
        wrong: moment.wrong,
        ...summarizeMoment(moment),
      })),
    };
  }

  #momentAt(ms: number): Moment {
    const index = Math.floor((ms - this.#startMs) / this.#intervalMs);
    const place = Math.max(0, Math.min(index, mostWithTail - 1));
    let moment = this.#moments[place];
    while (moment === undefined) {
      this.#moments.push({ ended: 0, wrong: 0, times: Histogram.make(), summary: nothing, summarized: 0 });
      moment = this.#moments[place];
    }
    return moment;
  }
}

const nothing = { p50: null, p99: null, max: null };

interface Moment {
  ended: number;
  wrong: number;
  readonly times: Histogram;
  summary: Pick<Load['over_time'][number], 'p50' | 'p99' | 'max'>;
  /** Of how many times it is the summary. */
  summarized: number;
}

/** A load is told of while it runs: what is past need not be computed again. */
function summarizeMoment(moment: Moment): Moment['summary'] {
  const { times, summarized } = moment;
  if (times.count !== summarized) {
    moment.summary = { p50: times.percentile(50), p99: times.percentile(99), max: times.max };
    moment.summarized = times.count;
  }
  return moment.summary;
}
