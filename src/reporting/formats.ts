import type { Results } from '../results/types.js';
import type { Format, ReportOptions } from './format.js';
import { type FormatName, formatSummaries } from './format-names.js';
import { renderHar } from './har.js';
import { renderHtml } from './html/page.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import { renderTable } from './table.js';
import { renderYaml } from './yaml.js';

/** Every format of a report, by the name a user gives: each that format-names.ts has. */
export const formats = {
  table: { summary: formatSummaries.table, render: renderTable },
  json: { summary: formatSummaries.json, render: renderJson },
  yaml: { summary: formatSummaries.yaml, render: renderYaml },
  junit: { summary: formatSummaries.junit, render: renderJunit },
  html: { summary: formatSummaries.html, render: renderHtml },
  har: { summary: formatSummaries.har, render: renderHar },
  markdown: { summary: formatSummaries.markdown, render: renderMarkdown },
} as const satisfies Record<FormatName, Format>;

const leastWidth = 60;
const usualWidth = 100;

/** Writes Results down in one format; what is not chosen is plain, brief and 100 columns wide. */
export function report(name: FormatName, results: Results, options: Partial<ReportOptions> = {}): string {
  const { color = false, verbose = false, width = usualWidth } = options;
  // A terminal that does not know its width says that it has none.
  const columns = width > 0 ? Math.max(leastWidth, width) : usualWidth;
  return formats[name].render(results, { color, verbose, width: columns });
}
