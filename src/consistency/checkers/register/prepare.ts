import { absent, type RegisterOperation } from './register.js';

/** An operation that the search has to place. */
export interface Task {
  readonly index: number;
  readonly call: number;
  /** The latest time at which it can have happened: its own return, or that of the first that saw its effect. */
  due: number;
  readonly asks: RegisterOperation['asks'];
  readonly value: number;
  readonly sets: number | null;
  optional: boolean;
  /** The one whose return brought `due` forward. */
  because: Task | null;
  /** Its bit in the rows of the search, -1 while it needs none. */
  slot: number;
}

/** What is known of a value before the search. */
export interface ValueFacts {
  /** Set by one operation at most: once another value is there, it never comes back. */
  readonly isUnique: boolean;
  /** The last call of those that must find it: before this time it cannot have gone. */
  lastNeeded: number;
  /** The one operation that must find it and sets another value: whatever follows it, follows by this one. */
  next: Task | null;
  /** The last time at which one that asks for another value is under way. */
  lastRefused: number;
  /** Some operation may have replaced it, and this one only. */
  mayBeReplaced: boolean;
  /** Those that may have replaced it and of which nothing else was seen, other than the ones among the tasks. */
  readonly maybeNext: Task[];
}

/** A register history, ready to be searched. */
export interface Prepared {
  /** In the order of their calls. */
  readonly tasks: readonly Task[];
  /** Those that must have happened, in the order of `due`. */
  readonly due: readonly Task[];
  readonly values: readonly ValueFacts[];
  /** The calls of operations that may have happened and of which nothing was seen, ascending: they are alike. */
  readonly maybe: {
    readonly writes: readonly number[];
    readonly deletes: readonly number[];
    readonly creates: readonly number[];
  };
}

/** Operations, by index, that cannot all have happened, whatever the order. */
export interface Contradiction {
  readonly contradiction: readonly number[];
}

/**
 * Finds what follows without a search. Values are unique, so the one that sets a value precedes all that find it: it has
 * happened by the first return among these, also where its own outcome is unknown. This is the idea of the zones of
 * Gibbons and Korach, "Testing Shared Memories" (1997).
 */
export function prepare(operations: readonly RegisterOperation[]): Prepared | Contradiction {
  const tasks = operations.map(
    (operation, index): Task => ({
      index,
      call: operation.call,
      due: operation.return,
      asks: operation.asks,
      value: operation.value,
      sets: operation.sets,
      optional: operation.optional,
      because: null,
      slot: -1,
    }),
  );
  const writers = writersOf(tasks);
  const phantom = requireWhatWasSeen(tasks, writers);
  if (phantom) {
    return { contradiction: [phantom.index] };
  }
  const tight = tighten(tasks, writers);
  return tight ?? describe(tasks, writers);
}

/** The operations that set each value; a value of several writers is not unique. */
function writersOf(tasks: readonly Task[]): readonly Task[][] {
  const writers: Task[][] = [[]];
  for (const task of tasks) {
    while (writers.length <= Math.max(task.sets ?? 0, task.value)) {
      writers.push([]);
    }
    if (task.sets !== null) {
      writers[task.sets]?.push(task);
    }
  }
  return writers;
}

/** The one operation that sets what a task must find, null where there are several or none is needed. */
function sourceOf(task: Task, writers: readonly Task[][]): Task | null {
  if (task.asks !== 'equal' || task.value === absent) {
    return null;
  }
  const [writer, ...others] = writers[task.value] ?? [];
  return writer && others.length === 0 ? writer : null;
}

/** Marks what must have happened because its value was found; gives a task that found a value which nobody set. */
function requireWhatWasSeen(tasks: readonly Task[], writers: readonly Task[][]): Task | null {
  for (const task of tasks) {
    for (let seen: Task | null = task; seen && !seen.optional; ) {
      if (seen.asks === 'equal' && seen.value !== absent && writers[seen.value]?.length === 0) {
        return seen;
      }
      const source = sourceOf(seen, writers);
      if (!source?.optional) {
        break;
      }
      source.optional = false;
      seen = source;
    }
  }
  return null;
}

/** Brings `due` forward to the first return of what was seen; finds what was seen too early, or replaced twice. */
function tighten(tasks: readonly Task[], writers: readonly Task[][]): Contradiction | null {
  const replaced = new Map<number, Task>();
  const waiting = new Map<Task, number>();
  const needed = tasks.filter((task) => !task.optional);
  for (const task of needed) {
    const source = sourceOf(task, writers);
    if (!source) {
      continue;
    }
    waiting.set(source, (waiting.get(source) ?? 0) + 1);
    if (task.sets !== null) {
      const other = replaced.get(task.value);
      if (other) {
        return { contradiction: [source.index, other.index, task.index] };
      }
      replaced.set(task.value, task);
    }
  }
  const ready = needed.filter((task) => !waiting.has(task));
  for (let task = ready.pop(); task; task = ready.pop()) {
    const source = sourceOf(task, writers);
    if (source) {
      if (task.due < source.call) {
        return { contradiction: [source.index, ...reasonsOf(task)] };
      }
      if (task.due < source.due) {
        source.due = task.due;
        source.because = task;
      }
      const left = (waiting.get(source) ?? 0) - 1;
      waiting.set(source, left);
      if (left === 0) {
        ready.push(source);
      }
    }
  }
  const circle = [...waiting].filter(([, left]) => left > 0).map(([task]) => task.index);
  return circle.length > 0 ? { contradiction: circle } : null;
}

/** A task and those that brought its `due` forward, as indices. */
export function reasonsOf(task: Task): readonly number[] {
  return task.because ? [task.index, ...reasonsOf(task.because)] : [task.index];
}

function describe(tasks: readonly Task[], writers: readonly Task[][]): Prepared {
  const values = writers.map(
    (those, value): ValueFacts => ({
      isUnique: value !== absent && those.length <= 1,
      lastNeeded: Number.NEGATIVE_INFINITY,
      next: null,
      lastRefused: Number.NEGATIVE_INFINITY,
      mayBeReplaced: false,
      maybeNext: [],
    }),
  );
  const maybe = { writes: [] as number[], deletes: [] as number[], creates: [] as number[] };
  const compared = new Set<number>();
  for (const task of tasks) {
    const facts = values[task.value];
    if (!task.optional && facts) {
      noteNeed(task, facts);
    }
    if (task.asks === 'different' || (task.optional && task.asks === 'equal')) {
      compared.add(task.value);
    }
    if (facts && task.optional && task.asks === 'equal') {
      facts.mayBeReplaced = true;
    }
  }
  const isUseful = usefulness(tasks);
  const needed: Task[] = [];
  for (const task of tasks) {
    if (!task.optional) {
      needed.push(task);
    } else if (task.sets !== null && (isUseful(task) || compared.has(task.sets))) {
      const isPlain =
        task.sets === absent || (values[task.sets]?.isUnique === true && !compared.has(task.sets));
      const place = isPlain ? classOf(task, values, maybe) : 'alone';
      if (place === 'next') {
        values[task.value]?.maybeNext.push(task);
      } else if (place === 'alone') {
        needed.push(task);
      } else {
        place.push(task.call);
      }
    }
  }
  for (const calls of Object.values(maybe)) {
    calls.sort((one, other) => one - other);
  }
  return {
    tasks: needed.toSorted((one, other) => one.call - other.call),
    due: needed.filter((task) => !task.optional).sort((one, other) => one.due - other.due),
    values,
    maybe,
  };
}

function noteNeed(task: Task, facts: ValueFacts): void {
  if (task.asks === 'equal') {
    facts.lastNeeded = Math.max(facts.lastNeeded, task.call);
    if (task.sets !== null && facts.isUnique) {
      facts.next = task;
    }
  } else if (task.asks === 'different') {
    facts.lastRefused = Math.max(facts.lastRefused, task.due);
  }
}

/** Says whether one that may have happened, and whose value nobody found, can explain anything. */
function usefulness(tasks: readonly Task[]): (task: Task) => boolean {
  let lastDifferent = Number.NEGATIVE_INFINITY;
  let lastAbsent = Number.NEGATIVE_INFINITY;
  for (const task of tasks) {
    if (!task.optional && task.asks === 'different') {
      lastDifferent = Math.max(lastDifferent, task.due);
    } else if (!task.optional && task.asks === 'equal' && task.value === absent) {
      lastAbsent = Math.max(lastAbsent, task.due);
    }
  }
  return (task) => task.call <= lastDifferent || (task.sets === absent && task.call <= lastAbsent);
}

/** Where one that may have happened belongs: to others like it, to the value that it replaces, or alone. */
function classOf(
  task: Task,
  values: readonly ValueFacts[],
  maybe: { writes: number[]; deletes: number[]; creates: number[] },
): number[] | 'alone' | 'next' {
  if (task.asks === 'anything') {
    return task.sets === absent ? maybe.deletes : maybe.writes;
  }
  if (task.asks === 'different') {
    return 'alone';
  }
  if (task.value !== absent) {
    return values[task.value]?.isUnique === true ? 'next' : 'alone';
  }
  return task.sets === absent ? 'alone' : maybe.creates;
}
