import type { CaseResult } from '../results/types.js';
import { blockedUnseen } from './blocked.js';
import { causesOf, countProblems, describeCauses, nameOfProblem } from './causes.js';
import { shorten } from './display-width.js';
import { linkMarkdown } from './markdown-link.js';
import { escapeMarkdown } from './markup.js';
import type { Problem } from './overview.js';
import { count } from './words.js';

const mostShown = 10;

/** The largest causes of what went wrong, each with what it is made of. */
export function renderCauses(problems: readonly Problem[]): readonly string[] {
  const causes = causesOf(problems);
  if (causes.length === 0) {
    return [];
  }
  const shown = causes.slice(0, mostShown);
  const rest = causes.length - shown.length;
  return [
    '### What went wrong',
    '',
    escapeMarkdown(describeCauses(causes, shown.length)),
    '',
    '| | cause | such as |',
    '|---:|---|---|',
    ...shown.map((cause) => {
      const [first] = cause.problems;
      const example = first === undefined ? '' : nameOfProblem(first);
      return `| ${countProblems(cause.problems)} | ${escapeMarkdown(cause.text)} | ${linkMarkdown(example, first?.case?.reference)} |`;
    }),
    ...(rest === 0 ? [] : [`| | … ${count(rest, 'further cause')} | |`]),
    '',
  ];
}

/** Of a reason that takes more columns, a list has no use. */
const mostOfReason = 300;

/** What keeps cases from running and is told by no failure, since its own case was not selected; the commonest reasons. */
export function renderBlocked(cases: readonly CaseResult[]): readonly string[] {
  const blocked = blockedUnseen(cases);
  if (blocked === null) {
    return [];
  }
  const shown = blocked.reasons.slice(0, mostShown);
  const rest = blocked.reasons.length - shown.length;
  return [
    `### ${blocked.summary}`,
    '',
    ...shown.map(([reason, number]) => `- ${number} × ${escapeMarkdown(shorten(reason, mostOfReason))}`),
    ...(rest === 0 ? [] : [`- … ${count(rest, 'further reason')}`]),
    '',
  ];
}
