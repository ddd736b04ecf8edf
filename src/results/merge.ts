import { defined } from '../lib/defined.js';
import type { ResultsOrProblem } from './read.js';
import { shardConflict } from './shard-conflict.js';
import { summarize } from './summarize.js';
import { tallyTests } from './tally-tests.js';
import type { CaseResult, Results, StepResult } from './types.js';

/** Results and the file that they were read from, for messages. */
export interface NamedResults {
  readonly file: string;
  readonly results: Results;
}

/**
 * Makes one result of several runs against one kind of server, as shards of one run are; each may have had its own port.
 * Groups are in the order in which they are first met, with all that belongs to them. A case that one run
 * skipped and another judged counts as judged; one that two runs judged is a conflict, as are two kinds of server,
 * and shards that are not all of one run.
 */
export function mergeResults(list: readonly NamedResults[]): ResultsOrProblem {
  const first = list[0];
  if (first === undefined) {
    return conflict('', 'there is nothing to merge');
  }
  const known = list.filter(({ results }) => results.target.server !== null);
  const stranger = known.find(({ results }) => results.target.server !== known[0]?.results.target.server);
  if (stranger !== undefined) {
    const servers = [known[0] ?? first, stranger].map(
      ({ file, results }) => `${file} is of ${results.target.server}`,
    );
    return conflict(
      stranger.file,
      `results of different servers are compared, not merged: ${servers.join(', ')}`,
    );
  }
  const amiss = shardConflict(list);
  if (amiss !== null) {
    return conflict(amiss.file, amiss.message);
  }

  const owners = new Map<string, { readonly file: string; readonly found: CaseResult }>();
  for (const { file, results } of list) {
    for (const found of results.cases) {
      const before = owners.get(found.id);
      if (before !== undefined && isJudged(before.found) && isJudged(found)) {
        return conflict(file, `the case ${found.id} was judged twice: in ${before.file} and in ${file}`);
      }
      if (before === undefined || !isJudged(before.found)) {
        owners.set(found.id, { file, found });
      }
    }
  }

  const all = list.map(({ results }) => results);
  const kept = list.flatMap(({ file, results }) =>
    results.results.filter((step) => step.case === null || (owners.get(step.case)?.file ?? file) === file),
  );
  const dropped = sum(all.map(({ results }) => results.length)) - kept.length;
  const steps = inGroups(kept);
  const cases = inGroups([...owners.values()].map(({ found }) => found));
  const { session_id, s3tester_version, target, config_file } = first.results;
  return {
    results: {
      session_id,
      config_file,
      config_files: [...new Set(all.flatMap(({ config_files }) => config_files))],
      s3tester_version,
      result_format: 1,
      target: { ...target, server: firstSet(all.map((one) => one.target.server)) },
      start_time: all.map(({ start_time }) => start_time).toSorted()[0] ?? first.results.start_time,
      end_time:
        all
          .map(({ end_time }) => end_time)
          .toSorted()
          .at(-1) ?? first.results.end_time,
      interrupted: all.some(({ interrupted }) => interrupted),
      endpoint_lost: firstSet(all.map(({ endpoint_lost }) => endpoint_lost)),
      ...defined({
        budget_spent: firstSet(all.map(({ budget_spent }) => budget_spent ?? null)) ?? undefined,
      }),
      total_operations: sum(all.map(({ total_operations }) => total_operations)) - dropped,
      summary: summarize(steps),
      tests: tallyTests({ results: steps, cases }),
      results: steps,
      cases,
    },
  };
}

function isJudged({ verdict }: CaseResult): boolean {
  return verdict !== 'skipped';
}

function inGroups<T extends StepResult | CaseResult>(items: readonly T[]): readonly T[] {
  const names = [...new Set(items.map(({ group_name }) => group_name))];
  const rank = new Map(names.map((name, index) => [name, index]));
  return items.toSorted((a, b) => (rank.get(a.group_name) ?? 0) - (rank.get(b.group_name) ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function firstSet(values: readonly (string | null)[]): string | null {
  return values.find((value) => value !== null) ?? null;
}

function conflict(file: string, message: string): ResultsOrProblem {
  return { problem: { code: 'conflict', file, message } };
}
