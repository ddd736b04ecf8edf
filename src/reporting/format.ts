import { type ResultSource, sourceOf } from '../results/source.js';
import type { Results } from '../results/types.js';

/** How a report is made, where its format leaves a choice. */
export interface ReportOptions {
  /** Colour the text for a terminal. */
  readonly color: boolean;
  /** Also list what passed, with requests and traces. */
  readonly verbose: boolean;
  /** Columns to fit into. */
  readonly width: number;
  /** Bytes that Markdown may have, by default those of a comment on GitHub: what is more is left out, and counted. */
  readonly mostBytes?: number | undefined;
}

/** Writes results down in parts, so that neither they nor the text need be in memory; the last ends with a line break. */
export type Write = (source: ResultSource, options: ReportOptions) => Iterable<string>;

/** One way to write Results down. */
export interface Format {
  /** One line for a help text. */
  readonly summary: string;
  /** The text, ending with a line break. */
  render(results: Results, options: ReportOptions): string;
  /** The same text in parts. */
  readonly write: Write;
}

/** A format that writes in this way. */
export function makeFormat(summary: string, write: Write): Format {
  return { summary, write, render: (results, options) => [...write(sourceOf(results), options)].join('') };
}
