import { checkRegister } from './check-register.js';
import { absent, type RegisterOperation } from './register.js';

/** Searches while a violation is made smaller: each is of few operations. */
const mostTries = 600;

/**
 * Finds few operations, by index and ascending, that contradict each other whatever the others did: with every other write
 * taken as one that may have happened at any time after its call, or never, and without every other reading, the history
 * is still a violation. None of them can be left out, unless the tries ended before. `from` are the operations with which
 * a violation was noticed.
 */
export function shrink(
  operations: readonly RegisterOperation[],
  from: readonly number[],
  budget: number,
): readonly number[] {
  const writers = writersOf(operations);
  let tries = 0;
  const isViolated = (kept: ReadonlySet<number>) => {
    tries++;
    return relax(operations, kept).every((relaxed) => checkRegister(relaxed, budget).verdict === 'violated');
  };
  let kept = beginWith(operations, from, writers, isViolated);
  for (let size = Math.ceil(kept.size / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let isSmaller = true; isSmaller && tries < mostTries; ) {
      isSmaller = false;
      const order = [...kept];
      for (let start = 0; start < order.length && tries < mostTries; start += size) {
        const removed = order.slice(start, start + size).filter((index) => kept.has(index));
        const smaller = without(operations, kept, removed);
        if (removed.length > 0 && smaller.size < kept.size && isViolated(smaller)) {
          kept = smaller;
          isSmaller = size === 1;
        }
      }
    }
  }
  return [...kept].sort((one, other) => one - other);
}

/** Who sets each value. */
function writersOf(operations: readonly RegisterOperation[]): ReadonlyMap<number, readonly number[]> {
  const writers = new Map<number, number[]>();
  for (const [index, { sets }] of operations.entries()) {
    if (sets !== null && sets !== absent) {
      writers.set(sets, [...(writers.get(sets) ?? []), index]);
    }
  }
  return writers;
}

/** The smallest stretch of time before the violation that shows it, with the writers of what was found in it. */
function beginWith(
  operations: readonly RegisterOperation[],
  from: readonly number[],
  writers: ReadonlyMap<number, readonly number[]>,
  isViolated: (kept: ReadonlySet<number>) => boolean,
): ReadonlySet<number> {
  const all = new Set(operations.keys());
  const end = Math.max(...from.map((index) => operations[index]?.return ?? 0));
  for (let count = 8; count < operations.length; count *= 4) {
    const near = operations
      .map(({ call, return: returned }, index) => ({ index, distance: Math.max(call - end, end - returned) }))
      .sort((one, other) => one.distance - other.distance)
      .slice(0, count)
      .map(({ index }) => index);
    const kept = withWriters(operations, new Set([...from, ...near]), writers);
    if (isViolated(kept)) {
      return kept;
    }
  }
  return all;
}

function withWriters(
  operations: readonly RegisterOperation[],
  kept: Set<number>,
  writers: ReadonlyMap<number, readonly number[]>,
): ReadonlySet<number> {
  // A set that grows while it is walked also walks what was added.
  for (const index of kept) {
    const { asks, value } = operations[index] ?? { asks: 'anything', value: absent };
    for (const writer of asks === 'equal' ? (writers.get(value) ?? []) : []) {
      kept.add(writer);
    }
  }
  return kept;
}

/** Leaves operations out, and with a write all that found its value. */
function without(
  operations: readonly RegisterOperation[],
  kept: ReadonlySet<number>,
  removed: readonly number[],
): ReadonlySet<number> {
  const left = new Set(kept);
  const gone = [...removed];
  for (let index = gone.pop(); index !== undefined; index = gone.pop()) {
    left.delete(index);
    const sets = operations[index]?.sets;
    if (sets !== null && sets !== undefined && sets !== absent) {
      gone.push(...[...left].filter((other) => isFinderOf(operations[other], sets)));
    }
  }
  return left;
}

function isFinderOf(operation: RegisterOperation | undefined, value: number): boolean {
  return operation?.asks === 'equal' && operation.value === value;
}

/**
 * The histories of which all must be violations. What was over before the first that is kept matters by what it left, which is
 * no value that is found later: nothing, or something else.
 */
function relax(
  operations: readonly RegisterOperation[],
  kept: ReadonlySet<number>,
): readonly (readonly RegisterOperation[])[] {
  const begin = Math.min(...[...kept].map((index) => operations[index]?.call ?? 0));
  let isBegunBefore = false;
  const relaxed = operations.flatMap((operation, index) => {
    if (kept.has(index)) {
      return [operation];
    }
    const isOver = operation.return < begin;
    isBegunBefore ||= isOver && operation.sets !== null;
    return isOver || operation.sets === null
      ? []
      : [{ ...operation, return: Number.POSITIVE_INFINITY, optional: true }];
  });
  if (!isBegunBefore) {
    return [relaxed];
  }
  const sets =
    1 + Math.max(...operations.map((operation) => Math.max(operation.sets ?? absent, operation.value)));
  const something: RegisterOperation = {
    call: begin - 2,
    return: begin - 1,
    asks: 'anything',
    value: absent,
    sets,
    optional: false,
  };
  return [relaxed, [something, ...relaxed]];
}
