import type { Task } from './prepare.js';
import { absent } from './register.js';
import type { RowSet } from './rows.js';
import { columns, hasDone, isSpent, markDone, type SearchState, uniqueFacts } from './search-state.js';

/** With more rows than this, comparing each with each costs more than it saves. */
const mostCompared = 256;

/** Bits by what the operation does: one word for each word of a row. */
interface Kinds {
  readonly asking: Int32Array;
  readonly deleting: Int32Array;
  readonly passing: Int32Array;
}

/** Copies from `rows` to `kept` those that can go on and that no other row makes needless. */
export function pruneRows(state: SearchState, rows: RowSet, kept: RowSet): void {
  kept.clear();
  const kinds = rows.count > mostCompared ? null : kindsOf(state);
  for (let row = 0; row < rows.count; row++) {
    if (!isLate(state, rows, row) && (!kinds || !isNeedless(state, rows, row, kinds))) {
      kept.add(rows.data, row * state.width);
    }
  }
}

function kindsOf(state: SearchState): Kinds {
  const of = (isOfKind: (task: Task) => boolean) => {
    const row = new Int32Array(state.width);
    for (const task of state.open) {
      if (isOfKind(task)) {
        markDone(row, 0, task);
      }
    }
    return row;
  };
  return {
    asking: of((task) => task.sets === null),
    deleting: of((task) => task.asks === 'anything' && task.sets === absent),
    passing: of((task) =>
      task.sets === null
        ? task.asks === 'equal' && isSpent(state, task.value)
        : task.asks === 'anything' && isSpent(state, task.sets),
    ),
  };
}

/** Whether something has to happen before the value of the row may go. */
function isLate(state: SearchState, rows: RowSet, row: number): boolean {
  const offset = row * state.width;
  const facts = uniqueFacts(state, rows.data[offset + columns.value] as number);
  const stuckUntil = facts?.lastNeeded ?? Number.NEGATIVE_INFINITY;
  return (
    stuckUntil > state.now &&
    state.open.some((task) => task.due < stuckUntil && !hasDone(rows.data, offset, task))
  );
}

function isNeedless(state: SearchState, rows: RowSet, row: number, kinds: Kinds): boolean {
  for (let other = 0; other < rows.count; other++) {
    if (
      other !== row &&
      !isLate(state, rows, other) &&
      covers(state, rows.data, other * state.width, row * state.width, kinds)
    ) {
      return true;
    }
  }
  return false;
}

/**
 * Whether the row at `one` can do all that the row at `other` can: it has the same value, has used no more, and has left
 * for later only what can still happen at any time without a trace.
 */
function covers(state: SearchState, data: Int32Array, one: number, other: number, kinds: Kinds): boolean {
  const value = data[one + columns.value] as number;
  if (value !== data[other + columns.value]) {
    return false;
  }
  for (let column = columns.writes; column < columns.firstWord; column++) {
    if ((data[one + column] as number) > (data[other + column] as number)) {
      return false;
    }
  }
  const may = mayWait(state, value);
  for (let column = columns.firstWord; column < state.width; column++) {
    const done = data[one + column] as number;
    const otherDone = data[other + column] as number;
    const asking = kinds.asking[column] as number;
    const waiting =
      (may.deletes ? (kinds.deleting[column] as number) : 0) |
      (may.passing ? (kinds.passing[column] as number) : 0);
    if ((otherDone & ~done & ~waiting) !== 0 || (done & ~otherDone & ~asking) !== 0) {
      return false;
    }
  }
  return true;
}

/** What can as well happen later, from a value on. */
function mayWait(
  state: SearchState,
  value: number,
): { readonly deletes: boolean; readonly passing: boolean } {
  if (value === absent) {
    return { deletes: true, passing: false };
  }
  const facts = uniqueFacts(state, value);
  const isFree = facts ? facts.next === null && !facts.mayBeReplaced : value === state.gone;
  const isPresenceAsked = (state.prepared.values[absent]?.lastRefused ?? 0) >= state.now;
  return { deletes: isFree && !isPresenceAsked, passing: isFree };
}
