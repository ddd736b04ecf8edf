import type { Step } from '../../config/language/step.js';
import type { RunContext } from '../context.js';
import { isBroken, type StepOutcome } from './outcome.js';

type Polling = Pick<Step, 'eventually' | 'consistently'>;

type Judged = Pick<StepOutcome, 'status'>;

const defaultInterval = 1000;

/** Tries once, or as often as `eventually` or `consistently` of a step ask for; gives the last try. */
export function poll<T extends Judged>(
  { eventually, consistently }: Polling,
  attempt: () => Promise<T>,
  context: RunContext,
): Promise<T> {
  if (eventually) {
    const { timeout, interval } = eventually;
    return tryWhile(isBroken, attempt, { span: timeout, interval }, context);
  }
  if (consistently) {
    const { for: span, interval } = consistently;
    return tryWhile((latest) => !isBroken(latest), attempt, { span, interval }, context);
  }
  return attempt();
}

async function tryWhile<T extends Judged>(
  isUndecided: (latest: T) => boolean,
  attempt: () => Promise<T>,
  { span, interval = defaultInterval }: { readonly span: number; readonly interval: number | undefined },
  { clock, abort }: RunContext,
): Promise<T> {
  const deadline = clock.monotonic() + span;
  for (;;) {
    const latest = await attempt();
    const left = deadline - clock.monotonic();
    if (!isUndecided(latest) || left <= 0 || abort.aborted) {
      return latest;
    }
    await clock.sleep(Math.min(interval, left), abort);
  }
}
