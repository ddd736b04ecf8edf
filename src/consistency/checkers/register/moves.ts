import type { Task } from './prepare.js';
import { absent } from './register.js';
import type { RowSet } from './rows.js';
import {
  columns,
  hasDone,
  isSatisfied,
  isSpent,
  markDone,
  type SearchState,
  settle,
  uniqueFacts,
} from './search-state.js';

/** Rows on their way to one in which `target` has happened. */
interface Way {
  readonly target: Task;
  /** Without it; all that can be reached, once each. */
  readonly seen: RowSet;
  /** With it. */
  readonly reached: RowSet;
}

/**
 * Adds to `reached` the rows in which `target` has happened that can follow the row in `scratch`; gives how many rows it
 * made, and stops after `budget`. `seen` is for its own use.
 */
export function reach(
  state: SearchState,
  target: Task,
  { seen, reached, budget }: { readonly seen: RowSet; readonly reached: RowSet; readonly budget: number },
): number {
  const way = { target, seen, reached };
  seen.clear();
  seen.add(state.scratch, 0);
  for (let row = 0; row < seen.count && seen.count <= budget; row++) {
    move(state, way, row);
  }
  return seen.count + 1;
}

/** Makes all rows that one operation more can lead to. */
function move(state: SearchState, way: Way, row: number): void {
  const value = way.seen.data[row * state.width + columns.value] as number;
  const facts = uniqueFacts(state, value);
  if (facts && facts.lastNeeded > state.now) {
    return;
  }
  if (facts?.next) {
    applyIfOpen(state, way, row, facts.next);
    return;
  }
  if (isShortest(state, way, row, value)) {
    apply(state, way, row, way.target);
    return;
  }
  let firstDelete: Task | null = null;
  let firstSpent: Task | null = null;
  let isAbsenceWanted = false;
  let isOtherWanted = false;
  for (const task of state.open) {
    if (hasDone(way.seen.data, row * state.width, task)) {
      continue;
    }
    isAbsenceWanted ||= task.asks === 'equal' && task.value === absent;
    isOtherWanted ||= task.asks === 'different';
    if (task.sets === null || !isSatisfied(task, value)) {
      continue;
    }
    if (task.asks !== 'anything') {
      apply(state, way, row, task);
    } else if (task.sets === absent) {
      firstDelete = earlier(firstDelete, task);
    } else if (isSpent(state, task.sets)) {
      firstSpent = earlier(firstSpent, task);
    } else {
      apply(state, way, row, task);
    }
  }
  // Deletes are alike, and so are writes on whose values nothing depends: the one that is due first goes first.
  if (firstDelete) {
    apply(state, way, row, firstDelete);
  }
  if (firstSpent) {
    apply(state, way, row, firstSpent);
  }
  for (const task of facts?.maybeNext ?? []) {
    if (task.call <= state.now) {
      applyMaybe(state, way, row, task.sets ?? absent, null);
    }
  }
  if ((isAbsenceWanted || isOtherWanted) && !firstDelete && value !== absent) {
    applyMaybe(state, way, row, absent, 'deletes');
  }
  if (isOtherWanted) {
    applyMaybe(state, way, row, state.gone, 'writes');
    if (value === absent) {
      applyMaybe(state, way, row, state.gone, 'creates');
    }
  }
}

function earlier(one: Task | null, other: Task): Task {
  return one && one.due <= other.due ? one : other;
}

/**
 * Whether the target alone is the best that can happen: the value before it is of no more use, it leaves one that nothing
 * depends on, and nobody will ask for another value than those that are still to be set.
 */
function isShortest(state: SearchState, { target, seen }: Way, row: number, value: number): boolean {
  const facts = uniqueFacts(state, value);
  const isUseless = facts ? !facts.mayBeReplaced : value === state.gone || value === absent;
  if (!isUseless || target.asks !== 'anything' || target.sets === null || !isSpent(state, target.sets)) {
    return false;
  }
  return !state.open.some(
    (task) =>
      task.sets !== null &&
      !hasDone(seen.data, row * state.width, task) &&
      ((value === absent && task.asks !== 'anything') || isRefused(state, task.sets)),
  );
}

/** Whether somebody asks for another value, now or later. */
function isRefused(state: SearchState, value: number): boolean {
  return (state.prepared.values[value]?.lastRefused ?? 0) >= state.now;
}

function applyIfOpen(state: SearchState, way: Way, row: number, task: Task): void {
  if (task.slot >= 0 && !hasDone(way.seen.data, row * state.width, task)) {
    apply(state, way, row, task);
  }
}

/** Makes the row in which a task has happened next. */
function apply(state: SearchState, way: Way, row: number, task: Task): void {
  const sets = task.sets ?? absent;
  const facts = uniqueFacts(state, sets);
  const isStuck = facts !== null && facts.lastNeeded > state.now;
  // From there nothing else can happen by now, so that it helps the target only by what it leaves.
  if (isStuck && task !== way.target && way.target.sets !== null) {
    return;
  }
  copy(state, way.seen, row);
  markDone(state.scratch, 0, task);
  finish(state, way, sets);
}

/** Makes the row in which one of those has happened that may have happened. */
function applyMaybe(
  state: SearchState,
  way: Way,
  row: number,
  sets: number,
  kind: 'writes' | 'deletes' | 'creates' | null,
): void {
  copy(state, way.seen, row);
  if (kind) {
    const used = state.scratch[columns[kind]] as number;
    if (used >= state.available[kind]) {
      return;
    }
    state.scratch[columns[kind]] = used + 1;
  }
  finish(state, way, sets);
}

function copy(state: SearchState, rows: RowSet, row: number): void {
  const start = row * state.width;
  for (let column = 0; column < state.width; column++) {
    state.scratch[column] = rows.data[start + column] as number;
  }
}

/** Sets the value; what only asks happens as soon as it can; a row that leaves something too late is dropped. */
function finish(state: SearchState, { target, seen, reached }: Way, value: number): void {
  const { scratch } = state;
  const stuckUntil = uniqueFacts(state, value)?.lastNeeded ?? Number.NEGATIVE_INFINITY;
  scratch[columns.value] = value;
  for (const task of state.open) {
    if (hasDone(scratch, 0, task)) {
      continue;
    }
    if (task.sets === null && isSatisfied(task, value)) {
      markDone(scratch, 0, task);
    } else if (task.due < stuckUntil) {
      return;
    }
  }
  settle(state);
  if (hasDone(scratch, 0, target)) {
    reached.add(scratch, 0);
  } else {
    seen.add(scratch, 0);
  }
}
