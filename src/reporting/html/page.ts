import type { ResultHead, ResultSource, StepEntry } from '../../results/source.js';
import { statusOfCase, stepsOutsideCases, type TestTally, tallyTests } from '../../results/tally-tests.js';
import type { CaseResult, Status } from '../../results/types.js';
import { formatDuration, secondsBetween } from '../durations.js';
import { type GroupOverview, groupsOf, isWrong, stepsByCase } from '../overview.js';
import { describePassed } from '../scores.js';
import { describeLeftOut } from '../turns.js';
import { count, passRate, statusWords, tallyOf } from '../words.js';
import { html, type Markup, nothing, trusted } from './html.js';
import { renderScorecard } from './scorecard.js';
import { script } from './script.js';
import { open, renderStatus, renderStep } from './step.js';
import { style } from './style.js';

const statuses = ['pass', 'fail', 'error', 'skipped'] as const satisfies readonly Status[];
const mostOpen = 10;

type ItemCounts = Readonly<Record<Status, number>>;

/**
 * Results as one page that works from disk: nothing is loaded, everything can be read without its script,
 * which only filters.
 */
export function* writeHtml(results: ResultSource): Generator<string> {
  const groups = groupsOf(results);
  const tests = tallyTests(results);
  const counts = { pass: tests.passed, fail: tests.failed, error: tests.error, skipped: tests.skipped };
  const title = titleOf(results, counts);
  const opensWrong = counts.fail + counts.error <= mostOpen;
  yield html`<!doctype html>
<html lang="en" class="no-script">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<header class="wrap">
<h1>${title}</h1>
${renderFacts(results)}
${renderNotices(results)}
${renderBar(counts)}
</header>
${renderControls(counts)}
<main class="wrap">
${renderScorecard(results)}`.markup;
  for (const group of groups) {
    yield* writeGroup(group, opensWrong);
  }
  yield html`
</main>
<footer class="wrap">s3tester ${results.s3tester_version} · session ${results.session_id} · ${results.config_files.join(', ')}</footer>
<script>${trusted(script)}</script>
</body>
</html>
`.markup;
}

function titleOf(results: ResultHead, counts: ItemCounts): string {
  const { target, conformance } = results;
  if (conformance) {
    return `${target.server ?? target.endpoint_url}: ${describePassed(results)}`;
  }
  const wrong = tallyOf({ passed: 0, failed: counts.fail, error: counts.error, skipped: 0 }).map(
    ([, text]) => text,
  );
  const verdict = wrong.length > 0 ? wrong.join(', ') : counts.pass > 0 ? 'all passed' : 'nothing was judged';
  return `${target.server ?? target.endpoint_url}: ${verdict}`;
}

function renderFacts(results: ResultSource): Markup {
  const { target, start_time, end_time, total_operations } = results;
  const tests = tallyTests(results);
  const rate = passRate(tests);
  const facts = [
    target.endpoint_url,
    target.region,
    `${count(tests.total, 'test')}: ${tallyText(tests) || 'none ran'}`,
    ...(rate === null ? [] : [`${rate} passed`]),
    count(total_operations, 'operation'),
    formatDuration(secondsBetween(start_time, end_time)),
  ];
  return html`<p class="quiet">${facts.join(' · ')} · <time datetime="${start_time}">${start_time.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time></p>`;
}

function tallyText(tests: TestTally): string {
  return tallyOf(tests)
    .map(([, text]) => text)
    .join(', ');
}

function renderNotices({ interrupted, endpoint_lost, results }: ResultSource): readonly Markup[] {
  const leftOut = describeLeftOut(results);
  const notices = [
    ...(interrupted ? ['Interrupted: steps that did not run are missing or skipped.'] : []),
    ...(endpoint_lost === null ? [] : [`Endpoint lost: ${endpoint_lost}`]),
    ...(leftOut === null ? [] : [`${leftOut}.`]),
  ];
  return notices.map((notice) => html`<p class="notice"><span aria-hidden="true">!</span> ${notice}</p>`);
}

function renderBar(counts: ItemCounts): Markup {
  const shares = statuses
    .filter((status) => counts[status] > 0)
    .map((status) => html`<span class="${status}" style="flex:${counts[status]}"></span>`);
  return html`<div class="bar" aria-hidden="true">${shares}</div>`;
}

function renderControls(counts: ItemCounts): Markup {
  const all = statuses.reduce((sum, status) => sum + counts[status], 0);
  const buttons = statuses.map((status) => {
    const { glyph, word } = statusWords[status];
    return html`<button type="button" data-status="${status}" aria-pressed="false"><span aria-hidden="true">${glyph}</span> ${word} ${counts[status]}</button>`;
  });
  return html`<div class="controls"><div class="wrap" role="search">
<button type="button" data-status="" aria-pressed="true">all ${all}</button>
${buttons}
<input type="search" placeholder="Search: an operation, a key, a header …" aria-label="Search in results">
<span class="quiet" role="status"></span>
</div></div>`;
}

function* writeGroup(group: GroupOverview, opensWrong: boolean): Generator<string> {
  yield html`<section class="group" data-name="${group.name}">
<div class="head">${renderStatus(group.status)}<h2>${group.name}</h2><span class="quiet">${tallyText(group.tests)} · ${formatDuration(group.duration)}</span></div>
`.markup;
  for (const step of stepsOutsideCases({ results: group.steps, cases: group.cases })) {
    yield renderStep(step.read(), opensWrong && isWrong(step)).markup;
  }
  const steps = stepsByCase(group);
  for (const one of group.cases) {
    yield renderCase(one, steps.get(one.id) ?? [], opensWrong).markup;
  }
  yield '</section>\n';
}

function renderCase(one: CaseResult, steps: readonly StepEntry[], opensWrong: boolean): Markup {
  const status = statusOfCase(one);
  const isOpen = opensWrong && isWrong({ status });
  const title = one.title === null ? nothing : html`<br><span class="quiet">${one.title}</span>`;
  const baseline = one.baseline === undefined ? nothing : html`<span class="quiet">${one.baseline}</span>`;
  const tolerated = one.verdict === 'pass' ? (one.deviation ?? null) : null;
  const reason = [one.kind, one.reason, tolerated].filter((fact) => fact !== null).join(': ');
  const inexact = tolerated === null ? nothing : html`<span class="quiet">tolerated</span>`;
  const inner = steps.map((step) => renderStep(step.read(), isOpen && isWrong(step)));
  return html`<details class="item" data-status="${status}"${open(isOpen)}>
<summary>${renderStatus(status, one.verdict === status ? undefined : one.verdict)}<span class="what"><b>${one.id}</b>${title}</span>${inexact}${baseline}<span class="time">${formatDuration(one.duration)}</span></summary>
<div class="wrap">${reason === '' ? nothing : html`<p>${reason}</p>`}${inner}</div>
</details>
`;
}
