import type { StepFacts } from '../results/source.js';
import { countStep } from '../results/summarize.js';
import type { Latency, Turns } from '../results/types.js';
import { formatDuration } from './durations.js';
import { count, tallyOf } from './words.js';

/** What the turns of a loop that are only counted came to: `98 900 more turns: 98 900 passed`. */
export function describeTurns(turns: Turns): string {
  const tally = tallyOf(turns).map(([, text]) => text);
  return `${count(sizeOf(turns), 'more turn')}: ${tally.join(', ')}`;
}

/** How long operations took, on one line. */
export function describeLatency({ p50, p90, p99, max }: Latency): string {
  const times = [
    ['p50', p50],
    ['p90', p90],
    ['p99', p99],
    ['max', max],
  ] as const;
  return times.map(([name, seconds]) => `${name} ${formatLatency(seconds)}`).join(', ');
}

/** A short time, as people read it: below ten milliseconds to the microsecond. */
export function formatLatency(seconds: number): string {
  return seconds < 0.01 ? `${(seconds * 1000).toFixed(2)} ms` : formatDuration(seconds);
}

/** That a report has no entries for turns that are only counted; null where there are none. */
export function describeLeftOut(steps: readonly Pick<StepFacts, 'status' | 'turns'>[]): string | null {
  const left = steps.reduce((sum, { turns }) => (turns === undefined ? sum : sum + sizeOf(turns)), 0);
  return left === 0
    ? null
    : `${count(left, 'turn')} of loops ${left === 1 ? 'is' : 'are'} counted, and not listed one by one (--keep-turns all lists them)`;
}

function sizeOf(turns: Turns): number {
  const { passed, failed, error, skipped } = countStep({ status: 'pass', turns });
  return passed + failed + error + skipped;
}
