import type { CaseResult } from '../../results/types.js';
import { blockedUnseen } from '../blocked.js';
import { type Cause, type CausePart, countProblems, describeCauses, nameOfProblem } from '../causes.js';
import type { Problem } from '../overview.js';
import { count } from '../words.js';
import { anchorOfCase, anchorOfStep, filterHash, hashOf } from './address.js';
import { html, type Markup, nothing } from './html.js';
import { linkToPage } from './links.js';

const mostShown = 10;

/** The causes of what went wrong, the largest first, each with links to its cases; the smaller ones are folded. */
export function renderCauses(causes: readonly Cause[]): Markup {
  if (causes.length === 0) {
    return nothing;
  }
  const rows = causes.map(renderCause);
  const [largest, rest] = [rows.slice(0, mostShown), rows.slice(mostShown)];
  const folded =
    rest.length === 0
      ? nothing
      : html`<details class="rest"><summary>${count(rest.length, 'further cause')}</summary><ol>${rest}</ol></details>`;
  return html`<section class="wrap" aria-labelledby="causes"><div class="group causes">
<div class="head"><h2 id="causes">${describeCauses(causes, largest.length)}</h2></div>
<ol>${largest}</ol>
${folded}</div></section>
`;
}

/** What keeps cases from running and is told by no failure, since its own case was not selected. */
export function renderBlocked(cases: readonly CaseResult[]): Markup {
  const blocked = blockedUnseen(cases);
  if (blocked === null) {
    return nothing;
  }
  const rows = blocked.reasons.map(
    ([reason, number]) =>
      html`<li><span class="number">${count(number, 'case')}</span><a class="what" href="${filterHash({ verdict: 'blocked' })}">${reason}</a></li>
`,
  );
  return html`<section class="wrap" aria-labelledby="blocked"><div class="group reasons">
<div class="head"><h2 id="blocked">${blocked.summary}</h2></div>
<ol>${rows}</ol></div></section>
`;
}

function renderCause({ text, problems, parts }: Cause, index: number): Markup {
  return html`<li><span class="number">${countProblems(problems)}</span><a class="what" href="${filterHash({ cause: index })}">${text}</a>${documented(problems)}<details><summary>which</summary><ul>${parts.map(renderPart)}</ul></details></li>
`;
}

/** The page that most of the cases are from. */
function documented(problems: readonly Problem[]): Markup {
  const pages = new Map<string, number>();
  for (const { case: one } of problems) {
    if (one?.reference !== undefined) {
      pages.set(one.reference, (pages.get(one.reference) ?? 0) + 1);
    }
  }
  const [page] = [...pages].toSorted((a, b) => b[1] - a[1]);
  return page === undefined ? nothing : linkToPage(page[0], 'AWS');
}

function renderPart({ text, problems }: CausePart): Markup {
  const links = problems.map(
    (problem) => html` <a href="${hashOf(anchorOfProblem(problem))}">${nameOfProblem(problem)}</a>`,
  );
  return html`<li>${problems.length} × ${text}<br>${links}</li>
`;
}

function anchorOfProblem({ case: one, steps: [first] }: Problem): string {
  return one === null && first !== undefined
    ? anchorOfStep(first.read())
    : anchorOfCase({ id: one?.id ?? '' });
}
