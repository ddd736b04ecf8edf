import type { HistoryLine, HistoryOperation } from './types.js';

/** Something that no store with the promised guarantee lets happen. */
export interface Finding {
  /** One sentence: what was seen, and what contradicts it. */
  readonly message: string;
  readonly bucket: string;
  /** The key; of a listing, its prefix. */
  readonly key: string;
  /** The fewest operations that still contradict each other, in the order of their calls. */
  readonly operations: readonly HistoryOperation[];
}

/** What one checker says of a history. */
export interface Verdict {
  readonly checker: string;
  /** `not decided`: the search was too long. */
  readonly verdict: 'ok' | 'violated' | 'not decided';
  /** How many operations it judged. */
  readonly operations: number;
  /** What was found, the first few. */
  readonly findings: readonly Finding[];
  /** Why it is not decided, in one sentence. */
  readonly reason?: string;
}

/** Follows a history line by line, in the order of the file, and judges keys when they have ended. */
export interface Checks {
  add(line: HistoryLine): void;
  /** Whether something was found already. */
  readonly violated: boolean;
  /** Judges what is left; the verdict of every checker that had something to judge. */
  finish(): readonly Verdict[];
}
