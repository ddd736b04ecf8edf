import type { Load, StepResult } from '../../results/types.js';
import { describeLoad, describeWrong, figureColumns, figureRows, formatFigure, notesOf } from '../load.js';
import { formatLatency } from '../turns.js';
import { count } from '../words.js';
import { html, type Markup, nothing } from './html.js';
import { renderChart } from './load-chart.js';

/** The figures of a load: a table of its operations, times and throughput as drawings, and what these draw as a table. */
export function renderLoad(load: Load): Markup {
  return html`<div class="load">
<p>${describeLoad(load)}</p>
${notesOf(load).map((note) => html`<p class="notice"><span aria-hidden="true">!</span> ${note}</p>`)}
${renderTable(figureColumns, figureRows(load))}
${renderChart(load, {
  title: 'Response time over time',
  summary: `Half of the responses took up to ${formatLatency(load.latency.p50)}, 99 of 100 up to ${formatLatency(load.latency.p99)}.`,
  format: (seconds) => (seconds === 0 ? '0' : formatLatency(seconds)),
  lines: [
    { name: 'slowest', className: 'slowest', figureOf: ({ max }) => max },
    { name: 'p99', className: 'tail', figureOf: ({ p99 }) => p99 },
    { name: 'median', className: 'median', figureOf: ({ p50 }) => p50 },
  ],
})}
${renderChart(load, {
  title: 'Responses per second over time',
  summary: `${formatFigure(load.throughput)} responses per second were as expected. ${describeAllWrong(load)}.`,
  format: formatFigure,
  lines: [
    {
      name: 'as expected',
      className: 'right',
      figureOf: ({ ended, wrong }) => (ended - wrong) / load.interval,
    },
    { name: 'wrong', className: 'wrong', figureOf: ({ wrong }) => wrong / load.interval },
  ],
})}
<details class="trace"><summary>the drawings as a table</summary>
${renderTable(
  momentColumns,
  load.over_time.map((moment) => momentRow(moment, load)),
)}</details>
</div>
`;
}

/** The failures of a load that were kept, each as the step that it was. */
export function renderFailures(
  { failures, failures_left_out }: Load,
  renderOne: (failure: StepResult) => Markup,
): Markup {
  if (failures.length === 0) {
    return nothing;
  }
  const rest = failures_left_out === 0 ? '' : ` of ${failures.length + failures_left_out}`;
  return html`<details class="trace"><summary>${count(failures.length, 'failure')}${rest}</summary>${failures.map(renderOne)}</details>`;
}

function describeAllWrong(load: Load): string {
  const wrong = load.failed + load.error;
  return wrong === 0 ? 'None was wrong' : `Wrong of all: ${describeWrong(load)}`;
}

const momentColumns = ['from', 'responses', 'wrong', 'median', 'p99', 'slowest'] as const;

function momentRow(
  { at, ended, wrong, p50, p99, max }: Load['over_time'][number],
  { warm_up }: Load,
): readonly string[] {
  const from = `${at} s${at < warm_up ? ', warm-up' : ''}`;
  const times = [p50, p99, max].map((seconds) => (seconds === null ? '' : formatLatency(seconds)));
  return [from, String(ended), String(wrong), ...times];
}

function renderTable(columns: readonly string[], rows: readonly (readonly string[])[]): Markup {
  const head = columns.map((name) => html`<th scope="col">${name}</th>`);
  return html`<div class="figures"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(([name = '', ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
}
