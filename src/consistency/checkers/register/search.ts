import { reach } from './moves.js';
import type { Prepared, Task } from './prepare.js';
import { pruneRows } from './prune-rows.js';
import { createRowSet, type RowSet } from './rows.js';
import {
  columns,
  createSearchState,
  hasDone,
  isSatisfied,
  markDone,
  type SearchState,
  settle,
} from './search-state.js';

/** What a search found; `failed` is the first operation that had no place left. */
export type SearchOutcome =
  | { readonly verdict: 'ok' }
  | { readonly verdict: 'violated'; readonly failed: Task }
  | { readonly verdict: 'not decided' };

/**
 * Looks for an order in which all can have happened, after Wing and Gong with the just-in-time rule and the caching of
 * Lowe ("Testing for Linearizability", 2017). A row is a value of the register with the operations that have happened. At
 * each return the rows grow by what can happen until the returning operation has; those in which it cannot are gone.
 * It gives up after `budget` rows.
 */
export function search(prepared: Prepared, budget: number): SearchOutcome {
  const state = createSearchState(prepared);
  const { width, scratch } = state;
  const freeSlots: number[] = [];
  const seen = createRowSet(width);
  let rows = createRowSet(width);
  let next = createRowSet(width);
  rows.add(scratch, 0);
  let arrived = 0;
  let made = 0;
  for (const target of prepared.due) {
    state.now = target.due;
    for (
      let task = prepared.tasks[arrived];
      task && task.call <= state.now;
      task = prepared.tasks[++arrived]
    ) {
      arrive(state, rows, task, freeSlots);
    }
    if (target.slot < 0) {
      continue;
    }
    if (!isDoneInAll(rows, width, target)) {
      countAvailable(state);
      next.clear();
      for (let row = 0; row < rows.count && made <= budget; row++) {
        scratch.set(rows.data.subarray(row * width, (row + 1) * width));
        settle(state);
        if (hasDone(scratch, 0, target)) {
          next.add(scratch, 0);
        } else {
          made += reach(state, target, { seen, reached: next, budget: budget - made });
        }
      }
      if (made > budget) {
        return { verdict: 'not decided' };
      }
      if (next.count > 1) {
        pruneRows(state, next, rows);
      } else {
        [rows, next] = [next, rows];
      }
      if (rows.count === 0) {
        return { verdict: 'violated', failed: target };
      }
    }
    release(state, rows, target, freeSlots);
  }
  return { verdict: 'ok' };
}

/** Gives a task its bit, unless it only asks and every row has what it asks for. */
function arrive(state: SearchState, rows: RowSet, task: Task, freeSlots: number[]): void {
  const { width } = state;
  let fitting = 0;
  if (task.sets === null) {
    for (let row = 0; row < rows.count; row++) {
      fitting += isSatisfied(task, rows.data[row * width + columns.value] as number) ? 1 : 0;
    }
    if (fitting === rows.count) {
      return;
    }
  }
  task.slot = freeSlots.pop() ?? state.open.length;
  state.open.push(task);
  for (let row = 0; row < rows.count && fitting > 0; row++) {
    if (isSatisfied(task, rows.data[row * width + columns.value] as number)) {
      markDone(rows.data, row * width, task);
    }
  }
}

function isDoneInAll(rows: RowSet, width: number, task: Task): boolean {
  for (let row = 0; row < rows.count; row++) {
    if (!hasDone(rows.data, row * width, task)) {
      return false;
    }
  }
  return true;
}

/** Takes its bit from a task that has happened in every row. */
function release(state: SearchState, rows: RowSet, task: Task, freeSlots: number[]): void {
  const { slot } = task;
  const word = columns.firstWord + (slot >>> 5);
  for (let row = 0; row < rows.count; row++) {
    const at = row * state.width + word;
    rows.data[at] = (rows.data[at] as number) & ~(1 << (slot & 31));
  }
  freeSlots.push(slot);
  task.slot = -1;
  const last = state.open.pop();
  const place = last && last !== task ? state.open.indexOf(task) : -1;
  if (last && place >= 0) {
    state.open[place] = last;
  }
}

function countAvailable({ prepared, available, now }: SearchState): void {
  for (const kind of ['writes', 'deletes', 'creates'] as const) {
    const calls = prepared.maybe[kind];
    while (available[kind] < calls.length && (calls[available[kind]] as number) <= now) {
      available[kind]++;
    }
  }
}
