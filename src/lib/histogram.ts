import { createRequire } from 'node:module';
import type { Histogram as Counts } from 'hdr-histogram-js';
import { checkHistogram } from './check-histogram.js';

const require = createRequire(import.meta.url);

/** Times are counted in microseconds, and told apart to a thousandth of themselves. */
const unitsPerSecond = 1e6;
const significantDigits = 3;
/** The longest time that is told from longer ones, in units: a day. */
const longest = 24 * 3600 * unitsPerSecond;

/** What of the times a histogram holds is known better than it tells; seconds. */
export interface ExactTimes {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** A text that is no histogram. */
export class HistogramError extends Error {}

/**
 * Counts times without keeping them (HDR histogram, https://hdrhistogram.org): percentiles are right to 0.1 %, `min`,
 * `mean` and `max` exactly. All times are seconds; where nothing was recorded they are 0.
 */
export class Histogram {
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  #sum = 0;

  private constructor(readonly counts: Counts) {}

  /** An empty histogram. */
  static make(): Histogram {
    const counts = library().build({
      bitBucketSize: 64,
      lowestDiscernibleValue: 1,
      highestTrackableValue: longest,
      numberOfSignificantValueDigits: significantDigits,
    });
    return new Histogram(counts);
  }

  /**
   * Reads what `encode` wrote; `exact` is what was kept beside it. Throws a {@link HistogramError} for text that is no
   * histogram.
   */
  static decode(text: string, exact?: ExactTimes): Histogram {
    const histogram = Histogram.make();
    try {
      checkHistogram(text);
      histogram.counts.add(library().decodeFromCompressedBase64(text, 64));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new HistogramError(`this is no HDR histogram in base64: ${reason}`);
    }
    const { counts } = histogram;
    if (counts.totalCount > 0) {
      histogram.#min = exact?.min ?? counts.getValueAtPercentile(0) / unitsPerSecond;
      histogram.#max = exact?.max ?? counts.maxValue / unitsPerSecond;
      histogram.#sum = (exact?.mean ?? counts.mean / unitsPerSecond) * counts.totalCount;
    }
    return histogram;
  }

  /** Counts a time once. */
  record(seconds: number): void {
    const known = Math.max(0, seconds);
    this.counts.recordValue(Math.min(longest, Math.round(known * unitsPerSecond)));
    this.#min = Math.min(this.#min, known);
    this.#max = Math.max(this.#max, known);
    this.#sum += known;
  }

  /** Counts everything that another one counted. */
  merge(other: Histogram): void {
    this.counts.add(other.counts);
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    this.#sum += other.#sum;
  }

  get count(): number {
    return this.counts.totalCount;
  }

  get min(): number {
    return this.count === 0 ? 0 : this.#min;
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.#sum / this.count;
  }

  get max(): number {
    return this.#max;
  }

  /** The time that so many per cent of all were not longer than. */
  percentile(percent: number): number {
    const seconds = this.counts.getValueAtPercentile(percent) / unitsPerSecond;
    return Math.min(this.max, Math.max(this.min, seconds));
  }

  /** The histogram as text: the compressed V2 form in base64, which the HDR libraries of other languages read. */
  encode(): string {
    return library().encodeIntoCompressedBase64(this.counts);
  }
}

let loaded: typeof import('hdr-histogram-js') | undefined;

/** Loaded with the first histogram: most commands need none. */
function library(): typeof import('hdr-histogram-js') {
  loaded ??= require('hdr-histogram-js') as typeof import('hdr-histogram-js');
  return loaded;
}
