import type { Results } from '../results/types.js';
import type { Format, ReportOptions } from './format.js';
import { renderHar } from './har.js';
import { renderHtml } from './html/page.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import { renderTable } from './table.js';
import { renderYaml } from './yaml.js';

/** Every format of a report, by the name a user gives. */
export const formats = {
  table: { summary: 'for people, in a terminal', render: renderTable },
  json: { summary: 'the whole results as JSON', render: renderJson },
  yaml: { summary: 'the whole results as YAML', render: renderYaml },
  junit: { summary: 'JUnit XML, for CI systems', render: renderJunit },
  html: { summary: 'one self-contained page, for a browser', render: renderHtml },
  har: { summary: 'an HTTP Archive of what went over the wire', render: renderHar },
  markdown: { summary: 'for a pull request or a job summary', render: renderMarkdown },
} as const satisfies Record<string, Format>;

/** The name of a format. */
export type FormatName = keyof typeof formats;

/** Whether a report can be had under this name. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

const leastWidth = 60;
const usualWidth = 100;

/** Writes Results down in one format; what is not chosen is plain, brief and 100 columns wide. */
export function report(name: FormatName, results: Results, options: Partial<ReportOptions> = {}): string {
  const { color = false, verbose = false, width = usualWidth } = options;
  // A terminal that does not know its width says that it has none.
  const columns = width > 0 ? Math.max(leastWidth, width) : usualWidth;
  return formats[name].render(results, { color, verbose, width: columns });
}
