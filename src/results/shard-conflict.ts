import type { NamedResults } from './merge.js';

/** How many missing shards are named at most. */
const mostNamed = 20;

/** Why results are not all the shards of one run, and the file where that shows. */
export interface ShardConflict {
  readonly file: string;
  readonly message: string;
}

/** Results of a shard: which one, and of what. */
export interface ShardFile {
  readonly file: string;
  readonly plan: string;
  readonly index: number;
  readonly count: number;
  readonly endpoint: string | undefined;
}

/** The shard that results are of; null where they are of none. Of a suite it stood in `conformance` alone before. */
export function shardOf({ file, results }: NamedResults): ShardFile | null {
  const { conformance } = results;
  const shard = results.shard ?? conformance?.shard;
  const plan = results.plan ?? conformance?.plan;
  if (shard === undefined || plan === undefined) {
    return null;
  }
  const { index, count, endpoint } = shard;
  return { file, plan, index, count, endpoint };
}

/**
 * What keeps results from being one whole: those of another suite, of another run or endpoint, a shard that stands twice, or
 * one that is missing. Null where each shard is there once, or where no results are of a shard.
 */
export function shardConflict(list: readonly NamedResults[]): ShardConflict | null {
  const shards = list.map(shardOf).filter((shard) => shard !== null);
  const [first] = shards;
  if (first === undefined) {
    return suiteConflict(list) ?? twin(list);
  }
  const whole = list.find((one) => shardOf(one) === null);
  if (whole !== undefined) {
    return conflict(whole.file, `${whole.file} is no shard, and ${name(first)} of a run`);
  }
  const mixed = suiteConflict(list);
  if (mixed !== null) {
    return mixed;
  }
  for (const one of shards) {
    const stranger = strangeness(one, first);
    if (stranger !== null) {
      return conflict(one.file, `${one.file} is a shard of another run: ${stranger}`);
    }
  }
  return doubled(shards) ?? missing(shards, first);
}

/** Results of different suites, or of a suite and of files. */
function suiteConflict(list: readonly NamedResults[]): ShardConflict | null {
  const suiteOf = ({ results }: NamedResults): string | null => results.conformance?.suite_version ?? null;
  const [first] = list;
  const other = list.find((one) => first !== undefined && suiteOf(one) !== suiteOf(first));
  if (first === undefined || other === undefined) {
    return null;
  }
  const [a, b] = [first, other].map((one) => {
    const version = suiteOf(one);
    return `${one.file} is of ${version === null ? 'no suite' : `suite ${version}`}`;
  });
  return conflict(other.file, `results of different suites cannot be merged: ${a}, ${b}`);
}

function twin(list: readonly NamedResults[]): ShardConflict | null {
  for (const [index, { file, results }] of list.entries()) {
    const { session_id: id, plan } = results;
    const other = list
      .slice(index + 1)
      .find((one) => plan !== undefined && one.results.session_id === id && one.results.plan === plan);
    if (other !== undefined) {
      return conflict(other.file, `one run stands twice: in ${file} and ${other.file}`);
    }
  }
  return null;
}

function strangeness(one: ShardFile, first: ShardFile): string | null {
  if (one.plan !== first.plan) {
    return `its plan is ${one.plan.slice(0, 12)}, that of ${first.file} is ${first.plan.slice(0, 12)}`;
  }
  if (one.count !== first.count) {
    return `${name(one)}, ${name(first)}`;
  }
  return one.endpoint === first.endpoint
    ? null
    : `it was sent to ${one.endpoint ?? 'an unknown endpoint'}, ${first.file} to ${first.endpoint ?? 'an unknown endpoint'}`;
}

function doubled(shards: readonly ShardFile[]): ShardConflict | null {
  for (const one of shards) {
    const other = shards.find((other) => other !== one && other.index === one.index);
    if (other !== undefined) {
      const files = [one.file, other.file].join(' and ');
      return conflict(other.file, `shard ${one.index}/${one.count} stands twice: in ${files}`);
    }
  }
  return null;
}

function missing(shards: readonly ShardFile[], { file, count }: ShardFile): ShardConflict | null {
  const found = new Set(shards.map(({ index }) => index));
  const total = count - found.size;
  if (total <= 0) {
    return null;
  }
  const named: string[] = [];
  for (let index = 1; index <= count && named.length < Math.min(total, mostNamed); index++) {
    if (!found.has(index)) {
      named.push(`${index}/${count}`);
    }
  }
  const more = total > named.length ? ` and ${total - named.length} more` : '';
  const [are, verb] = total === 1 ? ['shard', 'is'] : ['shards', 'are'];
  return conflict(file, `${are} ${named.join(', ')}${more} ${verb} missing`);
}

function name({ file, index, count }: ShardFile): string {
  return `${file} is shard ${index}/${count}`;
}

function conflict(file: string, message: string): ShardConflict {
  return { file, message };
}
