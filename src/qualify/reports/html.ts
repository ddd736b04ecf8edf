import { closePage, openPage } from '../../reporting/html/document.js';
import { html, type Markup, nothing } from '../../reporting/html/html.js';
import { linkToPage } from '../../reporting/html/links.js';
import { open } from '../../reporting/html/step.js';
import type { Evidence } from '../evidence.js';
import type { Qualification, QualifiedApplication, QualifiedRequirement } from '../qualification.js';
import type { ClaimSource } from '../subject.js';
import {
  answerLooks,
  describeAnswers,
  describeApplication,
  describeRun,
  describeSeen,
  describeTried,
  effectWords,
} from './words.js';

/** What was found as one page that works from disk: nothing is loaded, and it has no script. */
export function renderQualificationHtml(found: Qualification): string {
  const title = `${describeAnswers(found)}: ${found.server ?? found.endpoint_url}`;
  return html`${openPage({ title })}<header class="wrap">
<h1>${title}</h1>
<p class="quiet">${describeRun(found)} · <time datetime="${found.start_time}">${found.start_time.slice(0, 10)}</time></p>
${found.problems.map((problem) => html`<p class="notice"><span aria-hidden="true">!</span> ${problem}</p>`)}
</header>
<main class="wrap">
${found.applications.map(renderApplication)}
</main>
${closePage(`s3tester ${found.s3tester_version}`)}`.markup;
}

function renderApplication(one: QualifiedApplication): Markup {
  const { glyph, tone, text } = answerLooks[one.answer];
  return html`<section class="group" id="${one.name}">
<div class="head"><h2>${one.name}</h2><span class="status ${tone}"><span aria-hidden="true">${glyph}</span> ${text}</span><span class="quiet">${describeApplication(one)}</span></div>
${one.settings.length === 0 ? nothing : html`<div class="wrap"><p>It works with:</p>${one.settings.map((setting) => html`<pre>${setting}</pre>`)}</div>`}
${one.requirements.map(renderRequirement)}
</section>
`;
}

const toneOfEffect = {
  none: 'pass',
  lacks: 'skipped',
  setting: 'error',
  'loses-data': 'fail',
  fails: 'fail',
  open: 'error',
} as const;

function renderRequirement(requirement: QualifiedRequirement): Markup {
  const { id, effect, why, workaround, source, evidence } = requirement;
  return html`<details class="item"${open(effect !== 'none')}>
<summary><span class="status ${toneOfEffect[effect]}">${effectWords[effect]}</span><span class="what"><b>${id}</b><br>${why}</span><span class="time">${describeTried(requirement)}</span></summary>
<div class="wrap">
${workaround === null ? nothing : html`<p>${workaround.text}</p><pre>${workaround.setting}</pre>`}
<ul class="facts">${source.map(renderSource)}</ul>
${evidence.filter(({ outcome }) => outcome !== 'met').map(renderEvidence)}
</div>
</details>
`;
}

function renderSource({ recording, url, seen }: ClaimSource): Markup {
  return html`<li>${recording === undefined ? nothing : html`<span>recorded ${seen}: ${recording}</span>`}${url === undefined ? nothing : linkToPage(url, `read ${seen}`)}</li>`;
}

function renderEvidence(evidence: Evidence): Markup {
  const { kind, id, reproduce } = evidence;
  return html`<p>${kind} <code>${id}</code>: ${describeSeen(evidence)}</p>
${reproduce === null ? nothing : html`<pre>${reproduce}</pre>`}
`;
}
