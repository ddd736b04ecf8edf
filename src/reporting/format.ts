import type { Results } from '../results/types.js';

/** How a report is made, where its format leaves a choice. */
export interface ReportOptions {
  /** Colour the text for a terminal. */
  readonly color: boolean;
  /** Also list what passed, with requests and traces. */
  readonly verbose: boolean;
  /** Columns to fit into. */
  readonly width: number;
}

/** One way to write Results down. */
export interface Format {
  /** One line for a help text. */
  readonly summary: string;
  /** The text, ending with a line break. */
  render(results: Results, options: ReportOptions): string;
}
