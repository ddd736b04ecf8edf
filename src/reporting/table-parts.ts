import type { ResultHead, ResultSource } from '../results/source.js';
import type { TestTally } from '../results/tally-tests.js';
import { alignColumns, type Cell } from './columns.js';
import { describeStep } from './describe-step.js';
import type { ReportOptions } from './format.js';
import { noticesOf } from './notices.js';
import type { Problem } from './overview.js';
import type { Paint } from './paint.js';
import { oneLine } from './printable.js';
import { renderProblem } from './table-problem.js';
import { countedSteps, describeLatency, describeTurns } from './turns.js';
import { describeWithheld } from './withheld.js';
import { count, tallyOf } from './words.js';

/** The line that says who judged which server. */
export function describeTarget({ s3tester_version, target }: ResultHead): string {
  const server = target.server === null ? '' : ` (${target.server})`;
  return oneLine(`s3tester ${s3tester_version} · ${target.endpoint_url}${server} · ${target.region}`);
}

/** A part of a text with an empty line before and after it; its lines may be made as they are written. */
export type Section = Iterable<string>;

/** Writes sections with an empty line between them; those without a line are left out. */
export function* writeSections(sections: Iterable<Section>): Generator<string> {
  let isFirst = true;
  for (const lines of sections) {
    let isBegun = false;
    for (const line of lines) {
      yield isBegun || isFirst ? `${line}\n` : `\n${line}\n`;
      isBegun = true;
      isFirst = false;
    }
  }
}

/** Everything that went wrong with its evidence: first what failed, then what could not be judged. */
export function renderProblems(
  problems: readonly Problem[],
  options: ReportOptions,
  paint: Paint,
): readonly Section[] {
  return (['fail', 'error'] as const).map((status) => {
    const found = problems.filter((problem) => problem.status === status);
    const title = status === 'fail' ? 'Failed' : 'Could not be judged';
    return problemLines(paint('strong', title), found, options, paint);
  });
}

function* problemLines(
  title: string,
  problems: readonly Problem[],
  options: ReportOptions,
  paint: Paint,
): Generator<string> {
  if (problems.length > 0) {
    yield title;
  }
  for (const problem of problems) {
    yield '';
    yield* renderProblem(problem, options, paint);
  }
}

/** The steps of which turns are only counted: how many ended how, and how long they took. */
export function renderTurns(results: ResultSource, { verbose }: ReportOptions, paint: Paint): Section {
  const rows = countedSteps(results, verbose).map((entry): readonly Cell[] => {
    const { turns } = entry;
    const times = turns.latency === undefined ? '' : describeLatency(turns.latency);
    return [
      { text: `  ${describeStep(entry.read())}` },
      { text: describeTurns(turns) },
      { text: times, paint: (text) => paint('quiet', text) },
    ];
  });
  return rows.length === 0
    ? []
    : [paint('strong', 'Counted, and not listed one by one'), '', ...alignColumns(rows)];
}

/** How many tests ended how: `11 tests: 4 passed, 7 failed`. */
export function describeTests(tests: TestTally, paint: Paint, noun = 'test'): string {
  const tally = tallyOf(tests).map(([status, text]) => paint(status, text));
  const all = paint('strong', count(tests.total, noun));
  return `${all}: ${tally.length === 0 ? 'none ran' : tally.join(', ')}`;
}

/** What makes a run less than whole, or was left behind: a line each. */
export function renderNotices(results: ResultHead, paint: Paint): readonly string[] {
  return noticesOf(results).map((notice) => paint('error', `! ${oneLine(notice)}`));
}

/** What was withheld, by area. */
export function renderWithheld(results: ResultHead, paint: Paint): Section {
  const text = describeWithheld(results);
  return text === null ? [] : [paint('strong', text.summary), '', ...text.areas.map((area) => `  ${area}`)];
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
