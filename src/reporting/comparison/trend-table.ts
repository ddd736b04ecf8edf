import type { ServerTrend, TrendPoint } from '../../comparison/trend.js';
import { alignColumns, type Cell } from '../columns.js';
import type { ReportOptions } from '../format.js';
import { createPaint } from '../paint.js';
import { oneLine } from '../printable.js';
import { formatRate } from '../words.js';

/** As many runs as a terminal has room for. */
const mostRuns = 6;

/** Trends for people in a terminal: for each server a row for each feature, with its newest runs. */
export function renderTrends(trends: readonly ServerTrend[], options: ReportOptions): string {
  const paint = createPaint(options.color);
  const sections = trends.map(({ server, whole, features }) => {
    const runs = whole.slice(-mostRuns);
    const left = whole.length - runs.length;
    const rows: readonly (readonly Cell[])[] = [
      [
        { text: 'feature' },
        ...runs.map(({ start_time }): Cell => ({ text: start_time.slice(0, 10), align: 'end' })),
      ],
      ...[{ feature: 'all', points: whole }, ...features].map(({ feature, points }) => {
        const shares = runs.map(({ file }) => points.find((one) => one.file === file));
        return [
          { text: oneLine(feature) },
          ...shares.map((point, index): Cell => {
            const tone = toneOf(shares[index - 1], point);
            const text =
              point === undefined || point.judged === 0 ? '' : formatRate(point.passed / point.judged);
            return { text, align: 'end', ...(tone === null ? {} : { paint: (given) => paint(tone, given) }) };
          }),
        ];
      }),
    ];
    const earlier = left === 0 ? '' : ` (${left} earlier not shown)`;
    return [paint('strong', `${oneLine(server)}${earlier}`), ...alignColumns(rows)].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
}

function toneOf(before: TrendPoint | undefined, after: TrendPoint | undefined): 'pass' | 'fail' | null {
  if (!before?.judged || !after?.judged) {
    return null;
  }
  const change = after.passed / after.judged - before.passed / before.judged;
  return change === 0 ? null : change > 0 ? 'pass' : 'fail';
}
