import { briefText } from './brief.js';
import { describeStep } from './describe-step.js';
import { plainEvidence } from './evidence-text.js';
import { linkMarkdown } from './markdown-link.js';
import { escapeMarkdown, escapeText } from './markup.js';
import { describeVerdict, type Problem } from './overview.js';
import { oneLine } from './printable.js';
import { statusWords } from './words.js';

/** Of a line of evidence that is longer, a page has no use. */
const mostOfLine = 2000;

/** What went wrong in one case or step, folded, with its links, its command and its evidence. */
export function renderProblem(problem: Problem): readonly string[] {
  const { glyph, word } = statusWords[problem.status];
  const [first] = problem.steps;
  const title = problem.case?.id ?? (first === undefined ? '' : describeStep(first.read()));
  const facts = problem.case === null ? [] : [describeVerdict(problem.case), problem.case.reason];
  const verdict = facts
    .filter((fact) => fact !== null)
    .map(escapeMarkdown)
    .join(': ');
  const evidence = problem.steps.flatMap(plainEvidence).map((line) => briefText(line, mostOfLine));
  const { title: about = null, reference, records = [], place, kept = [], reproduce } = problem.case ?? {};
  const links = [
    ...(reference === undefined ? [] : [linkMarkdown('AWS', reference)]),
    ...records.flatMap(({ id, sources }) => sources.map((source) => linkMarkdown(id, source))),
    ...(place === undefined ? [] : [escapeMarkdown(place)]),
    ...kept.map((bucket) => `kept ${escapeMarkdown(bucket)}`),
  ];
  return [
    `<details><summary>${glyph} ${word}: ${escapeText(oneLine(title))}</summary>`,
    '',
    ...(about === null ? [] : [escapeMarkdown(about), '']),
    ...(links.length === 0 ? [] : [links.join(' · '), '']),
    ...(reproduce === undefined ? [] : [...fenced([oneLine(reproduce)], 'sh'), '']),
    ...(verdict === '' ? [] : [verdict, '']),
    ...(evidence.length === 0 ? [] : [...fenced(evidence), '']),
    '</details>',
  ];
}

// A fence must be longer than any run of backticks inside of it.
function fenced(lines: readonly string[], language = 'text'): readonly string[] {
  const runs = lines.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  return [`${fence}${language}`, ...lines, fence];
}
