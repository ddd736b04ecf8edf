import { defined } from '../lib/defined.js';
import { HistogramError } from '../lib/histogram.js';
import { type JudgedCase, joinCases } from './join-cases.js';
import { joinCounted } from './join-counted.js';
import { joinLeftBehind } from './join-left-behind.js';
import type { ResultsOrProblem } from './read.js';
import { shardConflict, shardOf } from './shard-conflict.js';
import { countOperations, summarize } from './summarize.js';
import { tallyTests } from './tally-tests.js';
import type { CaseResult, Results, StepResult } from './types.js';

type Conflict = Extract<ResultsOrProblem, { problem: unknown }>;

/** Results and the file that they were read from, for messages. */
export interface NamedResults {
  readonly file: string;
  readonly results: Results;
}

/**
 * Makes one result of several runs against one kind of server, as shards of one run are; each may have had its own port.
 * Shards are joined in the order of the run as a whole; else groups are in the order in which they are first met. A case
 * that one run skipped and another judged counts as judged; one that two runs judged is a conflict, unless every shard was
 * to run it. So are two kinds of server, and shards that are not all of one run.
 */
export function mergeResults(given: readonly NamedResults[]): ResultsOrProblem {
  const list = given.toSorted((a, b) => (shardOf(a)?.index ?? 0) - (shardOf(b)?.index ?? 0));
  const [first] = list;
  if (first === undefined) {
    return conflict('', 'there is nothing to merge');
  }
  const amiss = serverConflict(list) ?? shardConflict(given);
  if (amiss !== null) {
    return conflict(amiss.file, amiss.message);
  }
  const everywhere = new Set(first.results.shard?.everywhere);
  const owned = ownCases(list, everywhere);
  if ('problem' in owned) {
    return owned;
  }
  const all = list.map(({ results }) => results);
  const kept = list.flatMap((one) => keptSteps(one, owned.owners, everywhere));
  const inOrder = orderOf(first.results);
  const steps = joined(inOrder(kept));
  if ('problem' in steps) {
    return steps;
  }
  const dropped = countOperations(all.flatMap(({ results }) => results)) - countOperations(steps);
  const cases = inOrder(owned.cases);
  const { session_id, s3tester_version, target, config_file, start_time, end_time, plan } = first.results;
  return {
    results: {
      session_id,
      config_file,
      config_files: [...new Set(all.flatMap(({ config_files }) => config_files))],
      s3tester_version,
      result_format: 1,
      target: { ...target, server: firstSet(all.map((one) => one.target.server)) },
      start_time: all.map((one) => one.start_time).toSorted()[0] ?? start_time,
      end_time:
        all
          .map((one) => one.end_time)
          .toSorted()
          .at(-1) ?? end_time,
      ...defined({ plan: all.every((one) => one.plan === plan) ? plan : undefined }),
      interrupted: all.some(({ interrupted }) => interrupted),
      endpoint_lost: firstSet(all.map(({ endpoint_lost }) => endpoint_lost)),
      ...defined({
        budget_spent: firstSet(all.map(({ budget_spent }) => budget_spent ?? null)) ?? undefined,
      }),
      ...joinLeftBehind(all),
      total_operations: sum(all.map(({ total_operations }) => total_operations)) - dropped,
      summary: summarize(steps),
      tests: tallyTests({ results: steps, cases }),
      results: steps,
      cases,
    },
  };
}

function serverConflict(list: readonly NamedResults[]) {
  const known = list.filter(({ results }) => results.target.server !== null);
  const stranger = known.find(({ results }) => results.target.server !== known[0]?.results.target.server);
  if (stranger === undefined) {
    return null;
  }
  const servers = [known[0] ?? stranger, stranger].map(
    ({ file, results }) => `${file} is of ${results.target.server}`,
  );
  return {
    file: stranger.file,
    message: `results of different servers are compared, not merged: ${servers.join(', ')}`,
  };
}

/** The cases of a merged result, and the file whose steps of a case are kept; those of what runs everywhere are all kept. */
interface OwnedCases {
  readonly cases: readonly CaseResult[];
  readonly owners: ReadonlyMap<string, string>;
}

function ownCases(list: readonly NamedResults[], everywhere: ReadonlySet<string>): OwnedCases | Conflict {
  const found = new Map<string, [JudgedCase, ...JudgedCase[]]>();
  const owners = new Map<string, string>();
  for (const one of list) {
    const shard = shardOf(one);
    const name = shard && `${shard.index}/${shard.count}`;
    for (const judged of one.results.cases) {
      const { id } = judged;
      const before = found.get(id);
      const isJoined = everywhere.has(judged.group_name);
      if (before !== undefined && !isJoined && isJudged(before[0].found) && isJudged(judged)) {
        return conflict(one.file, `the case ${id} was judged twice: in ${owners.get(id)} and in ${one.file}`);
      }
      if (before !== undefined && isJoined) {
        before.push({ found: judged, shard: name });
      } else if (before === undefined || !isJudged(before[0].found)) {
        found.set(id, [{ found: judged, shard: name }]);
        owners.set(id, one.file);
      }
    }
  }
  return { cases: [...found.values()].map(joinCases), owners };
}

/** The steps of one result that the whole keeps; each of what runs everywhere says which shard it is of. */
function keptSteps(
  one: NamedResults,
  owners: ReadonlyMap<string, string>,
  everywhere: ReadonlySet<string>,
): readonly StepResult[] {
  const shard = shardOf(one);
  return one.results.results.flatMap((step) => {
    if (everywhere.has(step.group_name)) {
      return [{ ...step, ...(shard ? { shard: shard.index } : {}) }];
    }
    return step.case === null || (owners.get(step.case) ?? one.file) === one.file ? [step] : [];
  });
}

function isJudged({ verdict }: CaseResult): boolean {
  return verdict !== 'skipped';
}

/** The steps, with what shards counted in one. */
function joined(steps: readonly StepResult[]): readonly StepResult[] | Conflict {
  try {
    return joinCounted(steps);
  } catch (error) {
    if (error instanceof HistogramError) {
      return conflict('', `the times of a loop cannot be merged: ${error.message}`);
    }
    throw error;
  }
}

/** Sorts steps or cases: as the run as a whole has them, or group by group as they are first met. */
function orderOf({
  shard,
  conformance,
}: Results): <T extends StepResult | CaseResult>(items: readonly T[]) => T[] {
  const isOfSuite = conformance !== undefined && shard?.whole !== undefined;
  const nameOf = (item: StepResult | CaseResult): string => {
    const id = 'id' in item ? item.id : item.case;
    // The rows of a case stand together.
    return isOfSuite ? (id ?? '').replace(/\[[^\]]*\]$/, '') : item.group_name;
  };
  return (items) => {
    const names = shard?.whole ?? [...new Set(items.map(nameOf))];
    const rank = new Map(names.map((name, index) => [name, index]));
    const rankOf = (item: StepResult | CaseResult): number => rank.get(nameOf(item)) ?? names.length;
    return items.toSorted((a, b) => rankOf(a) - rankOf(b));
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function firstSet(values: readonly (string | null)[]): string | null {
  return values.find((value) => value !== null) ?? null;
}

function conflict(file: string, message: string): Conflict {
  return { problem: { code: 'conflict', file, message } };
}
