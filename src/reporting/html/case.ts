import type { StepEntry } from '../../results/source.js';
import { statusOfCase } from '../../results/tally-tests.js';
import type { CaseResult } from '../../results/types.js';
import { describeProblem } from '../causes.js';
import { formatDuration } from '../durations.js';
import { isWrong, type Problem } from '../overview.js';
import { anchorOfCase, filterHash } from './address.js';
import { html, type Markup, nothing, trusted } from './html.js';
import { linkToPage } from './links.js';
import { open, renderStatus, renderStep } from './step.js';

/** Where a case stands on the page. */
export interface CasePlace {
  /** What went wrong in it, with the number of its cause; null where nothing did. */
  readonly problem: { readonly problem: Problem; readonly cause: number } | null;
  /** Whether it is open from the beginning, where something went wrong. */
  readonly opensWrong: boolean;
}

/** A case as a row that opens to show where it is from, how to run it alone, and its steps. */
export function renderCase(one: CaseResult, steps: readonly StepEntry[], place: CasePlace): Markup {
  const status = statusOfCase(one);
  const isOpen = place.opensWrong && isWrong({ status });
  const title = one.title === null ? nothing : html`<br><span class="quiet">${one.title}</span>`;
  const { problem } = place;
  const short = problem === null ? nothing : html`<br><code>${describeProblem(problem.problem)}</code>`;
  const baseline = one.baseline === undefined ? nothing : html`<span class="quiet">${one.baseline}</span>`;
  const inexact =
    one.verdict === 'pass' && one.deviation !== undefined
      ? html`<span class="quiet">tolerated</span>`
      : nothing;
  const inner = steps.map((step) => renderStep(step.read(), isOpen && isWrong(step)));
  return html`<details class="item" id="${anchorOfCase(one)}"${dataOf(one, problem?.cause)}${open(isOpen)}>
<summary>${renderStatus(status, one.verdict === status ? undefined : one.verdict)}<span class="what"><b>${one.id}</b>${title}${short}</span>${inexact}${baseline}<span class="time">${formatDuration(one.duration)}</span></summary>
<div class="wrap">${renderFacts(one, problem?.cause)}${renderCommand(one)}${inner}</div>
</details>
`;
}

/** What the filters of the page look at. */
function dataOf(one: CaseResult, cause: number | undefined): Markup {
  const facts = {
    status: statusOfCase(one),
    verdict: one.verdict,
    kind: one.kind ?? '',
    feature: one.feature ?? '',
    level: one.level ?? '',
    baseline: one.baseline ?? '',
    operation: (one.operations ?? []).join(' '),
    cause: cause === undefined ? '' : String(cause),
  };
  const set = Object.entries(facts).filter(([, value]) => value !== '');
  return html`${set.map(([name, value]) => html` ${trusted(`data-${name}`)}="${value}"`)}`;
}

function renderFacts(one: CaseResult, cause: number | undefined): Markup {
  const { kind, reason, reference = null, records = [], place, feature, kept = [] } = one;
  const tolerated = one.verdict === 'pass' ? (one.deviation ?? null) : null;
  const why = [kind, reason, tolerated].filter((fact) => fact !== null).join(': ');
  const links = [
    linkToPage(reference, 'what AWS documents'),
    ...records.map(({ id, seen, sources }) => {
      const label = `what was seen on AWS ${seen}: ${id}`;
      return html`${sources.length === 0 ? html`<span>${label}</span>` : sources.map((source) => linkToPage(source, label))}`;
    }),
    ...(place === undefined ? [] : [html`<code>${place}</code>`]),
    ...(cause === undefined
      ? []
      : [html`<a href="${filterHash({ cause })}">the other failures of this cause</a>`]),
    ...(feature === undefined || cause === undefined
      ? []
      : [html`<a href="${filterHash({ feature, status: 'fail' })}">the other failures of ${feature}</a>`]),
    ...kept.map((bucket) => html`<span>kept: <code>${bucket}</code></span>`),
  ].filter((link) => link.markup !== '');
  const facts = links.map((link) => html`<li>${link}</li>`);
  return html`${why === '' ? nothing : html`<p>${why}</p>`}${facts.length === 0 ? nothing : html`<ul class="facts">${facts}</ul>`}`;
}

function renderCommand({ reproduce }: CaseResult): Markup {
  return reproduce === undefined
    ? nothing
    : html`<div class="command"><p class="quiet">runs only this case</p><pre>${reproduce}</pre><button type="button" data-copy>Copy</button></div>`;
}
