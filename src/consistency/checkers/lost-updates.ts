import type { KeyHistory, Mutation } from './key-history.js';
import { findingOf, type Judgement, judgeEach } from './verdicts.js';

/**
 * Whether no acknowledged write is lost: replaced by one whose If-Match names an older object, twice replaced, or never
 * found by anyone although nothing came after it.
 */
export function checkLostUpdates(history: KeyHistory): Judgement {
  if (history.hasVersionDeletes) {
    return { operations: 0, findings: [] };
  }
  const replaced = new Map<number, Mutation>();
  const judged = judgeEach(history.mutations, (mutation) => {
    const base = mutation.acknowledged ? baseOf(history, mutation) : null;
    if (!base || base.value === null) {
      return null;
    }
    const lost = history.newestBefore(mutation.call);
    if (lost && lost.call > base.due) {
      const message =
        'a write under If-Match replaced an older object than was there: the one between is lost';
      return findingOf(history, message, [base.operation, lost.operation, mutation.operation]);
    }
    const other = replaced.get(base.value);
    replaced.set(base.value, mutation);
    return other
      ? findingOf(history, 'two writes under If-Match both replaced the same object: one of them is lost', [
          base.operation,
          other.operation,
          mutation.operation,
        ])
      : null;
  });
  const vanished = vanishedWrite(history);
  return vanished ? { ...judged, findings: [...judged.findings, vanished] } : judged;
}

/** The write that the If-Match of another names. */
function baseOf(history: KeyHistory, { operation: { condition } }: Mutation): Mutation | null {
  const { if_match: etag, if_match_value: value } = condition ?? {};
  const named = value ?? (etag === undefined ? undefined : history.valueOfEtag.get(etag));
  return named === undefined ? null : (history.writeOf.get(named) ?? null);
}

/** The last write of all, where it is acknowledged, read afterwards, and never found. */
function vanishedWrite(history: KeyHistory) {
  const last = history.newestWriteBefore(Number.POSITIVE_INFINITY);
  if (!last?.acknowledged) {
    return null;
  }
  const isLast = history.mutations.every((other) => other === last || other.due < last.call);
  const after = isLast ? history.readings.filter(({ call }) => call > last.due) : [];
  const found = after.at(-1);
  return found && after.every(({ value }) => value !== last.value)
    ? findingOf(history, 'the last write is acknowledged, and no reading after it finds it', [
        history.writeOf.get(found.value ?? Number.NaN)?.operation,
        last.operation,
        found.operation,
      ])
    : null;
}
