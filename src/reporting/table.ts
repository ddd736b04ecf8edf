import { tallyTests } from '../results/tally-tests.js';
import type { Results, StepResult } from '../results/types.js';
import { alignColumns, type Cell } from './columns.js';
import { describeInGroup } from './describe-step.js';
import { formatDuration, secondsBetween } from './durations.js';
import type { ReportOptions } from './format.js';
import { type GroupOverview, groupsOf, problemsOf, skipReasons } from './overview.js';
import { createPaint, type Paint } from './paint.js';
import { oneLine } from './printable.js';
import { renderScorecard } from './scorecard.js';
import {
  describeTarget,
  describeTests,
  renderNotices,
  renderProblems,
  renderReasons,
} from './table-parts.js';
import { count, passRate, statusWords, tallyOf } from './words.js';

/** Results for people in a terminal: a line per group, everything that went wrong with its evidence, the totals. */
export function renderTable(results: Results, options: ReportOptions): string {
  if (results.conformance) {
    return renderScorecard(results, results.conformance, options);
  }
  const paint = createPaint(options.color);
  const sections = [
    [paint('quiet', describeTarget(results))],
    renderGroups(groupsOf(results), options, paint),
    ...renderProblems(problemsOf(results), options, paint),
    renderSkipped(results, paint),
    renderTotals(results, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function renderGroups(
  groups: readonly GroupOverview[],
  options: ReportOptions,
  paint: Paint,
): readonly string[] {
  const rows = groups.map((group): readonly Cell[] => {
    const { glyph, word } = statusWords[group.status];
    const tally = tallyOf(group.tests).map(([, text]) => text);
    return [
      { text: `${glyph} ${word}`, paint: (text) => paint(group.status, text) },
      { text: oneLine(group.name), paint: (text) => paint('strong', text) },
      { text: tally.length === 0 ? 'nothing to run' : tally.join(', ') },
      { text: formatDuration(group.duration), align: 'end', paint: (text) => paint('quiet', text) },
    ];
  });
  const lines = alignColumns(rows);
  if (!options.verbose) {
    return lines;
  }
  return groups.flatMap((group, index) => [lines[index] ?? '', ...renderSteps(group.steps, paint)]);
}

function renderSteps(steps: readonly StepResult[], paint: Paint): readonly string[] {
  const rows = steps.map((step): readonly Cell[] => {
    const { glyph, word } = statusWords[step.status];
    return [
      { text: `    ${glyph} ${word}`, paint: (text) => paint(step.status, text) },
      { text: describeInGroup(step) },
      {
        text: step.credential === null ? '' : `as ${oneLine(step.credential)}`,
        paint: (text) => paint('quiet', text),
      },
      { text: formatDuration(step.duration), align: 'end', paint: (text) => paint('quiet', text) },
    ];
  });
  return alignColumns(rows);
}

function renderSkipped(results: Results, paint: Paint): readonly string[] {
  const reasons = skipReasons(results);
  if (reasons.length === 0) {
    return [];
  }
  return [paint('strong', 'Skipped'), '', ...renderReasons(reasons)];
}

function renderTotals(results: Results, paint: Paint): readonly string[] {
  const { cases, total_operations } = results;
  const tests = tallyTests(results);
  const rate = passRate(tests);
  // Without cases each operation is a test.
  const facts = [
    describeTests(tests, paint, cases.length === 0 ? 'operation' : 'test'),
    ...(rate === null ? [] : [`${rate} passed`]),
    ...(cases.length === 0 ? [] : [count(total_operations, 'operation')]),
    formatDuration(secondsBetween(results.start_time, results.end_time)),
  ];
  return [...renderNotices(results, paint), facts.join(' · ')];
}
