import type { HistoryHeader } from '../history/types.js';
import type { CheckedHistory } from './follow-history.js';

/** What the thread that checks is told. */
export type ToThread =
  | { readonly type: 'begin'; readonly header: HistoryHeader }
  /** Lines of NDJSON, each with its line break. */
  | { readonly type: 'lines'; readonly text: string }
  | { readonly type: 'finish' };

/** What it tells. */
export type FromThread =
  /** Comes once for each block of lines. */
  | { readonly type: 'checked'; readonly operations: number; readonly violated: boolean }
  | { readonly type: 'finished'; readonly checked: CheckedHistory };
