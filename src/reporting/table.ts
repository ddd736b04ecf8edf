import type { ResultSource, StepEntry } from '../results/source.js';
import { alignColumns, type Cell } from './columns.js';
import { describeInGroup } from './describe-step.js';
import { formatDuration } from './durations.js';
import { evidenceOf } from './evidence.js';
import { factLines, type TextLook } from './evidence-text.js';
import type { ReportOptions } from './format.js';
import { type GroupOverview, groupsOf, type Problem, problemsOf, skipReasons } from './overview.js';
import { createPaint, type Paint } from './paint.js';
import { oneLine } from './printable.js';
import { writeScorecard } from './scorecard.js';
import { renderCauses } from './table-causes.js';
import { renderLoads } from './table-load.js';
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
import { statusWords, tallyOf } from './words.js';

/** Results for people in a terminal: a line per group, everything that went wrong with its evidence, the totals. */
export function writeTable(results: ResultSource, options: ReportOptions): Iterable<string> {
  if (results.conformance) {
    return writeScorecard(results, results.conformance, options);
  }
  const paint = createPaint(options.color);
  const problems = problemsOf(results);
  return writeSections([
    [paint('quiet', describeTarget(results)), ...renderNotices(results, paint)],
    renderCausesOf(problems, options, paint),
    ...renderProblems(problems, options, paint),
    renderGroups(groupsOf(results), options, paint),
    ...renderLoads(results, paint),
    renderTurns(results, options, paint),
    renderSkipped(results, paint),
    renderWithheld(results, paint),
    [describeTotals(results, paint)],
  ]);
}

/** Where all that went wrong fits on a screen with its evidence, causes would only say it twice. */
const fewEnough = 3;

function renderCausesOf(problems: readonly Problem[], options: ReportOptions, paint: Paint): Section {
  return problems.length <= fewEnough ? [] : renderCauses(problems, options, paint);
}

function renderGroups(groups: readonly GroupOverview[], options: ReportOptions, paint: Paint): Section {
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
  return withSteps(groups, lines, paint);
}

function* withSteps(
  groups: readonly GroupOverview[],
  lines: readonly string[],
  paint: Paint,
): Generator<string> {
  for (const [index, group] of groups.entries()) {
    yield lines[index] ?? '';
    yield* renderSteps(group.steps, paint);
  }
}

const factsOfPassed: TextLook['labels'] = new Set([
  'with',
  'expected',
  'actual',
  'turns',
  'times',
  'tolerated',
  'deviation',
]);

/** A line per step, and under each that passed its facts; those of what did not pass stand with the problems. */
function* renderSteps(steps: readonly StepEntry[], paint: Paint): Generator<string> {
  const rows = steps.map((entry): readonly Cell[] => {
    const step = entry.read();
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
  const lines = alignColumns(rows);
  const whole = Number.POSITIVE_INFINITY;
  const look = { indent: ' '.repeat(8), width: whole, paint, labels: factsOfPassed, traces: false };
  for (const [index, step] of steps.entries()) {
    yield lines[index] ?? '';
    if (step.status === 'pass') {
      yield* factLines(evidenceOf(step.read(), whole), look);
    }
  }
}

function renderSkipped(results: ResultSource, paint: Paint): Section {
  const reasons = skipReasons(results);
  if (reasons.length === 0) {
    return [];
  }
  return [paint('strong', 'Skipped'), '', ...renderReasons(reasons)];
}
