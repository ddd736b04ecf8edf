import type { ResultHead } from '../../results/source.js';
import type { TestTally } from '../../results/tally-tests.js';
import type { CaseResult, Status } from '../../results/types.js';
import { statusWords } from '../words.js';
import { html, type Markup, nothing } from './html.js';

const statuses = ['pass', 'fail', 'error', 'skipped'] as const satisfies readonly Status[];

/** How many tests of each status there are. */
export type StatusCounts = Readonly<Record<Status, number>>;

/** The tests of a tally by status. */
export function countsOf({ passed, failed, error, skipped }: TestTally): StatusCounts {
  return { pass: passed, fail: failed, error, skipped };
}

/** A bar that shows at a glance how many tests have which status. */
export function renderBar(counts: StatusCounts): Markup {
  const shares = statuses
    .filter((status) => counts[status] > 0)
    .map((status) => html`<span class="${status}" style="flex:${counts[status]}"></span>`);
  return html`<div class="bar" aria-hidden="true">${shares}</div>`;
}

/** The filters: a button for each status, and for each verdict that is a part of one; lists of what cases are of. */
export function renderControls(results: ResultHead, tests: TestTally): Markup {
  const counts = countsOf(tests);
  const { unsupported = 0, blocked = 0 } = tests;
  const buttons = statuses.map((status) => {
    const { glyph, word } = statusWords[status];
    return renderButton(
      'status',
      status,
      html`<span aria-hidden="true">${glyph}</span> ${word} ${counts[status]}`,
    );
  });
  return html`<div class="controls"><div class="wrap" role="search">
${renderButton('status', '', html`all ${tests.total}`)}
${buttons}
${unsupported === 0 ? nothing : renderButton('verdict', 'unsupported', html`unsupported ${unsupported}`)}
${blocked === 0 ? nothing : renderButton('verdict', 'blocked', html`blocked ${blocked}`)}
${choices.map(([name, valuesOf]) => renderChoice(name, results, valuesOf))}
<input type="search" placeholder="Search: an operation, a key, a header …" aria-label="Search in results">
<button type="button" data-clear hidden>no filter</button>
<span class="quiet" role="status"></span>
</div></div>`;
}

function renderButton(name: 'status' | 'verdict', value: string, label: Markup): Markup {
  return html`<button type="button" data-filter="${name}" data-value="${value}" aria-pressed="${String(value === '')}">${label}</button>`;
}

/** What cases can be chosen by, each with the values that one has. */
const choices: readonly (readonly [name: string, valuesOf: (one: CaseResult) => readonly string[]])[] = [
  ['kind', ({ kind }) => (kind === null ? [] : [kind])],
  ['feature', ({ feature }) => (feature === undefined ? [] : [feature])],
  ['level', ({ level }) => (level === undefined ? [] : [level])],
  ['operation', ({ operations = [] }) => operations],
  ['baseline', ({ baseline }) => (baseline === undefined ? [] : [baseline])],
];

function renderChoice(
  name: string,
  { cases }: ResultHead,
  valuesOf: (one: CaseResult) => readonly string[],
): Markup {
  const values = [...new Set(cases.flatMap(valuesOf))].toSorted();
  const options = values.map((value) => html`<option value="${value}">${value}</option>`);
  return values.length === 0
    ? nothing
    : html`<select data-filter="${name}" aria-label="${name}"><option value="">any ${name}</option>${options}</select>
`;
}
