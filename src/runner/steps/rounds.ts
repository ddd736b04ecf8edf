import { effort } from '../../config/language/effort.js';
import { readPlain } from '../../config/language/typed-value.js';
import type { StepContext } from '../context.js';
import { isBroken, type StepOutcome } from '../outcome.js';
import type { PlannedBlock } from '../plan/planned-step.js';

/** A round that was run and not reported yet. */
interface Round {
  readonly outcome: StepOutcome;
}

/**
 * Runs the rounds of a block one after another until one does not pass, and gives that one, or the last. Where the run stops
 * in between, it gives the round that was under way, which says so.
 */
export async function runRounds<R extends Round>(
  { step }: PlannedBlock,
  context: StepContext,
  runRound: (context: StepContext) => Promise<R>,
): Promise<R> {
  const { scope, run, phase, order } = context;
  const rounds = step.rounds === undefined ? 1 : readPlain('rounds', step.rounds, effort, scope, {});
  for (let round = 0; ; round++) {
    const latest = await runRound({
      ...context,
      scope: scope.withLoop({ round }),
      order: [...order, round],
    });
    if (isBroken(latest.outcome) || round + 1 >= rounds || run.stopReason(phase) !== null) {
      return latest;
    }
  }
}
