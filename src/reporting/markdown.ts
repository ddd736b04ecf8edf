import type { Conformance, Score } from '../results/conformance.js';
import type { ResultSource } from '../results/source.js';
import { type TestTally, tallyTests } from '../results/tally-tests.js';
import { unexpectedIn } from './causes.js';
import { describeStep } from './describe-step.js';
import { formatDuration, secondsBetween } from './durations.js';
import { type BlockKind, fitMarkdown, kept, markdownRoom } from './fit-markdown.js';
import type { ReportOptions } from './format.js';
import { describeLoad, figureColumns, figureRows, notesOf } from './load.js';
import { renderBlocked, renderCauses } from './markdown-causes.js';
import { renderProblem } from './markdown-problem.js';
import { escapeMarkdown } from './markup.js';
import { noticesOf } from './notices.js';
import { groupsOf, inexactCases, type Problem, skipReasons } from './overview.js';
import { oneLine } from './printable.js';
import {
  describeBaseline,
  describeExact,
  describeNotPassed,
  describePassed,
  describeShare,
  scoreTables,
} from './scores.js';
import { countedSteps, describeLatency, describeTurns } from './turns.js';
import { describeWithheld } from './withheld.js';
import { count, passRate, statusWords, tallyOf } from './words.js';

const failure: BlockKind = { rank: 1, left: (number) => `\n… ${count(number, 'failure')} left out` };
const section: BlockKind = { rank: 2, left: (number) => `\n… ${count(number, 'section')} left out` };

/** Results as GitHub-flavoured Markdown, for a pull request or the summary of a CI job: of as many bytes as GitHub takes. */
export function writeMarkdown(
  results: ResultSource,
  { mostBytes = markdownRoom.comment }: Pick<ReportOptions, 'mostBytes'>,
) {
  const { conformance } = results;
  const problems = unexpectedIn(results);
  const [scores = [], ...otherScores] =
    conformance === undefined ? [renderGroups(results)] : renderConformance(conformance);
  const others = [
    ...otherScores.map((lines) => ['', ...lines]),
    renderTolerated(results),
    ...renderLoads(results),
    renderTurns(results),
    renderSkipped(results),
    renderWithheld(results),
  ];
  return fitMarkdown(
    [
      kept(...renderHead(results, problems)),
      kept(...renderBlocked(results.cases)),
      ...problems.map((problem) => ({ kind: failure, lines: () => renderProblem(problem) })),
      kept(...(problems.length === 0 ? [] : ['']), ...scores),
      ...others.filter((lines) => lines.length > 0).map((lines) => ({ kind: section, lines: () => lines })),
    ],
    mostBytes,
  );
}

/** What the run was, what came of it, and the causes of what went wrong. */
function renderHead(results: ResultSource, problems: readonly Problem[]): readonly string[] {
  const { target, conformance } = results;
  const server = target.server === null ? '' : ` (${target.server})`;
  const facts = [
    ...(conformance === undefined ? testFacts(results) : conformanceFacts(results, conformance)),
    formatDuration(secondsBetween(results.start_time, results.end_time)),
    escapeMarkdown(`${target.endpoint_url}${server}`),
  ];
  return [
    '## s3tester',
    '',
    facts.join(' · '),
    '',
    ...noticesOf(results).flatMap((notice) => [`**!** ${escapeMarkdown(oneLine(notice))}`, '']),
    ...(conformance === undefined ? [] : renderAlarms(conformance)),
    ...renderCauses(problems),
  ];
}

/** The steps of which turns are only counted. */
function renderTurns(results: ResultSource): readonly string[] {
  const rows = countedSteps(results).map((entry) => {
    const { turns } = entry;
    const times = turns.latency === undefined ? '' : describeLatency(turns.latency);
    return `| ${escapeMarkdown(describeStep(entry.read()))} | ${describeTurns(turns)} | ${times} |`;
  });
  return rows.length === 0
    ? []
    : [
        '',
        '### Counted, and not listed one by one',
        '',
        '| step | turns | times |',
        '|---|---|---|',
        ...rows,
      ];
}

/** A table for each step under load. */
function renderLoads({ results }: ResultSource): readonly (readonly string[])[] {
  return results.map((entry) => {
    const step = entry.isLoad ? entry.read() : undefined;
    if (step?.load === undefined) {
      return [];
    }
    const { load, status } = step;
    const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
    return [
      '',
      `### Under load: ${statusWords[status].glyph} ${escapeMarkdown(describeStep(step))}`,
      '',
      escapeMarkdown(describeLoad(load)),
      '',
      row(figureColumns),
      `|---|${'---:|'.repeat(figureColumns.length - 1)}`,
      ...figureRows(load).map(row),
      ...notesOf(load).flatMap((note) => ['', `**!** ${escapeMarkdown(note)}`]),
    ];
  });
}

function renderSkipped(results: ResultSource): readonly string[] {
  const reasons = skipReasons(results);
  return reasons.length === 0
    ? []
    : [
        '',
        '### Skipped',
        '',
        ...reasons.map(([reason, number]) => `- ${number} × ${escapeMarkdown(reason)}`),
      ];
}

function renderWithheld(results: ResultSource): readonly string[] {
  const text = describeWithheld(results);
  return text === null
    ? []
    : [
        '',
        '### Withheld',
        '',
        escapeMarkdown(text.summary),
        '',
        ...text.areas.map((area) => `- ${escapeMarkdown(area)}`),
      ];
}

function testFacts(results: ResultSource): readonly string[] {
  const { cases, total_operations } = results;
  const tests = tallyTests(results);
  const rate = passRate(tests);
  return [
    describeTests(tests, cases.length === 0 ? 'operation' : 'test'),
    ...(rate === null ? [] : [`${rate} passed`]),
    ...(cases.length === 0 ? [] : [count(total_operations, 'operation')]),
  ];
}

function describeTests(tests: TestTally, noun = 'test'): string {
  const tally = tallyOf(tests).map(([status, text]) => `${statusWords[status].glyph} ${text}`);
  return `**${count(tests.total, noun)}**: ${tally.join(', ') || 'none ran'}`;
}

function conformanceFacts(results: ResultSource, { suite_version, plan }: Conformance): readonly string[] {
  return [
    `**${describePassed(results)}**`,
    describeTests(tallyTests(results)),
    `suite ${escapeMarkdown(suite_version)}`,
    `plan ${escapeMarkdown(plan.slice(0, 12))}`,
  ];
}

function renderGroups(results: ResultSource): readonly string[] {
  return [
    '| | group | tests | duration |',
    '|---|---|---|---:|',
    ...groupsOf(results).map((group) => {
      const { glyph, word } = statusWords[group.status];
      const texts = tallyOf(group.tests).map(([, text]) => text);
      return `| ${glyph} ${word} | ${escapeMarkdown(group.name)} | ${texts.join(', ')} | ${formatDuration(group.duration)} |`;
    }),
  ];
}

/** What brought the server down, and the comparison with a baseline. */
function renderAlarms({ crashes, baseline }: Conformance): readonly string[] {
  const facts = baseline && describeBaseline(baseline).map(([, text]) => escapeMarkdown(text));
  return [
    ...(crashes.length === 0 ? [] : ['**! The server stopped responding during**', '']),
    ...crashes.map((id) => `- ${escapeMarkdown(id)}`),
    ...(crashes.length === 0 ? [] : ['']),
    ...(facts ? [`Baseline ${escapeMarkdown(baseline.file)}: ${facts.join(', ')}`, ''] : []),
  ];
}

/** The scores, a section for each table, of which all but the levels are folded. */
function renderConformance(conformance: Conformance): readonly (readonly string[])[] {
  return scoreTables(conformance).map(([title, scores]) => renderScores(title, scores));
}

/** The cases that passed and are not exact, folded. */
function renderTolerated(results: ResultSource): readonly string[] {
  const found = inexactCases(results);
  const lines = found.map(
    ({ id, deviation }) => `- ${escapeMarkdown(id)}: ${escapeMarkdown(deviation ?? '')}`,
  );
  const summary = `Not exactly as expected: ${count(found.length, 'case')}`;
  return found.length === 0
    ? []
    : ['', `<details><summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

function renderScores(title: string, scores: readonly Score[]): readonly string[] {
  const table = [`| ${title} | passed | exact | |`, '|---|---:|---:|---|', ...scores.map(renderScore)];
  if (title === 'Level') {
    return table;
  }
  const summary = `${title}: ${count(scores.length, 'score')}`;
  return [`<details><summary>${summary}</summary>`, '', ...table, '', '</details>'];
}

function renderScore(score: Score): string {
  const rest = describeNotPassed(score).map(([, text]) => text);
  return `| ${escapeMarkdown(score.name)} | ${describeShare(score)} | ${describeExact(score)} | ${rest.join(', ')} |`;
}
