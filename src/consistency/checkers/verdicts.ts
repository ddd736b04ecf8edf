import type { HistoryOperation } from '../history/types.js';
import type { Finding } from '../history/verdict.js';
import type { KeyHistory } from './key-history.js';

/** What one checker says of one key or of the listings of one bucket. */
export interface Judgement {
  /** How many operations it judged. */
  readonly operations: number;
  readonly findings: readonly Finding[];
  /** Why it could not be decided. */
  readonly undecided?: string;
}

/** A checker of one key; pure. */
export type CheckKey = (history: KeyHistory) => Judgement;

/** More findings of one checker on one key say nothing new. */
const mostFindings = 3;

/** Judges each of some things by itself: `judge` gives what is wrong with one. */
export function judgeEach<T>(
  items: readonly T[],
  judge: (item: T) => Finding | null,
): { readonly operations: number; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  for (const item of items) {
    const finding = judge(item);
    if (finding) {
      findings.push(finding);
      if (findings.length === mostFindings) {
        break;
      }
    }
  }
  return { operations: items.length, findings };
}

/** Puts a finding together; its operations are given once each, in the order of their calls. */
export function findingOf(
  { bucket, key }: Pick<Finding, 'bucket' | 'key'>,
  message: string,
  operations: readonly (HistoryOperation | undefined)[],
): Finding {
  const named = new Set(operations.filter((operation) => operation !== undefined));
  return {
    message,
    bucket,
    key,
    operations: [...named].sort((one, other) => one.call - other.call || one.id - other.id),
  };
}
