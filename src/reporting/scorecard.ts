import type { BaselineSummary, Conformance, Score } from '../results/conformance.js';
import type { CaseResult, Results } from '../results/types.js';
import { alignColumns, type Cell } from './columns.js';
import { formatDuration, secondsBetween } from './durations.js';
import type { ReportOptions } from './format.js';
import { describeVerdict, findingsOf, skipReasons, statusOfCase } from './overview.js';
import { createPaint, type Paint } from './paint.js';
import { oneLine } from './printable.js';
import { describeTarget, renderFindings } from './table-parts.js';
import { count, statusWords } from './words.js';

/** What a run of the conformance suite found, for people in a terminal: crashes, scores, what stands out, totals. */
export function renderScorecard(results: Results, conformance: Conformance, options: ReportOptions): string {
  const paint = createPaint(options.color);
  const sections = [
    [paint('quiet', describeTarget(results))],
    renderCrashes(conformance, paint),
    ['Level', ...renderScores(conformance.levels, paint)],
    ['Feature', ...renderScores(conformance.features, paint)],
    ['Operation', ...renderScores(shown(conformance.operations, options), paint)],
    ...(options.verbose ? [['Parameter', ...renderScores(conformance.parameters, paint)]] : []),
    renderCases(results, options, paint),
    ...(options.verbose ? renderFindings(findingsOf(results), options, paint) : []),
    renderSkipped(results, paint),
    conformance.baseline ? renderBaseline(conformance.baseline, paint) : [],
    renderTotals(results, conformance, paint),
  ];
  const texts = sections
    .filter((lines) => lines.length > 1 || (lines[0] ?? '') !== '')
    .map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

/** Of the operations, those that are not whole; all of them where more is asked for. */
function shown(scores: readonly Score[], { verbose }: ReportOptions): readonly Score[] {
  return verbose ? scores : scores.filter(({ passed, applicable }) => passed < applicable);
}

function renderCrashes({ crashes }: Conformance, paint: Paint): readonly string[] {
  if (crashes.length === 0) return [];
  return [paint('error', '! The server went away under'), ...crashes.map((id) => `  ${oneLine(id)}`)];
}

function renderScores(scores: readonly Score[], paint: Paint): readonly string[] {
  const rows = scores.map((score): readonly Cell[] => {
    const { name, passed, applicable, failed, unsupported, blocked, error, skipped } = score;
    const others = [
      failed > 0 ? paint('fail', `${failed} failed`) : '',
      unsupported > 0 ? `${unsupported} unsupported` : '',
      blocked > 0 ? `${blocked} blocked` : '',
      error > 0 ? paint('error', `${error} not judged`) : '',
      skipped > 0 ? paint('quiet', `${skipped} skipped`) : '',
    ].filter((text) => text !== '');
    return [
      { text: `  ${oneLine(name)}` },
      { text: applicable === 0 ? '-' : `${passed}/${applicable}`, align: 'end' },
      { text: others.join(', ') },
    ];
  });
  return alignColumns(rows);
}

/** The cases that did not pass, a line each; with a baseline only those that it does not expect. */
function renderCases(results: Results, options: ReportOptions, paint: Paint): readonly string[] {
  const isTold = (one: CaseResult): boolean => {
    if (one.baseline === 'newly-passing') return true;
    const status = statusOfCase(one);
    return (status === 'fail' || status === 'error') && (options.verbose || one.baseline !== 'expected');
  };
  const told = results.cases.filter(isTold);
  if (told.length === 0) return [];
  const rows = told.map((one): readonly Cell[] => {
    const status = statusOfCase(one);
    const standing = one.baseline === undefined ? '' : ` (${one.baseline})`;
    return [
      {
        text: `  ${statusWords[status].glyph} ${describeVerdict(one)}${standing}${one.is_flaky ? ' (flaky)' : ''}`,
        paint: (text) => paint(status, text),
      },
      { text: oneLine(one.id) },
      { text: one.reason === null ? '' : oneLine(one.reason), paint: (text) => paint('quiet', text) },
    ];
  });
  return ['Cases', ...alignColumns(rows)];
}

function renderSkipped(results: Results, paint: Paint): readonly string[] {
  const cases = results.cases.filter(({ verdict }) => verdict === 'skipped' || verdict === 'blocked');
  const reasons = skipReasons({ ...results, results: [], cases });
  if (reasons.length === 0) return [];
  return [
    paint('strong', 'Skipped and blocked'),
    ...alignColumns(
      reasons.map(([reason, number]): readonly Cell[] => [
        { text: `  ${number}`, align: 'end' },
        { text: oneLine(reason) },
      ]),
    ),
  ];
}

function renderBaseline(baseline: BaselineSummary, paint: Paint): readonly string[] {
  const { file, expected, regressions, newly_passing, flaky, vanished, expired } = baseline;
  const facts = [
    `${expected.length} expected`,
    regressions.length > 0 ? paint('fail', count(regressions.length, 'regression')) : 'no regressions',
    `${newly_passing.length} newly passing`,
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
    ...(vanished.length > 0 ? [paint('fail', `${vanished.length} vanished: ${vanished.join(', ')}`)] : []),
    ...(expired.length > 0 ? [paint('fail', `${expired.length} expired: ${expired.join(', ')}`)] : []),
  ];
  return [`Baseline ${oneLine(file)}: ${facts.join(', ')}`];
}

function renderTotals(
  results: Results,
  { suite_version, plan }: Conformance,
  paint: Paint,
): readonly string[] {
  const { cases } = results;
  const applicable = cases.filter(({ verdict }) => verdict !== 'skipped').length;
  const passed = cases.filter(({ verdict }) => verdict === 'pass').length;
  return [
    ...(results.interrupted ? [paint('error', '! interrupted: what had not run is missing or skipped')] : []),
    ...(results.endpoint_lost === null
      ? []
      : [paint('error', `! endpoint lost: ${oneLine(results.endpoint_lost)}`)]),
    `${paint('strong', `${passed} of ${count(applicable, 'case')} passed`)} · suite ${suite_version} · plan ${plan.slice(0, 12)} · ${formatDuration(secondsBetween(results.start_time, results.end_time))}`,
  ];
}
