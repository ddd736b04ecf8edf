import type { RunStep, StepContext } from '../context.js';
import { makeMixture } from '../load/mixture.js';
import { childrenOf, type PlannedStep } from '../plan/planned-step.js';

/** Does one turn of a step under load. */
export type RunTurn = (turn: number, inner: StepContext) => Promise<unknown>;

/**
 * What one turn under load does: where the steps inside have weights, it runs one of them, else `runWhole`. `inside` makes
 * the context that these steps run in.
 */
export function turnOf(
  planned: PlannedStep,
  outer: StepContext,
  runWhole: RunStep,
  inside: (inner: StepContext) => StepContext,
): RunTurn {
  const steps = childrenOf(planned).flatMap((child) =>
    child.step.weight === undefined || child.skipReason !== null
      ? []
      : [{ child, weight: child.step.weight }],
  );
  if (steps.length === 0) {
    return (_turn, inner) => runWhole(planned, inner);
  }
  const { plan, values } = outer.run;
  const choose = makeMixture(
    steps.map(({ weight }) => weight),
    plan.seed,
    `${outer.order.join('.')}:mixture:${values.shard.index}`,
  );
  return async (turn, inner) => {
    const chosen = steps[choose(turn)];
    const context = inside(inner);
    return (
      chosen &&
      context.run.runStep(chosen.child, { ...context, order: [...context.order, chosen.child.place] })
    );
  };
}
