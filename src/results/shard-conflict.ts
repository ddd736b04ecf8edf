import type { NamedResults } from './merge.js';

/** Why results are not all the shards of one run, and the file where that shows. */
export interface ShardConflict {
  readonly file: string;
  readonly message: string;
}

interface ShardFile {
  readonly file: string;
  readonly plan: string;
  readonly index: number;
  readonly count: number;
}

/**
 * What keeps results from being one whole: a shard of another run, one that stands twice, or one that is missing. Null
 * where each shard is there once, or where no results are of a shard.
 */
export function shardConflict(list: readonly NamedResults[]): ShardConflict | null {
  const shards = list.flatMap(shardOf);
  const [first] = shards;
  if (first === undefined) {
    return null;
  }
  const whole = list.find((one) => shardOf(one).length === 0);
  if (whole !== undefined) {
    return conflict(whole.file, `${whole.file} is no shard, and ${name(first)} of a run`);
  }
  for (const one of shards) {
    const stranger = strangeness(one, first);
    if (stranger !== null) {
      return conflict(one.file, stranger);
    }
  }
  for (const one of shards) {
    const twin = shards.find((other) => other !== one && other.index === one.index);
    if (twin !== undefined) {
      const files = [one.file, twin.file].join(' and ');
      return conflict(twin.file, `shard ${one.index}/${one.count} stands twice: in ${files}`);
    }
  }
  const found = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: first.count }, (_, index) => index + 1)
    .filter((index) => !found.has(index))
    .map((index) => `${index}/${first.count}`);
  if (missing.length === 0) {
    return null;
  }
  const are = missing.length === 1 ? 'shard' : 'shards';
  const verb = missing.length === 1 ? 'is' : 'are';
  return conflict(first.file, `${are} ${missing.join(', ')} ${verb} missing`);
}

function strangeness(one: ShardFile, first: ShardFile): string | null {
  if (one.plan !== first.plan) {
    const plans = `its plan is ${one.plan.slice(0, 12)}, that of ${first.file} is ${first.plan.slice(0, 12)}`;
    return `${one.file} is a shard of another run: ${plans}`;
  }
  return one.count === first.count
    ? null
    : `${one.file} is a shard of another run: ${name(one)}, ${name(first)}`;
}

function name({ file, index, count }: ShardFile): string {
  return `${file} is shard ${index}/${count}`;
}

function shardOf({ file, results: { conformance } }: NamedResults): readonly ShardFile[] {
  return conformance?.shard === undefined ? [] : [{ file, plan: conformance.plan, ...conformance.shard }];
}

function conflict(file: string, message: string): ShardConflict {
  return { file, message };
}
