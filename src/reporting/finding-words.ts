import { shorten } from './display-width.js';
import { oneLine } from './printable.js';

/** Why something failed, in short: what was called, what was expected of it, and what came. */
export interface Finding {
  /** The same for all that have one cause, whatever was called. */
  readonly cause: string;
  /** The operation, or the kind of the step where it has none. */
  readonly operation: string;
  /** The operation that the case is about, where another one was called after it and shows what is wrong. */
  readonly about?: string;
  readonly expected: string;
  readonly actual: string;
  /** Where a part of the response is wrong: which, and whether it is missing or another one. */
  readonly part?: { readonly name: string; readonly came: string };
}

const widest = 60;

/** A fact of a finding: on one line, cut, and inert. */
export function brief(text: string): string {
  return shorten(oneLine(text.slice(0, 1024)), widest);
}
