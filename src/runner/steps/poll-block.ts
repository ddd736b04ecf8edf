import type { RunEvent } from '../../results/events.js';
import type { StepContext } from '../context.js';
import type { StepOutcome } from '../outcome.js';
import type { PlannedBlock } from '../plan/planned-step.js';
import { SavedValues } from '../values/saved.js';
import { runBlock } from './block.js';
import { poll } from './poll.js';
import { runRounds } from './rounds.js';

/**
 * Runs a block, as often as its `eventually`, `consistently` or `rounds` ask for; only the attempt that decides is reported
 * and saves values.
 */
export async function pollBlock(planned: PlannedBlock, context: StepContext): Promise<StepOutcome> {
  const { step } = planned;
  const { run, scope } = context;
  if (!step.eventually && !step.consistently && !step.rounds) {
    return runBlock(planned, context);
  }
  const attempt = async (around: StepContext) => {
    const events: RunEvent[] = [];
    const saved = new SavedValues(scope.saved);
    const inner = { ...run, emit: (event: RunEvent) => void events.push(event) };
    const turns = context.turns?.fork();
    const scoped = { ...around, scope: around.scope.withSaved(saved), run: inner, turns };
    const outcome = await runBlock(planned, scoped);
    const isExact = outcome.status === 'pass' && outcome.deviation === undefined;
    return { status: outcome.status, isExact, outcome, events, saved, turns };
  };
  const last = step.rounds
    ? await runRounds(planned, context, attempt)
    : await poll(step, () => attempt(context), context);
  for (const event of last.events) {
    run.emit(event);
  }
  if (last.turns) {
    context.turns?.join(last.turns);
  }
  scope.saved.join([last.saved]);
  return last.outcome;
}
