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
  /** How many that found its value are still to be looked at. */
  waiting: number;
  /** Its bit in the rows of the search, -1 while it needs none. */
  slot: number;
}

/** What is known of a value before the search. */
export interface ValueFacts {
  /** Set by one operation at most: once another value is there, it never comes back. */
  isUnique: boolean;
  /** The first that sets it. */
  writer: Task | null;
  /** The last call of those that must find it: before this time it cannot have gone. */
  lastNeeded: number;
  /** The one operation that must find it and sets another value: whatever follows it, follows by this one. */
  next: Task | null;
  /** The last time at which one that asks for another value is under way. */
  lastRefused: number;
  /** Some operation may have replaced it, and this one only. */
  mayBeReplaced: boolean;
  /** Those that may have replaced it and of which nothing else was seen, other than the ones among the tasks. */
  maybeNext: readonly Task[];
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
      waiting: 0,
      slot: -1,
    }),
  );
  const values = valuesOf(tasks);
  const phantom = requireWhatWasSeen(tasks, values);
  if (phantom) {
    return { contradiction: [phantom.index] };
  }
  return tighten(tasks, values) ?? describe(tasks, values);
}

const noTasks: readonly Task[] = [];

/** Every value, with the one that sets it. */
function valuesOf(tasks: readonly Task[]): readonly ValueFacts[] {
  let last = absent;
  for (const { sets, value } of tasks) {
    last = Math.max(last, sets ?? absent, value);
  }
  const values: ValueFacts[] = [];
  for (let value = absent; value <= last; value++) {
    values.push({
      isUnique: value !== absent,
      writer: null,
      lastNeeded: Number.NEGATIVE_INFINITY,
      next: null,
      lastRefused: Number.NEGATIVE_INFINITY,
      mayBeReplaced: false,
      maybeNext: noTasks,
    });
  }
  for (const task of tasks) {
    const facts = task.sets === null ? undefined : values[task.sets];
    if (facts) {
      facts.isUnique &&= facts.writer === null;
      facts.writer ??= task;
    }
  }
  return values;
}

/** The one operation that sets what a task must find, null where there are several or none is needed. */
function sourceOf(task: Task, values: readonly ValueFacts[]): Task | null {
  const facts = task.asks === 'equal' && task.value !== absent ? values[task.value] : undefined;
  return facts?.isUnique ? facts.writer : null;
}

/** Marks what must have happened because its value was found; gives a task that found a value which nobody set. */
function requireWhatWasSeen(tasks: readonly Task[], values: readonly ValueFacts[]): Task | null {
  for (const task of tasks) {
    for (let seen: Task | null = task; seen && !seen.optional; ) {
      if (seen.asks === 'equal' && seen.value !== absent && !values[seen.value]?.writer) {
        return seen;
      }
      const source = sourceOf(seen, values);
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
function tighten(tasks: readonly Task[], values: readonly ValueFacts[]): Contradiction | null {
  const replaced = new Map<number, Task>();
  const needed = tasks.filter((task) => !task.optional);
  for (const task of needed) {
    const source = sourceOf(task, values);
    if (!source) {
      continue;
    }
    source.waiting++;
    if (task.sets !== null) {
      const other = replaced.get(task.value);
      if (other) {
        return { contradiction: [source.index, other.index, task.index] };
      }
      replaced.set(task.value, task);
    }
  }
  const ready = needed.filter(({ waiting }) => waiting === 0);
  for (let task = ready.pop(); task; task = ready.pop()) {
    const source = sourceOf(task, values);
    if (source) {
      if (task.due < source.call) {
        return { contradiction: [source.index, ...reasonsOf(task)] };
      }
      if (task.due < source.due) {
        source.due = task.due;
        source.because = task;
      }
      source.waiting--;
      if (source.waiting === 0) {
        ready.push(source);
      }
    }
  }
  const circle = needed.filter(({ waiting }) => waiting > 0).map(({ index }) => index);
  return circle.length > 0 ? { contradiction: circle } : null;
}

/** A task and those that brought its `due` forward, as indices. */
export function reasonsOf(task: Task): readonly number[] {
  return task.because ? [task.index, ...reasonsOf(task.because)] : [task.index];
}

function describe(tasks: readonly Task[], values: readonly ValueFacts[]): Prepared {
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
        const replaced = values[task.value];
        if (replaced) {
          replaced.maybeNext = [...replaced.maybeNext, task];
        }
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
