import { changesBetween } from '../../comparison/changes.js';
import type { Comparison, Row } from '../../comparison/compare.js';
import type { ServerTrend } from '../../comparison/trend.js';
import { areaOf } from '../../results/area-of.js';
import { type BlockKind, fitMarkdown, kept, type MarkdownBlock, markdownRoom } from '../fit-markdown.js';
import { linkTo } from '../link-to.js';
import { escapeMarkdown } from '../markup.js';
import { oneLine } from '../printable.js';
import { count, formatRate } from '../words.js';
import { describeChanges } from './table.js';
import { describeColumn, describeDifferences, describeGaps, outcomeLooks } from './words.js';

const rowOfTable: BlockKind = { rank: 1, left: (number) => `| … ${count(number, 'case')} left out |` };
const rowOfTrend: BlockKind = { rank: 1, left: (number) => `| … ${count(number, 'feature')} left out |` };
const itemOfList: BlockKind = { rank: 1, left: (number) => `- … ${count(number, 'case')} left out` };

/** Blocks of one line each. */
function linesOf(kind: BlockKind, lines: readonly string[]): readonly MarkdownBlock[] {
  return lines.map((line) => ({ kind, lines: () => [line] }));
}

/** A document that GitHub takes as a comment. */
function fitComment(blocks: readonly MarkdownBlock[]): string {
  return [...fitMarkdown(blocks, markdownRoom.comment)].join('');
}

/** A comparison as GitHub-flavoured Markdown: the columns, then what differs, by area. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { columns, rows } = comparison;
  const different = rows.filter((row) => row.is_different);
  const areas = [...new Set(different.map(areaOf))];
  const head = columns.map(({ label }) => ` ${escapeMarkdown(label)} |`).join('');
  const ofAreas = areas.flatMap((area) => [
    kept('', `#### ${escapeMarkdown(area)}`, '', `| case |${head}`, `|---|${':-:|'.repeat(columns.length)}`),
    ...linesOf(rowOfTable, different.filter((row) => areaOf(row) === area).map(renderRow)),
  ]);
  return fitComment([
    kept(
      '## Comparison',
      '',
      '| | server | result | run |',
      '|---|---|---|---|',
      ...columns.map(
        (column) =>
          `| ${escapeMarkdown(column.label)} | ${escapeMarkdown(column.server ?? column.endpoint_url)} | ${describeColumn(column)} | ${column.start_time.slice(0, 10)} |`,
      ),
      '',
      escapeMarkdown(describeDifferences(comparison)),
      ...describeGaps(comparison).flatMap((gap) => ['', escapeMarkdown(gap)]),
      '',
      legend(),
    ),
    ...ofAreas,
  ]);
}

function renderRow({ id, reference, cells }: Row): string {
  const name = escapeMarkdown(id);
  const link = linkTo(reference);
  const linked = link === null ? name : `[${name}](${link.replace(/[()\s|]/g, encodeURIComponent)})`;
  return `| ${linked} |${cells.map(({ outcome }) => ` ${outcomeLooks[outcome].glyph} |`).join('')}`;
}

function legend(): string {
  return Object.values(outcomeLooks)
    .filter(({ glyph }) => glyph !== ' ')
    .map(({ glyph, word }) => `${glyph} ${word}`)
    .join(' · ');
}

/** What a pull request changes: each newer column against the older one, regressions open, the rest folded. */
export function renderPullRequest(comparison: Comparison, older: number): string {
  const { columns } = comparison;
  const sections = columns.flatMap(({ label }, index) => {
    if (index === older) {
      return [];
    }
    const changes = changesBetween(comparison, older, index);
    const verdict = changes.regressed.length > 0 ? '✗' : '✓';
    return [
      kept('', `### ${verdict} ${escapeMarkdown(label)}: ${describeChanges(changes)}`),
      ...list('Regressed', changes.regressed, index, true),
      ...list('Fixed', changes.fixed, index, false),
      ...list('New', changes.new, index, false),
      ...list('Gone', changes.gone, older, false),
      ...list('Exact in one of them only', changes.exactness, index, false),
    ];
  });
  const intro = `Against ${escapeMarkdown(columns[older]?.label ?? '')} of ${columns[older]?.start_time.slice(0, 10)}.`;
  const gaps = describeGaps(comparison).flatMap((gap) => ['', escapeMarkdown(gap)]);
  return fitComment([kept('## S3 conformance', '', intro, ...gaps), ...sections]);
}

function list(
  title: string,
  rows: readonly Row[],
  column: number,
  isOpen: boolean,
): readonly MarkdownBlock[] {
  if (rows.length === 0) {
    return [];
  }
  const lines = rows.map(({ id, cells }) => {
    const reason = cells[column]?.reason;
    return `- \`${oneLine(id).replaceAll('`', "'")}\`${reason ? `: ${escapeMarkdown(reason)}` : ''}`;
  });
  const summary = `${title}: ${count(rows.length, 'case')}`;
  const items = linesOf(itemOfList, lines);
  return isOpen
    ? [kept('', `**${summary}**`, ''), ...items]
    : [kept('', `<details><summary>${summary}</summary>`, ''), ...items, kept('', '</details>')];
}

/** Trends as a table for each server: a row for each feature, a column for each run. */
export function renderTrendsMarkdown(trends: readonly ServerTrend[]): string {
  const sections = trends.flatMap(({ server, whole, features }) => {
    const rows = [{ feature: 'all', points: whole }, ...features];
    return [
      kept(
        '',
        `### ${escapeMarkdown(server)}`,
        '',
        `| feature |${whole.map(({ start_time }) => ` ${start_time.slice(0, 10)} |`).join('')}`,
        `|---|${'---:|'.repeat(whole.length)}`,
      ),
      ...linesOf(
        rowOfTrend,
        rows.map(({ feature, points }) => {
          const cells = whole.map(({ file }) => {
            const point = points.find((one) => one.file === file);
            return point === undefined || point.judged === 0
              ? ' |'
              : ` ${formatRate(point.passed / point.judged)} |`;
          });
          return `| ${escapeMarkdown(feature)} |${cells.join('')}`;
        }),
      ),
    ];
  });
  return fitComment([kept('## Trend'), ...sections]);
}
