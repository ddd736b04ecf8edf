import { createHash } from 'node:crypto';
import { readResultsFile } from '../../app/read-results-file.js';
import { UsageError } from '../../app/usage-error.js';
import { conformanceExitCode, scoreCases } from '../../conformance/index.js';
import { exitCode } from '../../results/exit-code.js';
import { mergeResults } from '../../results/merge.js';
import { sourceOf } from '../../results/source.js';
import type { Results } from '../../results/types.js';
import type { MergeOptions } from '../commands/merge.js';
import type { Io } from '../io.js';
import { reportsOf } from '../options/report.js';
import { checkReports, writeReports } from '../reports.js';
import { publishable } from '../withheld.js';

/** `s3tester merge`: makes one result of the shards of a run; scores are counted again over all of them. */
export async function merge(files: readonly string[], options: MergeOptions, io: Io): Promise<void> {
  const reports = reportsOf(options);
  await checkReports(options, reports);
  const list = [];
  for (const file of files) {
    list.push({ file, results: await readResultsFile(file) });
  }
  const merged = mergeResults(list);
  if ('problem' in merged) {
    throw new UsageError(merged.problem.message);
  }
  const results = scoreAgain(
    merged.results,
    list.map((one) => one.results),
  );
  const published = publishable(sourceOf(results), options, 'the merged results');
  const failed = await writeReports(published, options, reports, io);
  const code = results.conformance ? conformanceExitCode(results) : exitCode(results);
  process.exitCode = failed && code === 0 ? 3 : code;
}

function scoreAgain(merged: Results, shards: readonly Results[]): Results {
  const [first] = shards.flatMap(({ conformance }) => (conformance ? [conformance] : []));
  if (!first) {
    return merged;
  }
  const scored = merged.cases.filter(({ level }) => level !== 'legacy');
  const plans = new Set(shards.flatMap(({ conformance }) => (conformance ? [conformance.plan] : [])));
  const plan = joinPlans([...plans]);
  const { shard: _, ...known } = { ...first, plan };
  const crashes = shards.flatMap(({ conformance }) => conformance?.crashes ?? []);
  return { ...merged, plan, conformance: { ...known, ...scoreCases(scored), crashes, baseline: null } };
}

/** The plan of what was asked for in parts: that of all of them where they share one. */
function joinPlans(plans: readonly string[]): string {
  const [first = '', ...others] = plans;
  return others.length === 0
    ? first
    : createHash('sha256')
        .update([...plans].sort().join(' '))
        .digest('hex');
}
