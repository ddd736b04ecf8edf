import type { StepContext } from '../context.js';
import { isBroken, joinOutcomes, type StepOutcome } from '../outcome.js';
import type { PlannedBlock, PlannedStep } from '../plan/planned-step.js';
import { skipStep } from '../record/record.js';
import { SavedValues } from '../values/saved.js';
import { judgeTogether } from './judge-together.js';
import { sideBySide } from './side-by-side.js';

/** Runs the steps of a block: in order until one fails, or side by side where it says so. */
export async function runBlock(planned: PlannedBlock, context: StepContext): Promise<StepOutcome> {
  const loops = planned.step.repeat ?? planned.step.for_each ?? planned.step.matrix ?? planned.step.writers;
  const { parallel = false } = planned.step;
  // On a loop, `parallel` speaks of its iterations; the steps of each stay in order.
  const outcome =
    parallel !== false && loops === undefined
      ? await runBranches(planned.children, context, parallel)
      : await runSequence(planned.children, context);
  return loops === undefined ? judgeTogether(planned, context, outcome) : outcome;
}

/** Runs steps in order; the first that fails ends it, and the rest is skipped. */
export async function runSequence(steps: readonly PlannedStep[], context: StepContext): Promise<StepOutcome> {
  const outcomes: StepOutcome[] = [];
  let broken: PlannedStep | null = null;
  for (const step of steps) {
    const inner = { ...context, order: [...context.order, step.place] };
    const outcome = broken
      ? skipStep(step, inner, `${broken.id} did not pass`)
      : await context.run.runStep(step, inner);
    outcomes.push(outcome);
    if (!broken && isBroken(outcome)) {
      broken = step;
    }
  }
  return joinOutcomes(outcomes);
}

/** Runs steps side by side, each saving for itself until all have ended. */
export async function runBranches(
  steps: readonly PlannedStep[],
  context: StepContext,
  parallel: true | number,
): Promise<StepOutcome> {
  const branches = steps.map(() => new SavedValues(context.scope.saved));
  const outcomes = await sideBySide(steps, parallel, (step, index) =>
    context.run.runStep(step, {
      ...context,
      scope: context.scope.withSaved(branches[index] ?? context.scope.saved),
      order: [...context.order, step.place],
    }),
  );
  context.scope.saved.join(branches);
  return joinOutcomes(outcomes);
}
