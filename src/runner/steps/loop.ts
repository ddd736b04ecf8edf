import type { Step } from '../../config/grammar/step.js';
import { evaluate, type Scope, ValueError } from '../../config/values/evaluate.js';
import { textOf } from '../../config/values/filters.js';
import type { RunStep, StepContext } from '../context.js';
import { joinOutcomes, type StepOutcome } from '../outcome.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { skipStep } from '../record/record.js';
import { SavedValues } from '../values/saved.js';
import { judgeTogether } from './judge-together.js';
import { sideBySide } from './side-by-side.js';

/** One iteration of a loop: the names it adds, and how it is called in an id. */
export interface Iteration {
  readonly names: Readonly<Record<string, unknown>>;
  readonly label: string;
}

/** The iterations of a step's loop; null where it has none. Throws a ValueError where its list is none. */
export function iterationsOf(step: Step, scope: Scope, unknown?: unknown): readonly Iteration[] | null {
  const evaluation = unknown === undefined ? { scope } : { scope, unknown };
  if (step.repeat) {
    const times = Number(evaluate(step.repeat, evaluation));
    if (!Number.isInteger(times) || times < 0) {
      throw new ValueError('repeat needs a whole number', step.repeat.at);
    }
    return Array.from({ length: times }, (_, index) => ({
      names: { index, item: index },
      label: String(index),
    }));
  }
  if (step.for_each) {
    const items = evaluate(step.for_each, evaluation);
    if (!Array.isArray(items)) {
      throw new ValueError('for_each needs a list, or a range such as "${1..10}"', step.for_each.at);
    }
    return withDistinctLabels(
      items.map((item, index) => ({ names: { index, item }, label: labelOf(item, index) })),
    );
  }
  if (step.matrix) {
    let rows: Record<string, unknown>[] = [{}];
    for (const [name, value] of step.matrix) {
      const items = evaluate(value, evaluation);
      if (!Array.isArray(items)) {
        throw new ValueError(`the matrix needs a list for ${name}`, value.at);
      }
      rows = rows.flatMap((row) => items.map((item) => ({ ...row, [name]: item })));
    }
    return withDistinctLabels(
      rows.map((row, index) => ({
        names: { index, ...row },
        label: Object.values(row)
          .map((item) => labelOf(item, index))
          .join(','),
      })),
    );
  }
  return null;
}

/** The second iteration of one name gets `#2` behind it, so that no two ids are the same. */
function withDistinctLabels(iterations: readonly Iteration[]): readonly Iteration[] {
  const counts = new Map<string, number>();
  return iterations.map((iteration) => {
    const count = (counts.get(iteration.label) ?? 0) + 1;
    counts.set(iteration.label, count);
    return count === 1 ? iteration : { ...iteration, label: `${iteration.label}#${count}` };
  });
}

function labelOf(item: unknown, index: number): string {
  if (item !== null && typeof item === 'object' && !(item instanceof Date)) {
    const name = (item as Record<string, unknown>).name;
    return typeof name === 'string' ? name : String(index);
  }
  return textOf(item);
}

/** Runs every iteration of a loop, in order or side by side; what they save is joined in input order. */
export async function runLoop(
  planned: PlannedStep,
  context: StepContext,
  iterations: readonly Iteration[],
  runOnce: RunStep,
): Promise<StepOutcome> {
  const { parallel = false } = planned.step;
  const branches: SavedValues[] = [];
  const runIteration = async (iteration: Iteration, index: number): Promise<StepOutcome> => {
    const order = [...context.order, index];
    let scope = context.scope.withLoop(iteration.names).withSeedKey(order.join('.'));
    if (parallel !== false) {
      const branch = new SavedValues(context.scope.saved);
      branches[index] = branch;
      scope = scope.withSaved(branch);
    }
    const inner: StepContext = {
      ...context,
      scope,
      order,
      iteration: iterationOf(planned, context, iteration, index),
    };
    const stop = context.run.stopReason(context.phase);
    return stop === null ? runOnce(planned, inner) : skipStep(planned, inner, stop);
  };
  const outcomes = await sideBySide(iterations, parallel, runIteration);
  context.scope.saved.join(branches);
  return judgeTogether(planned, context, joinOutcomes(outcomes));
}

function iterationOf(
  { kind }: PlannedStep,
  context: StepContext,
  iteration: Iteration,
  index: number,
): string | number {
  const own = kind === 'case' ? iteration.label : index;
  return context.iteration === null ? own : `${context.iteration}/${own}`;
}
