import { consistencyFormats, type FormatName } from '../../reporting/format-names.js';
import { renderJson } from '../../reporting/json.js';
import { createPaint } from '../../reporting/paint.js';
import { renderFindingsHtml } from '../counter-example/index.js';
import type { JudgedHistory } from '../results.js';
import { renderConsistencyJunit } from './junit.js';
import { renderConsistencyMarkdown } from './markdown.js';
import { renderConsistencyTable } from './table.js';

/** A format in which consistency can be reported. */
export type ConsistencyFormat = (typeof consistencyFormats)[number];

/** Whether consistency can be reported in this format. */
export function isConsistencyFormat(format: FormatName): format is ConsistencyFormat {
  return consistencyFormats.some((known) => known === format);
}

const renderers: Readonly<
  Record<ConsistencyFormat, (judged: JudgedHistory, color: boolean) => string | Promise<string>>
> = {
  table: ({ results }, color) => renderConsistencyTable(results, createPaint(color)),
  json: ({ results }) => renderJson(results),
  yaml: async ({ results }) => (await import('../../reporting/yaml.js')).renderYaml(results),
  junit: ({ results }) => renderConsistencyJunit(results),
  html: ({ header, results }) => renderFindingsHtml(header, results.verdicts),
  markdown: ({ results }) => renderConsistencyMarkdown(results),
};

/** Renders what was found in one of the formats; `color` is for a terminal. */
export async function renderConsistency(
  format: ConsistencyFormat,
  judged: JudgedHistory,
  color: boolean,
): Promise<string> {
  return renderers[format](judged, color);
}
