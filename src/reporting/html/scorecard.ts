import type { Conformance, Score } from '../../results/conformance.js';
import type { ResultHead } from '../../results/source.js';
import {
  describeBaseline,
  describeExact,
  describeNotPassed,
  describePassed,
  describeShare,
  scoreTables,
} from '../scores.js';
import { describeWithheld } from '../withheld.js';
import { filterHash } from './address.js';
import { html, type Markup, nothing } from './html.js';
import { open } from './step.js';

/** The scores of a run of the conformance suite as tables, of which those of levels and features are open. */
export function renderScorecard(results: ResultHead): Markup {
  const { conformance } = results;
  if (conformance === undefined) {
    return nothing;
  }
  const { suite_version, plan } = conformance;
  return html`<section class="group scorecard">
<div class="head"><h2>${describePassed(results)}</h2><span class="quiet">suite ${suite_version} · plan ${plan.slice(0, 12)}</span></div>
${scoreTables(conformance).map(([title, scores]) => renderTable(title, scores))}</section>
`;
}

/** What brought the server down, and the comparison with a baseline. */
export function renderAlarms({ conformance }: ResultHead): Markup {
  if (conformance === undefined) {
    return nothing;
  }
  const notices = conformance.crashes.map(
    (id) =>
      html`<p class="notice"><span aria-hidden="true">!</span> The server stopped responding during ${id}</p>`,
  );
  return html`${notices}${renderBaseline(conformance)}`;
}

/** What was withheld, by area. */
export function renderWithheld(results: ResultHead): Markup {
  const text = describeWithheld(results);
  return text === null
    ? nothing
    : html`<section class="group withheld">
<div class="head"><h2>Withheld</h2><span class="quiet">${text.summary}</span></div>
<ul>${text.areas.map((area) => html`<li>${area}</li>`)}</ul>
</section>
`;
}

function renderBaseline({ baseline }: Conformance): Markup {
  if (baseline === null) {
    return nothing;
  }
  const parts = describeBaseline(baseline).map(([status, text]) =>
    status === null ? html`<li>${text}</li>` : html`<li class="${status}"><b>${text}</b></li>`,
  );
  return html`<p>Baseline ${baseline.file}</p><ul class="standing">${parts}</ul>`;
}

function renderTable(title: string, scores: readonly Score[]): Markup {
  const isOpen = title === 'Level' || title === 'Feature';
  return html`<details class="item scores"${open(isOpen)}>
<summary><span class="what"><b>${title}</b></span></summary>
<div class="wide"><table>
<thead><tr><th scope="col">${title}</th><th scope="col">passed</th><th scope="col">exact</th><th scope="col">share</th><th scope="col">else</th></tr></thead>
<tbody>
${scores.map((score) => renderScore(score, filterOf(title, score)))}</tbody>
</table></div>
</details>
`;
}

/** The filter that shows the cases of a score; those of a parameter are of its operation. */
function filterOf(title: string, { name }: Score): string {
  const [operation = name] = name.split('.');
  return title === 'Parameter' ? filterHash({ operation }) : filterHash({ [title.toLowerCase()]: name });
}

function renderScore(score: Score, filter: string): Markup {
  const rest = describeNotPassed(score)
    .map(([, text]) => text)
    .join(', ');
  const share = html`<meter min="0" max="${Math.max(score.applicable, 1)}" value="${score.passed}">${describeShare(score)}</meter>`;
  return html`<tr><th scope="row"><a href="${filter}">${score.name}</a></th><td>${describeShare(score)}</td><td>${describeExact(score)}</td><td>${share}</td><td>${rest}</td></tr>
`;
}
