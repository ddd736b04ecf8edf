import { type Diagnostic, hasErrors } from '../config/index.js';
import { type Baseline, checkBaseline, readBaseline, type Suite, standingIn } from '../conformance/index.js';
import type { ResultHead } from '../results/source.js';
import type { CaseResult } from '../results/types.js';
import type { Clock } from '../runner/control/clock.js';
import { systemClock } from '../runner/control/system-clock.js';
import { readGiven } from './read-given.js';
import { refuseOtherKind } from './refuse-other-kind.js';
import { UsageError } from './usage-error.js';

/** A valid baseline, and the file that it was read from. */
export interface LoadedBaseline {
  readonly file: string;
  readonly baseline: Baseline;
  readonly diagnostics: readonly Diagnostic[];
}

/** A baseline with mistakes in it: there are errors among the diagnostics. */
export interface RefusedBaseline {
  readonly file: string;
  readonly baseline: null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the file of a baseline and checks it; rejects with a {@link UsageError} where it cannot be read. */
export async function loadBaseline(file: string, hint?: string): Promise<LoadedBaseline | RefusedBaseline> {
  await refuseOtherKind(file, 'baseline', ['baseline']);
  return parseBaseline(file, await readGiven(file, `the baseline ${file}`, hint));
}

/** Checks the text of a baseline. */
export async function parseBaseline(file: string, text: string): Promise<LoadedBaseline | RefusedBaseline> {
  const { baseline, diagnostics } = await readBaseline({ name: file, text });
  return { file, baseline: hasErrors(diagnostics) ? null : baseline, diagnostics };
}

/** Tells, while a suite is run, whether a case ended as a baseline says, as of the clock's day. */
export function expectedBy(
  { baseline }: LoadedBaseline,
  clock: Pick<Clock, 'now'> = systemClock,
): (found: CaseResult) => boolean {
  const standingOf = standingIn(baseline, dayOf(clock));
  return (found) => ['expected', 'flaky'].includes(standingOf(found) ?? '');
}

function dayOf(clock: Pick<Clock, 'now'>): string {
  return clock.now().toISOString().slice(0, 10);
}

/** Holds results of a suite against a baseline, as of the clock's day. */
export function holdAgainst<Found extends ResultHead>(
  { baseline, file }: LoadedBaseline,
  results: Found,
  suite: Suite,
  clock: Pick<Clock, 'now'> = systemClock,
): Found {
  const ids = suite.cases.map(({ id }) => id);
  return checkBaseline(results, baseline, file, ids, dayOf(clock));
}
