import type { BaselineSummary, Conformance, Score } from '../results/conformance.js';
import type { ResultHead, ResultSource } from '../results/source.js';
import { statusOfCase } from '../results/tally-tests.js';
import type { CaseResult, Status } from '../results/types.js';
import { blockedUnseen } from './blocked.js';
import { unexpectedIn } from './causes.js';
import { alignColumns, type Cell } from './columns.js';
import type { ReportOptions } from './format.js';
import { describeVerdict, inexactCases, isWrong, problemsOf, skipReasons } from './overview.js';
import { createPaint, type Paint } from './paint.js';
import { oneLine } from './printable.js';
import { describeBaseline, describeExact, describeNotPassed, describeShare, scoreTables } from './scores.js';
import { renderCauses } from './table-causes.js';
import {
  describeTarget,
  renderNotices,
  renderProblems,
  renderReasons,
  renderTurns,
  renderWithheld,
  type Section,
  writeSections,
} from './table-parts.js';
import { describeTotals } from './totals.js';
import { statusWords } from './words.js';

/** What a run of the conformance suite found, for people in a terminal: crashes, scores, failures, totals. */
export function writeScorecard(
  results: ResultSource,
  conformance: Conformance,
  options: ReportOptions,
): Iterable<string> {
  const paint = createPaint(options.color);
  const problems = unexpectedIn(results);
  return writeSections([
    [paint('quiet', describeTarget(results)), ...renderNotices(results, paint)],
    renderCrashes(conformance, paint),
    conformance.baseline ? renderBaseline(conformance.baseline, paint) : [],
    renderCauses(problems, options, paint),
    renderBlocked(results, paint),
    renderCases(results, options, paint),
    ...(options.verbose ? renderProblems(problemsOf(results), options, paint) : []),
    ...scoreTables(limitScores(conformance, options)).map(([title, scores]) => [
      title,
      ...renderScores(scores, paint),
    ]),
    options.verbose ? renderTolerated(results, paint) : [],
    renderTurns(results, options, paint),
    renderSkipped(results, paint),
    renderWithheld(results, paint),
    [describeTotals(results, paint)],
  ]);
}

/** Of the operations those that are not whole, and no parameters; all of them where more is asked for. */
function limitScores(conformance: Conformance, { verbose }: ReportOptions): Conformance {
  if (verbose) {
    return conformance;
  }
  const operations = conformance.operations.filter(({ passed, applicable }) => passed < applicable);
  return { ...conformance, operations, parameters: [] };
}

function renderCrashes({ crashes }: Conformance, paint: Paint): readonly string[] {
  if (crashes.length === 0) {
    return [];
  }
  return [
    paint('error', '! The server stopped responding during'),
    ...crashes.map((id) => `  ${oneLine(id)}`),
  ];
}

function renderScores(scores: readonly Score[], paint: Paint): readonly string[] {
  const rows = scores.map((score): readonly Cell[] => [
    { text: `  ${oneLine(score.name)}` },
    { text: describeShare(score), align: 'end' },
    { text: score.applicable === 0 ? '' : `${describeExact(score)} exact`, align: 'end' },
    { text: describeNotPassed(score).map(paintPart(paint)).join(', ') },
  ]);
  return alignColumns(rows);
}

function paintPart(paint: Paint): (part: readonly [Status | null, string]) => string {
  return ([status, text]) => (status === null ? oneLine(text) : paint(status, oneLine(text)));
}

/** The cases that did not pass, a line each; with a baseline only those that it does not expect. */
function renderCases(results: ResultHead, options: ReportOptions, paint: Paint): Section {
  const isListed = (one: CaseResult): boolean => {
    if (one.baseline === 'newly-passing') {
      return true;
    }
    return isWrong({ status: statusOfCase(one) }) && (options.verbose || one.baseline !== 'expected');
  };
  const listed = results.cases.filter(isListed);
  if (listed.length === 0) {
    return [];
  }
  const rows = listed.map((one): readonly Cell[] => {
    const status = statusOfCase(one);
    const baseline = one.baseline === undefined ? '' : ` (${one.baseline})`;
    return [
      {
        text: `  ${statusWords[status].glyph} ${describeVerdict(one)}${baseline}${one.is_flaky ? ' (flaky)' : ''}`,
        paint: (text) => paint(status, text),
      },
      { text: oneLine(one.id) },
      { text: one.reason === null ? '' : oneLine(one.reason), paint: (text) => paint('quiet', text) },
    ];
  });
  const lines = alignColumns(rows);
  return [
    'Cases',
    ...listed.flatMap(({ reproduce, kept }, index) => [
      lines[index] ?? '',
      ...(kept ?? []).map((bucket) => `      kept ${oneLine(bucket)}`),
      ...(reproduce === undefined ? [] : [paint('quiet', `      ${oneLine(reproduce)}`)]),
    ]),
  ];
}

/** The cases that passed and are not exact, each with the first response that is only tolerated. */
function renderTolerated(results: ResultHead, paint: Paint): Section {
  const rows = inexactCases(results).map((one): readonly Cell[] => [
    { text: `  ${oneLine(one.id)}` },
    { text: oneLine(one.deviation ?? ''), paint: (text) => paint('quiet', text) },
  ]);
  return rows.length === 0 ? [] : [paint('strong', 'Not exactly as AWS'), ...alignColumns(rows)];
}

/** What keeps cases from running and is told by no failure, since its own case was not selected. */
function renderBlocked({ cases }: ResultHead, paint: Paint): Section {
  const blocked = blockedUnseen(cases);
  return blocked === null ? [] : [paint('strong', blocked.summary), ...renderReasons(blocked.reasons)];
}

function renderSkipped(results: ResultHead, paint: Paint): Section {
  const cases = results.cases.filter(({ verdict }) => verdict === 'skipped' || verdict === 'blocked');
  const reasons = skipReasons({ results: [], cases });
  if (reasons.length === 0) {
    return [];
  }
  return [paint('strong', 'Skipped and blocked'), ...renderReasons(reasons)];
}

function renderBaseline(baseline: BaselineSummary, paint: Paint): readonly string[] {
  const facts = describeBaseline(baseline).map(paintPart(paint));
  return [`Baseline ${oneLine(baseline.file)}: ${facts.join(', ')}`];
}
