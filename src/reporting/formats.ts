import type { Results } from '../results/types.js';
import type { Format, ReportOptions } from './format.js';
import { renderJson } from './json.js';
import { renderTable } from './table.js';
import { renderYaml } from './yaml.js';

/** Every format of a report, by the name a user gives. */
export const formats = {
  table: { summary: 'for people, in a terminal', render: renderTable },
  json: { summary: 'the whole results as JSON', render: renderJson },
  yaml: { summary: 'the whole results as YAML', render: renderYaml },
} as const satisfies Record<string, Format>;

/** The name of a format. */
export type FormatName = keyof typeof formats;

/** Whether a report can be had under this name. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

/** Writes Results down in one format; what is not chosen is plain, brief and 100 columns wide. */
export function report(name: FormatName, results: Results, options: Partial<ReportOptions> = {}): string {
  return formats[name].render(results, { color: false, verbose: false, width: 100, ...options });
}
