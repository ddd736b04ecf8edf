import type { Step } from '../../config/language/step.js';
import type { StepContext } from '../context.js';
import { RunStopped } from '../control/stopped.js';
import type { Attempt } from '../record/attempt.js';

const intervalMs = 1000;

/**
 * Tries a step that fails once more, as long as a configuration of its bucket may not have taken effect yet; one that polls
 * by itself, or is cut, is left as it is.
 */
export function settled(
  {
    eventually,
    consistently,
    abort_at: cutAt,
  }: Pick<Step, 'eventually' | 'consistently'> & { readonly abort_at?: unknown },
  attempt: () => Promise<Attempt>,
  { run: { clock, ending, settling }, phase }: StepContext,
): () => Promise<Attempt> {
  if (eventually || consistently || cutAt !== undefined) {
    return attempt;
  }
  const stop = phase === 'after_test' ? ending.cleanUp : ending.interrupted;
  return async () => {
    for (;;) {
      const latest = await attempt();
      const leftMs = latest.status === 'fail' ? settling.leftMs(latest.prepared.call) : 0;
      if (leftMs <= 0) {
        return latest;
      }
      await clock.sleep(Math.min(intervalMs, leftMs), stop);
      if (stop.aborted) {
        throw new RunStopped('interrupted');
      }
    }
  };
}
