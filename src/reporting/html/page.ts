import type { ResultHead, ResultSource, StepEntry } from '../../results/source.js';
import { statusOfCase, stepsOutsideCases, type TestTally, tallyTests } from '../../results/tally-tests.js';
import { type Cause, causesOf, unexpectedIn } from '../causes.js';
import { formatDuration, secondsBetween } from '../durations.js';
import { noticesOf } from '../notices.js';
import {
  type GroupOverview,
  groupsOf,
  isWrong,
  type Problem,
  stepsByCase,
  worstStatus,
} from '../overview.js';
import { describePassed } from '../scores.js';
import { describeWrongLeftOut } from '../turns.js';
import { count, passRate, tallyOf } from '../words.js';
import { anchorOfStep } from './address.js';
import { renderCase } from './case.js';
import { renderBlocked, renderCauses } from './causes.js';
import { countsOf, renderBar, renderControls, type StatusCounts } from './controls.js';
import { closePage, openPage } from './document.js';
import { html, type Markup } from './html.js';
import { renderAlarms, renderScorecard, renderWithheld } from './scorecard.js';
import { script } from './script.js';
import { renderStatus, renderStep } from './step.js';

const mostOpen = 10;

/**
 * Results as one page that works from disk: nothing is loaded, everything can be read without its script,
 * which only filters.
 */
export function* writeHtml(results: ResultSource): Generator<string> {
  const groups = groupsOf(results);
  const tests = tallyTests(results);
  const counts = countsOf(tests);
  const causes = causesOf(unexpectedIn(results));
  const title = titleOf(results, counts);
  const found = findIn(causes, counts.fail + counts.error <= mostOpen);
  yield html`${openPage({ title, script })}<header class="wrap">
<h1>${title}</h1>
${renderFacts(results)}
${renderNotices(results)}
${renderAlarms(results)}
${renderBar(counts)}
</header>
${renderCauses(causes)}${renderBlocked(results.cases)}
${renderControls(results, tests)}
<main class="wrap">
`.markup;
  for (const group of groups) {
    yield* writeGroup(group, 'unexpected', found);
  }
  yield renderScorecard(results).markup;
  yield renderWithheld(results).markup;
  for (const group of groups) {
    yield* writeGroup(group, 'rest', found);
  }
  yield html`
</main>
${closePage(`s3tester ${results.s3tester_version} · session ${results.session_id} · ${results.config_files.join(', ')}`, { script })}`
    .markup;
}

/** What went wrong, by case and by step, each with the number of its cause. */
interface Found {
  readonly wrongCases: ReadonlyMap<string, { readonly problem: Problem; readonly cause: number }>;
  readonly wrongSteps: ReadonlyMap<StepEntry, number>;
  readonly opensWrong: boolean;
}

function findIn(causes: readonly Cause[], opensWrong: boolean): Found {
  const all = causes.flatMap(({ problems }, cause) => problems.map((problem) => ({ problem, cause })));
  const byCase = all.flatMap((one) =>
    one.problem.case === null ? [] : [[one.problem.case.id, one] as const],
  );
  const byStep = all.flatMap(({ problem, cause }) =>
    problem.case === null ? problem.steps.map((step) => [step, cause] as const) : [],
  );
  return { wrongCases: new Map(byCase), wrongSteps: new Map(byStep), opensWrong };
}

function titleOf(results: ResultHead, counts: StatusCounts): string {
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
    // Of a suite the title says which share works, and another share would contradict it.
    ...(rate === null || results.conformance ? [] : [`${rate} passed`]),
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

function renderNotices(results: ResultSource): readonly Markup[] {
  const leftOut = describeWrongLeftOut(results.results);
  const notices = [...noticesOf(results), ...(leftOut === null ? [] : [leftOut])].map(
    (notice) => `${notice[0]?.toUpperCase()}${notice.slice(1)}.`,
  );
  return notices.map((notice) => html`<p class="notice"><span aria-hidden="true">!</span> ${notice}</p>`);
}

/** Which of a group stand together. */
type Part = 'unexpected' | 'rest';

function countTests(group: GroupOverview): number {
  return stepsOutsideCases({ results: group.steps, cases: group.cases }).length + group.cases.length;
}

function* writeGroup(group: GroupOverview, part: Part, found: Found): Generator<string> {
  const { wrongCases, wrongSteps, opensWrong } = found;
  const isUnexpected = part === 'unexpected';
  const steps = stepsOutsideCases({ results: group.steps, cases: group.cases }).filter(
    (step) => wrongSteps.has(step) === isUnexpected,
  );
  const cases = group.cases.filter(({ id }) => wrongCases.has(id) === isUnexpected);
  if (steps.length + cases.length === 0 && (isUnexpected || countTests(group) > 0)) {
    return;
  }
  const isSplit = !isUnexpected && steps.length + cases.length < countTests(group);
  const stepsOf = stepsByCase(group);
  const summary = html`<span class="quiet">${tallyText(group.tests)} · ${formatDuration(group.duration)}</span>`;
  yield html`<section class="group" data-name="${group.name}">
<div class="head">${renderStatus(worstStatus([...steps.map(({ status }) => status), ...cases.map(statusOfCase)]))}<h2>${group.name}${isSplit ? ': all else' : ''}</h2>${summary}</div>
`.markup;
  for (const step of steps) {
    const read = step.read();
    const place = { anchor: anchorOfStep(read), cause: wrongSteps.get(step) };
    yield renderStep(read, opensWrong && isWrong(step), place).markup;
  }
  for (const one of cases) {
    yield renderCase(one, stepsOf.get(one.id) ?? [], { problem: wrongCases.get(one.id) ?? null, opensWrong })
      .markup;
  }
  yield '</section>\n';
}
