import { effort } from '../../config/language/effort.js';
import { items, repetitions } from '../../config/language/modifiers.js';
import type { Step } from '../../config/language/step.js';
import { assertRight } from '../../config/language/typed-value.js';
import { type Evaluation, evaluate, type Scope } from '../../config/values/evaluate.js';
import { textOf } from '../../config/values/filters.js';
import type { Value } from '../../config/values/value.js';
import type { RunStep, StepContext } from '../context.js';
import { joinOutcomes, type StepOutcome } from '../outcome.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { leaveStep } from '../record/record.js';
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
    const times = evaluate(step.repeat, evaluation);
    assertRight('repeat', times, step.repeat, repetitions);
    return numbered(Number(times));
  }
  if (step.writers) {
    const many = evaluate(step.writers, evaluation);
    assertRight('writers', many, step.writers, effort);
    return numbered(effort.read(many, {}));
  }
  if (step.for_each) {
    const list = itemsOf('for_each', step.for_each, evaluation);
    return withDistinctLabels(
      list.map((item, index) => ({ names: { index, item }, label: labelOf(item, index) })),
    );
  }
  if (step.matrix) {
    let rows: Record<string, unknown>[] = [{}];
    for (const [name, value] of step.matrix) {
      const list = itemsOf(name, value, evaluation);
      rows = rows.flatMap((row) => list.map((item) => ({ ...row, [name]: item })));
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

function numbered(length: number): readonly Iteration[] {
  return Array.from({ length }, (_, index) => ({ names: { index, item: index }, label: String(index) }));
}

function itemsOf(name: string, value: Value, evaluation: Evaluation): readonly unknown[] {
  const evaluated = evaluate(value, evaluation);
  assertRight(name, evaluated, value, items);
  return items.read(evaluated, {});
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
  const { parallel = planned.step.writers !== undefined } = planned.step;
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
    return stop === null ? runOnce(planned, inner) : leaveStep(planned, inner, stop);
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
