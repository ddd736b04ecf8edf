import type { Prepared, Task, ValueFacts } from './prepare.js';
import { absent } from './register.js';

/** The columns of a row before the words of its bits: the value there, and how many of each kind of `maybe` it used. */
export const columns = { value: 0, writes: 1, deletes: 2, creates: 3, firstWord: 4 } as const;

/** Where a search stands. */
export interface SearchState {
  readonly prepared: Prepared;
  /** How many numbers a row has. */
  readonly width: number;
  /** Stands for any value that nothing depends on any more. */
  readonly gone: number;
  /** Called, and not yet in its place in every row: each has a bit. */
  readonly open: Task[];
  now: number;
  /** How many of each kind of `maybe` were called by now. */
  readonly available: { writes: number; deletes: number; creates: number };
  /** The row that is being made. */
  readonly scratch: Int32Array;
}

/** Makes the state before the first operation. */
export function createSearchState(prepared: Prepared): SearchState {
  const width = columns.firstWord + Math.ceil(mostOpen(prepared) / 32);
  const scratch = new Int32Array(width);
  scratch[columns.value] = absent;
  return {
    prepared,
    width,
    gone: prepared.values.length,
    open: [],
    now: Number.NEGATIVE_INFINITY,
    available: { writes: 0, deletes: 0, creates: 0 },
    scratch,
  };
}

/** How many operations are under way at the same time, at most. */
function mostOpen({ tasks, due }: Prepared): number {
  let most = 0;
  let arrived = 0;
  for (const [ended, { due: now }] of due.entries()) {
    while (arrived < tasks.length && (tasks[arrived] as Task).call <= now) {
      arrived++;
    }
    most = Math.max(most, arrived - ended);
  }
  return most;
}

/** Whether a task has happened in the row that begins at `offset`. */
export function hasDone(data: Int32Array, offset: number, { slot }: Task): boolean {
  return (((data[offset + columns.firstWord + (slot >>> 5)] as number) >>> (slot & 31)) & 1) === 1;
}

/** Notes that a task has happened. */
export function markDone(data: Int32Array, offset: number, { slot }: Task): void {
  const word = offset + columns.firstWord + (slot >>> 5);
  data[word] = (data[word] as number) | (1 << (slot & 31));
}

/** Whether a task finds in `value` what it asks for. */
export function isSatisfied(task: Task, value: number): boolean {
  return task.asks === 'anything' || (task.asks === 'equal') === (value === task.value);
}

/** What is known of a value that can be there once; null for absence, for what several set, and for what is gone. */
export function uniqueFacts(state: SearchState, value: number): ValueFacts | null {
  const facts = state.prepared.values[value];
  return facts?.isUnique ? facts : null;
}

/** Whether nothing depends on a value any more: all that must find it have been called, nobody asks for another. */
export function isSpent(state: SearchState, value: number): boolean {
  const facts = uniqueFacts(state, value);
  return (
    facts !== null &&
    facts.lastNeeded <= state.now &&
    facts.next === null &&
    !facts.mayBeReplaced &&
    facts.lastRefused < state.now
  );
}

/** Rows that differ in a value on which nothing depends are the same. */
export function settle(state: SearchState): void {
  if (isSpent(state, state.scratch[columns.value] as number)) {
    state.scratch[columns.value] = state.gone;
  }
}
