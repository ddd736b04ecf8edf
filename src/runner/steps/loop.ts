import { effort } from '../../config/language/effort.js';
import { items, repetitions } from '../../config/language/modifiers.js';
import type { Step } from '../../config/language/step.js';
import { assertRight } from '../../config/language/typed-value.js';
import { type Evaluation, evaluate, type Scope } from '../../config/values/evaluate.js';
import { textOf } from '../../config/values/filters.js';
import type { Value } from '../../config/values/value.js';
import type { RunStep, StepContext } from '../context.js';
import { Turns } from '../control/turns.js';
import { JoinedOutcomes, type StepOutcome } from '../outcome.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { leaveStep } from '../record/record.js';
import { recordTurns } from '../record/record-turns.js';
import { SavedValues } from '../values/saved.js';
import { inTurns } from './in-turns.js';
import { judgeTogether } from './judge-together.js';

/** One iteration of a loop: the names it adds, and how it is called in an id. */
export interface Iteration {
  readonly names: Readonly<Record<string, unknown>>;
  readonly label: string;
}

/** The iterations of a loop, each made when it begins: there may be millions. */
export interface Iterations {
  readonly count: number;
  at(index: number): Iteration;
}

/** The iterations of a step's loop; null where it has none. Throws a ValueError where its list is none. */
export function iterationsOf(step: Step, scope: Scope): Iterations | null {
  if (step.repeat) {
    const times = evaluate(step.repeat, { scope });
    assertRight('repeat', times, step.repeat, repetitions);
    return numbered(Number(times));
  }
  if (step.writers) {
    const many = evaluate(step.writers, { scope });
    assertRight('writers', many, step.writers, effort);
    return numbered(effort.read(many, {}));
  }
  const list = listedIterations(step, { scope });
  return list && { count: list.length, at: (index) => list[index] ?? { names: {}, label: String(index) } };
}

function listedIterations(step: Step, evaluation: Evaluation): readonly Iteration[] | null {
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

function numbered(count: number): Iterations {
  return { count, at: (index) => ({ names: { index, item: index }, label: String(index) }) };
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
  outer: StepContext,
  iterations: Iterations,
  runOnce: RunStep,
): Promise<StepOutcome> {
  const parallel = parallelOf(planned.step);
  const turns = outer.turns ?? makeTurns(outer);
  // With every name that an iteration sets: an object that gets a further one beside a spread is of a hidden class of its own.
  const context: StepContext = { ...outer, turns, turn: 0 };
  const branches = new Map<number, SavedValues>();
  const joined = new JoinedOutcomes();
  const runIteration = async (index: number): Promise<StepOutcome> => {
    const iteration = iterations.at(index);
    const order = [...context.order, index];
    const branch = parallel === false ? undefined : new SavedValues(context.scope.saved);
    const inner: StepContext = {
      ...context,
      scope: context.scope.ofTurn(iteration.names, order, branch),
      order,
      iteration: iterationOf(planned, context, iteration, index),
      turn: turns?.begin(planned) ?? index,
    };
    const stop = context.run.stopReason(context.phase);
    const outcome = await (stop === null ? runOnce(planned, inner) : leaveStep(planned, inner, stop));
    if (branch && !branch.isEmpty) {
      branches.set(index, branch);
    }
    return outcome;
  };
  await inTurns(iterations.count, atOnce(planned, context), async (index) => {
    joined.add(index, await runIteration(index));
  });
  const inOrder = [...branches].sort(([a], [b]) => a - b).map(([, branch]) => branch);
  context.scope.saved.join(inOrder);
  if (turns && !outer.turns) {
    recordTurns(turns, context);
  }
  return judgeTogether(planned, outer, joined.outcome());
}

/** Writers are side by side unless told otherwise. */
function parallelOf({ parallel, writers }: Step): boolean | number {
  return parallel ?? writers !== undefined;
}

/** Of the outermost loop; where every turn is to be kept, none is counted. */
function makeTurns({ run, order, iteration, meter }: StepContext): Turns | undefined {
  return meter || run.plan.settings.keep === 'all' ? undefined : new Turns({ order, iteration });
}

/** How many iterations may be under way. Requests wait for their place anyway, and need not begin to wait all at once. */
function atOnce({ kind, step }: PlannedStep, { run }: StepContext): number {
  const parallel = parallelOf(step);
  if (parallel !== true) {
    return parallel === false ? 1 : parallel;
  }
  const onlySends =
    kind === 'call' && !step.eventually && !step.consistently && !step.during && !step.writers;
  return onlySends ? run.plan.settings.concurrency : Number.POSITIVE_INFINITY;
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
