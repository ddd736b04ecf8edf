import type { TestTally } from '../results/tally-tests.js';
import type { Results } from '../results/types.js';
import { alignColumns, type Cell } from './columns.js';
import type { ReportOptions } from './format.js';
import type { Problem } from './overview.js';
import type { Paint } from './paint.js';
import { oneLine } from './printable.js';
import { renderProblem } from './table-problem.js';
import { count, tallyOf } from './words.js';

/** The line that says who judged which server. */
export function describeTarget({ s3tester_version, target }: Results): string {
  const server = target.server === null ? '' : ` (${target.server})`;
  return oneLine(`s3tester ${s3tester_version} · ${target.endpoint_url}${server} · ${target.region}`);
}

/** Everything that went wrong with its evidence: first what failed, then what could not be judged. */
export function renderProblems(
  problems: readonly Problem[],
  options: ReportOptions,
  paint: Paint,
): readonly (readonly string[])[] {
  return (['fail', 'error'] as const).map((status) => {
    const found = problems.filter((problem) => problem.status === status);
    if (found.length === 0) {
      return [];
    }
    const title = status === 'fail' ? 'Failed' : 'Could not be judged';
    const blocks = found.map((problem) => renderProblem(problem, options, paint));
    return [paint('strong', title), ...blocks.flatMap((block) => ['', ...block])];
  });
}

/** How many tests ended how: `11 tests: 4 passed, 7 failed`. */
export function describeTests(tests: TestTally, paint: Paint, noun = 'test'): string {
  const tally = tallyOf(tests).map(([status, text]) => paint(status, text));
  const all = paint('strong', count(tests.total, noun));
  return `${all}: ${tally.length === 0 ? 'none ran' : tally.join(', ')}`;
}

/** What makes a run less than whole: that it was interrupted, or lost its endpoint. */
export function renderNotices({ interrupted, endpoint_lost }: Results, paint: Paint): readonly string[] {
  return [
    ...(interrupted ? [paint('error', '! interrupted: steps that did not run are missing or skipped')] : []),
    ...(endpoint_lost === null ? [] : [paint('error', `! endpoint lost: ${oneLine(endpoint_lost)}`)]),
  ];
}

/** Reasons to skip, each after the number of those that it kept out. */
export function renderReasons(
  reasons: readonly (readonly [reason: string, count: number])[],
): readonly string[] {
  return alignColumns(
    reasons.map(([reason, count]): readonly Cell[] => [
      { text: `  ${count}`, align: 'end' },
      { text: oneLine(reason) },
    ]),
  );
}
