import { createChecks } from '../checkers/index.js';
import type { HistoryHeader, HistoryLine, OperationOutcome } from '../history/types.js';
import type { Verdict } from '../history/verdict.js';

/** What was counted while a history was followed. */
export interface HistoryCounts {
  readonly operations: number;
  readonly outcomes: Readonly<Record<OperationOutcome, number>>;
  /** Faults that came. */
  readonly faults: number;
}

/** A history that was checked. */
export interface CheckedHistory {
  readonly header: HistoryHeader;
  readonly counts: HistoryCounts;
  readonly verdicts: readonly Verdict[];
}

/** Follows the lines of a history. */
export interface Follower {
  add(line: HistoryLine): void;
  readonly operations: number;
  readonly violated: boolean;
  finish(): CheckedHistory;
}

/** Starts to check and count the lines after a header. */
export function followHistory(header: HistoryHeader): Follower {
  const checks = createChecks(header);
  const outcomes = { ok: 0, refused: 0, unknown: 0 };
  let operations = 0;
  let faults = 0;
  return {
    get operations() {
      return operations;
    },
    get violated() {
      return checks.violated;
    },
    add(line) {
      checks.add(line);
      if (line.type === undefined) {
        outcomes[line.outcome]++;
        operations++;
      } else if (line.type === 'fault' && line.on) {
        faults++;
      }
    },
    finish: () => ({ header, counts: { operations, outcomes, faults }, verdicts: checks.finish() }),
  };
}
