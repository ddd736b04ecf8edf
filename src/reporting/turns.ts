import type { ResultSource, StepEntry, StepFacts } from '../results/source.js';
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

/**
 * The steps of which turns are only counted. Of a suite, where those that passed say nothing, they are only those of which
 * turns went wrong, unless more is asked for.
 */
export function countedSteps(
  { results, conformance }: Pick<ResultSource, 'results' | 'conformance'>,
  verbose = false,
): readonly (StepEntry & { readonly turns: Turns })[] {
  const isShown = verbose || conformance === undefined;
  return results.filter(
    (entry): entry is StepEntry & { readonly turns: Turns } =>
      entry.turns !== undefined && (isShown || wrongIn(entry.turns) > 0),
  );
}

/** That turns which went wrong have no entries of their own; null where there are none. */
export function describeWrongLeftOut(steps: readonly Pick<StepFacts, 'turns'>[]): string | null {
  return sayLeftOut(steps, wrongIn, 'loops that went wrong');
}

/** That a report has no entries for turns that are only counted; null where there are none. */
export function describeLeftOut(steps: readonly Pick<StepFacts, 'turns'>[]): string | null {
  return sayLeftOut(steps, sizeOf, 'loops');
}

function sayLeftOut(
  steps: readonly Pick<StepFacts, 'turns'>[],
  sizeOfTurns: (turns: Turns) => number,
  what: string,
): string | null {
  const left = steps.reduce((sum, { turns }) => (turns === undefined ? sum : sum + sizeOfTurns(turns)), 0);
  return left === 0
    ? null
    : `${count(left, 'turn')} of ${what} ${left === 1 ? 'is' : 'are'} counted, and not listed one by one (--keep all lists them)`;
}

function wrongIn(turns: Turns): number {
  const { failed, error } = countStep({ status: 'pass', turns });
  return failed + error;
}

function sizeOf(turns: Turns): number {
  const { passed, failed, error, skipped } = countStep({ status: 'pass', turns });
  return passed + failed + error + skipped;
}
