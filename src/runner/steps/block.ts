import type { StepContext } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';
import { skipStep } from '../record/record.js';
import { SavedValues } from '../values/saved.js';
import { judgeTogether } from './judge-together.js';
import { isBroken, joinOutcomes, type StepOutcome } from './outcome.js';
import { sideBySide } from './side-by-side.js';

/** How a block runs each of its steps. */
export type RunStep = (planned: PlannedStep, context: StepContext) => Promise<StepOutcome>;

/** Runs the steps of a block: in order until one fails, or side by side where it says so. */
export async function runBlock(
  planned: PlannedStep,
  context: StepContext,
  runStep: RunStep,
): Promise<StepOutcome> {
  const loops = planned.step.repeat ?? planned.step.for_each ?? planned.step.matrix;
  const { parallel = false } = planned.step;
  // On a loop, `parallel` speaks of its turns; the steps of each turn stay in order.
  const outcome =
    parallel !== false && loops === undefined
      ? await runBranches(planned.children, context, parallel, runStep)
      : await runSequence(planned.children, context, runStep);
  return loops === undefined ? judgeTogether(planned, context, outcome) : outcome;
}

/** Runs steps in order; the first that fails ends it, and the rest is skipped. */
export async function runSequence(
  steps: readonly PlannedStep[],
  context: StepContext,
  runStep: RunStep,
): Promise<StepOutcome> {
  const outcomes: StepOutcome[] = [];
  let broken: PlannedStep | null = null;
  for (const [index, step] of steps.entries()) {
    const inner = { ...context, order: [...context.order, index] };
    const outcome = broken ? skipStep(step, inner, `${broken.id} did not pass`) : await runStep(step, inner);
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
  runStep: RunStep,
): Promise<StepOutcome> {
  const branches = steps.map(() => new SavedValues(context.scope.saved));
  const outcomes = await sideBySide(steps, parallel, (step, index) =>
    runStep(step, {
      ...context,
      scope: context.scope.withSaved(branches[index] ?? context.scope.saved),
      order: [...context.order, index],
    }),
  );
  context.scope.saved.join(branches);
  return joinOutcomes(outcomes);
}
