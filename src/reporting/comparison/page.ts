import type { Column } from '../../comparison/columns.js';
import type { Comparison, Row } from '../../comparison/compare.js';
import { groupBy } from '../../lib/group-by.js';
import { areaOf } from '../../results/area-of.js';
import { closePage, openPage } from '../html/document.js';
import { html, type Markup, nothing } from '../html/html.js';
import { linkTo } from '../link-to.js';
import { matrixScript } from './script.js';
import { matrixStyle } from './style.js';
import { describeColumn, describeDifferences, describeGaps, failingOnlyIn, outcomeLooks } from './words.js';

/** With more columns than this, the names at their heads stand upright no more, so that the columns can be narrow. */
const mostUpright = 6;

/** How high an area is about, in pixels, before a browser has laid it out, which it does when it comes near. */
const headHeight = 90;
const rowHeight = 31;

/** A comparison as one page that works from disk: every case by area and operation, a column for each server. */
export function renderComparisonHtml(comparison: Comparison): string {
  const { columns, rows } = comparison;
  const title = columns.map(({ label }) => label).join(', ');
  const page = html`${openPage({ title: `${title}: S3 compared`, style: matrixStyle, script: matrixScript })}<header class="wrap">
<h1>S3 compared: ${title}</h1>
<p class="quiet">${describeDifferences(comparison)}</p>
${describeGaps(comparison).map((gap) => html`<p class="notice"><span aria-hidden="true">!</span> ${gap}</p>`)}
<div class="scroll" tabindex="0" role="region" aria-label="What is compared"><table class="columns">
<thead><tr><th scope="col">results</th><th scope="col">server</th><th scope="col">cases</th><th scope="col">suite</th><th scope="col">run</th></tr></thead>
<tbody>
${columns.map(renderColumn)}</tbody>
</table></div>
</header>
${renderControls(comparison)}
<main class="wrap">
${[...groupBy(rows, areaOf)].map(([area, cases]) => renderArea(area, cases, columns))}
</main>
${closePage(`s3tester ${[...new Set(columns.map(({ s3tester_version }) => s3tester_version))].join(', ')}`, { script: matrixScript })}`;
  return page.markup;
}

function renderColumn(column: Column): Markup {
  const { label, server, endpoint_url, suite_version, start_time } = column;
  return html`<tr><th scope="row" data-column="${label}">${label}</th><td>${server ?? endpoint_url}</td><td>${describeColumn(column)}</td><td>${suite_version ?? ''}</td><td><time datetime="${start_time}">${start_time.slice(0, 10)}</time></td></tr>
`;
}

function renderControls({ columns, rows }: Comparison): Markup {
  const different = rows.filter((row) => row.is_different).length;
  const alone = columns.flatMap(({ label }, index) => {
    const number = failingOnlyIn(rows, index).length;
    const query = `alone:${label.toLowerCase().split(/\s/)[0]}`;
    return number === 0
      ? []
      : [
          html`<button type="button" data-q="${query}" aria-pressed="false">only in ${label} ${number}</button>`,
        ];
  });
  return html`<div class="controls"><div class="wrap" role="search">
<button type="button" data-q="" aria-pressed="true">all ${rows.length}</button>
<button type="button" data-q="is:different" aria-pressed="false">different ${different}</button>
${alone}
<input type="search" placeholder="Search: a word, op:PutObject, is:different, ${columns[0]?.label.split(/\s/)[0] ?? 'server'}:fail …" aria-label="Search in cases">
<span class="quiet" role="status"></span>
<p class="help quiet">SERVER:pass, fail, tolerated, unsupported, error, blocked, skipped, works or broken · op: feature: level: area: · is:different · is:alone · exact:no · -word leaves out</p>
</div></div>`;
}

function renderArea(area: string, rows: readonly Row[], columns: readonly Column[]): Markup {
  const heads = columns.map(({ label }) => html`<th scope="col">${label}</th>`);
  const operations = [...groupBy(rows, ({ operations: [first] }) => first ?? '')];
  const height = headHeight + rowHeight * (rows.length + operations.filter(([name]) => name !== '').length);
  return html`<section class="group" data-name="${area}" style="contain-intrinsic-height:auto ${height}px">
<div class="head"><h2>${area}</h2><span class="quiet">${rows.length}</span></div>
<div class="scroll"><table class="matrix${columns.length > mostUpright ? ' many' : ''}">
<thead><tr><th scope="col">case</th>${heads}</tr></thead>
<tbody>
${operations.map(([operation, cases]) => renderOperation(operation, cases, columns))}</tbody>
</table></div>
</section>
`;
}

function renderOperation(operation: string, rows: readonly Row[], columns: readonly Column[]): Markup {
  const head =
    operation === ''
      ? nothing
      : html`<tr class="operation"><th scope="rowgroup" colspan="${columns.length + 1}">${operation}</th></tr>
`;
  return html`${head}${rows.map((row) => renderRow(row, columns))}`;
}

function renderRow(row: Row, columns: readonly Column[]): Markup {
  const { id, cells } = row;
  const alone = row.fails_only_in === null ? nothing : html` data-alone="${row.fails_only_in}"`;
  const marks = cells.map(({ outcome }) => {
    const { glyph, word } = outcomeLooks[outcome];
    return html`<td class="${outcome}"><span aria-hidden="true">${glyph}</span><span class="hidden-text">${word}</span></td>`;
  });
  return html`<tr id="${id}" data-o="${cells.map(({ outcome }) => outcome).join(' ')}" data-d="${row.is_different ? 1 : 0}"${alone} data-ops="${row.operations.join(' ')}" data-feature="${row.feature ?? ''}" data-level="${row.level ?? ''}"><th scope="row">${renderCase(row, columns)}</th>${marks}</tr>
`;
}

function renderCase({ id, title, reference, cells }: Row, columns: readonly Column[]): Markup {
  const reasons = cells.flatMap(({ reason }, index) =>
    reason === null ? [] : [html`<dt>${columns[index]?.label ?? ''}</dt><dd>${reason}</dd>`],
  );
  const link = linkTo(reference);
  const documented =
    link === null ? nothing : html`<p><a href="${link}" rel="noreferrer">what AWS documents</a></p>`;
  return html`<details><summary><span class="what">${id}</span></summary>${title === null ? nothing : html`<p>${title}</p>`}${documented}${reasons.length === 0 ? nothing : html`<dl>${reasons}</dl>`}</details>`;
}
