import { type ResultSource, sourceOf } from '../results/source.js';
import type { Results } from '../results/types.js';
import { writeAnnotations } from './annotations.js';
import { writeBadge } from './badge.js';
import { writeCsv } from './csv.js';
import { writeCtrf } from './ctrf.js';
import { type Format, makeFormat, type ReportOptions } from './format.js';
import { type FormatName, formatSummaries } from './format-names.js';
import { writeHar } from './har.js';
import { writeHtml } from './html/page.js';
import { writeJson } from './json.js';
import { writeJunit } from './junit.js';
import { writeMarkdown } from './markdown.js';
import { writeTable } from './table.js';
import { writeTap } from './tap.js';
import { writeYaml } from './yaml.js';

/** Every format of a report, by the name a user gives: each that format-names.ts has. */
export const formats = {
  table: makeFormat(formatSummaries.table, writeTable),
  json: makeFormat(formatSummaries.json, writeJson),
  yaml: makeFormat(formatSummaries.yaml, writeYaml),
  junit: makeFormat(formatSummaries.junit, writeJunit),
  html: makeFormat(formatSummaries.html, writeHtml),
  har: makeFormat(formatSummaries.har, writeHar),
  markdown: makeFormat(formatSummaries.markdown, writeMarkdown),
  ctrf: makeFormat(formatSummaries.ctrf, writeCtrf),
  tap: makeFormat(formatSummaries.tap, writeTap),
  csv: makeFormat(formatSummaries.csv, writeCsv),
  badge: makeFormat(formatSummaries.badge, writeBadge),
  github: makeFormat(formatSummaries.github, (results) => writeAnnotations(results)),
} as const satisfies Record<FormatName, Format>;

const leastWidth = 60;
const usualWidth = 100;

/** Writes Results down in one format; what is not chosen is plain, brief and 100 columns wide. */
export function report(name: FormatName, results: Results, options: Partial<ReportOptions> = {}): string {
  return [...reportParts(name, sourceOf(results), options)].join('');
}

/** The same in parts, from results that need not be in memory. */
export function reportParts(
  name: FormatName,
  source: ResultSource,
  options: Partial<ReportOptions> = {},
): Iterable<string> {
  const { color = false, verbose = false, width = usualWidth, mostBytes } = options;
  // A terminal that does not know its width says that it has none.
  const columns = width > 0 ? Math.max(leastWidth, width) : usualWidth;
  return formats[name].write(source, { color, verbose, width: columns, mostBytes });
}
