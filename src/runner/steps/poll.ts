import type { Step } from '../../config/language/step.js';
import type { StepContext } from '../context.js';
import { RunStopped } from '../control/stopped.js';
import { isBroken, type StepOutcome } from '../outcome.js';

type Polling = Pick<Step, 'eventually' | 'consistently'>;

interface Judged extends Pick<StepOutcome, 'status'> {
  readonly isExact: boolean;
}

const defaultIntervalMs = 1000;

/**
 * Tries once, or as often as `eventually` or `consistently` of a step ask for; gives the last try, or of tries that must all
 * pass the first that was not exact. Rejects with a {@link RunStopped} where an interruption comes before anything is
 * decided.
 */
export function poll<T extends Judged>(
  { eventually, consistently }: Polling,
  attempt: () => Promise<T>,
  context: StepContext,
): Promise<T> {
  if (eventually) {
    const { timeout: spanMs, interval: intervalMs } = eventually;
    return tryWhile(isBroken, attempt, { spanMs, intervalMs }, context);
  }
  if (consistently) {
    const { for: spanMs, interval: intervalMs } = consistently;
    return tryThroughout(attempt, { spanMs, intervalMs }, context);
  }
  return attempt();
}

interface Span {
  readonly spanMs: number;
  readonly intervalMs: number | undefined;
}

async function tryThroughout<T extends Judged>(
  attempt: () => Promise<T>,
  span: Span,
  context: StepContext,
): Promise<T> {
  let inexact: T | undefined;
  const watched = async (): Promise<T> => {
    const latest = await attempt();
    inexact ??= latest.isExact ? undefined : latest;
    return latest;
  };
  const last = await tryWhile((latest) => !isBroken(latest), watched, span, context);
  return isBroken(last) ? last : (inexact ?? last);
}

async function tryWhile<T extends Judged>(
  isUndecided: (latest: T) => boolean,
  attempt: () => Promise<T>,
  { spanMs, intervalMs = defaultIntervalMs }: Span,
  { run: { clock, ending }, phase }: StepContext,
): Promise<T> {
  const deadlineMs = clock.monotonic() + spanMs;
  const stop = phase === 'after_test' ? ending.cleanUp : ending.interrupted;
  for (;;) {
    const latest = await attempt();
    const leftMs = deadlineMs - clock.monotonic();
    if (!isUndecided(latest) || leftMs <= 0) {
      return latest;
    }
    await clock.sleep(Math.min(intervalMs, leftMs), stop);
    if (stop.aborted) {
      throw new RunStopped('interrupted');
    }
  }
}
