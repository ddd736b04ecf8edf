import { readResultsFile } from '../../app/read-results-file.js';
import { readResultsFolders } from '../../app/read-results-folder.js';
import { UsageError } from '../../app/usage-error.js';
import { changesBetween } from '../../comparison/changes.js';
import { type Comparison, compareResults } from '../../comparison/compare.js';
import { trendsOf } from '../../comparison/trend.js';
import {
  renderComparisonMarkdown,
  renderPullRequest,
  renderTrendsMarkdown,
} from '../../reporting/comparison/markdown.js';
import { renderComparisonHtml } from '../../reporting/comparison/page.js';
import { renderChanges, renderComparison } from '../../reporting/comparison/table.js';
import { renderTrends } from '../../reporting/comparison/trend-table.js';
import type { ReportOptions } from '../../reporting/format.js';
import { printable } from '../../reporting/printable.js';
import { exitCodes } from '../../results/exit-code.js';
import type { NamedResults } from '../../results/merge.js';
import type { CompareOptions } from '../commands/compare.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { reportsOf } from '../options/report.js';
import { checkReports, lookOf } from '../reports.js';
import { publishableFile } from '../withheld.js';

/** What a comparison can be written as. */
type Rendering = (look: ReportOptions) => string | Promise<string>;
type Renderings = Readonly<Record<string, Rendering>>;

/** `s3tester compare`: results side by side, against an older run, or from run to run. */
export async function compare(paths: readonly string[], options: CompareOptions, io: Io): Promise<void> {
  checkOptions(options);
  const reports = reportsOf(options);
  await checkReports(options, reports);
  const renderings = options.history
    ? await renderHistory(paths, options, io)
    : await renderFiles(paths, options);
  const main = options.pullRequest ? 'markdown' : (options.format ?? 'table');
  for (const format of [main, ...reports.map((report) => report.format)]) {
    if (renderings[format] === undefined) {
      throw new UsageError(
        `a comparison is not written as ${format}`,
        `formats: ${Object.keys(renderings).join(', ')}`,
      );
    }
  }
  const look = lookOf(options, io);
  await deliver((await renderings[main]?.(look)) ?? '', options.output, io);
  for (const { format, path } of reports) {
    await deliver((await renderings[format]?.({ ...look, color: false })) ?? '', path, io);
  }
}

function checkOptions({ history, against, pullRequest, format, dryRun }: CompareOptions): void {
  if (history && (against !== undefined || pullRequest)) {
    throw new UsageError('--history shows all runs: it takes no --against and no --pull-request');
  }
  if (pullRequest && against === undefined) {
    throw new UsageError('--pull-request says what changed: --against PATH names the older run');
  }
  if (pullRequest && format !== undefined) {
    throw new UsageError('--pull-request writes Markdown: it takes no --format');
  }
  if (dryRun) {
    throw new UsageError('compare sends nothing: there is nothing to plan');
  }
}

async function renderHistory(paths: readonly string[], options: CompareOptions, io: Io): Promise<Renderings> {
  const { results, others } = await readResultsFolders(paths);
  if (others.length > 0) {
    io.stderr.write(`${others.map((other) => `left out: ${printable(other)}`).join('\n')}\n`);
  }
  if (results.length === 0) {
    throw new UsageError('there are no results in these folders');
  }
  const trends = trendsOf(results.map((one) => publishableFile(one, options)));
  return {
    table: (look) => renderTrends(trends, look),
    markdown: () => renderTrendsMarkdown(trends),
    json: () => renderData({ trends }, 'json'),
    yaml: () => renderData({ trends }, 'yaml'),
  };
}

async function renderFiles(paths: readonly string[], options: CompareOptions): Promise<Renderings> {
  const { against, differentSuites = false } = options;
  if (paths.length < 2 && against === undefined) {
    throw new UsageError(
      'one file is compared with nothing',
      'name several results, or an older one with --against',
    );
  }
  const list: NamedResults[] = [];
  for (const file of against === undefined ? paths : [against, ...paths]) {
    list.push(publishableFile({ file, results: await readResultsFile(file) }, options));
  }
  const compared = compareResults(list, { differentSuites });
  if ('problem' in compared) {
    throw new UsageError(compared.problem.message, compared.problem.hint);
  }
  const { comparison } = compared;
  const data = against === undefined ? comparison : { ...comparison, changes: changesOf(comparison) };
  if (against !== undefined) {
    const isWorse = changesOf(comparison).some(({ regressed }) => regressed.length > 0);
    process.exitCode = isWorse ? exitCodes.failed : exitCodes.passed;
  }
  return {
    table: (look) =>
      against === undefined ? renderComparison(comparison, look) : renderChanges(comparison, 0, look),
    markdown: () =>
      against === undefined ? renderComparisonMarkdown(comparison) : renderPullRequest(comparison, 0),
    html: () => renderComparisonHtml(comparison),
    json: () => renderData(data, 'json'),
    yaml: () => renderData(data, 'yaml'),
  };
}

/** What each result changes against the first, by the ids of cases. */
function changesOf(comparison: Comparison) {
  return comparison.columns.slice(1).map(({ label }, index) => {
    const { still_failing, unchanged, ...lists } = changesBetween(comparison, 0, index + 1);
    return { label, ...mapIds(lists), still_failing, unchanged };
  });
}

function mapIds<K extends string>(lists: Readonly<Record<K, readonly { readonly id: string }[]>>) {
  const entries = Object.entries<readonly { readonly id: string }[]>(lists);
  return Object.fromEntries(entries.map(([name, rows]) => [name, rows.map(({ id }) => id)])) as Record<
    K,
    string[]
  >;
}
