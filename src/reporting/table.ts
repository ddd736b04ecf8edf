import type { Results, StepResult } from '../results/types.js';
import { alignColumns, type Cell } from './columns.js';
import { describeInGroup } from './describe-step.js';
import { formatDuration, secondsBetween } from './durations.js';
import type { ReportOptions } from './format.js';
import { type GroupOverview, groupsOf, problemsOf, skipReasons } from './overview.js';
import { createPaint, type Paint } from './paint.js';
import { oneLine } from './printable.js';
import { renderScorecard } from './scorecard.js';
import { describeTarget, renderNotices, renderProblems, renderReasons } from './table-parts.js';
import { count, formatRate, statusWords, tallyOf } from './words.js';

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
    const tally = tallyOf(group.summary).map(([, text]) => text);
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
  const { summary } = results;
  const tally = tallyOf(summary).map(([status, text]) => paint(status, text));
  const judged = summary.passed + summary.failed + summary.error;
  const facts = [
    `${paint('strong', count(results.total_operations, 'operation'))}: ${tally.length === 0 ? 'none ran' : tally.join(', ')}`,
    ...(judged === 0 ? [] : [`${formatRate(summary.success_rate)} passed`]),
    formatDuration(secondsBetween(results.start_time, results.end_time)),
  ];
  return [...renderNotices(results, paint), facts.join(' · ')];
}
