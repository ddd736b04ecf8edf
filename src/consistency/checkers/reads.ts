import { groupBy } from '../../lib/group-by.js';
import type { Finding } from '../history/verdict.js';
import type { KeyHistory, KeyReading, Mutation } from './key-history.js';
import { findingOf, type Judgement, judgeEach } from './verdicts.js';

/** Whether every reading finds what was written last before it was called, or something that was written meanwhile. */
export function checkReadAfterWrite(history: KeyHistory): Judgement {
  return judgeReadings(history, (reading) => {
    const newer = replacementOf(history, reading);
    if (newer) {
      const what = newer.value === null ? 'was deleted' : 'was replaced';
      return findingOf(history, `a reading found an object that ${what} before it`, [
        history.writeOf.get(reading.value ?? 0)?.operation,
        newer.operation,
        reading.operation,
      ]);
    }
    const lost = reading.value === null ? missedWrite(history, reading) : null;
    return (
      lost &&
      findingOf(history, 'a reading did not find an object that was written before it', [
        lost.operation,
        reading.operation,
      ])
    );
  });
}

/** Whether no reading finds an object after its delete was acknowledged. */
export function checkNoResurrection(history: KeyHistory): Judgement {
  return judgeReadings(history, (reading) => {
    const write = history.writeOf.get(reading.value ?? 0);
    const deleted = history.newestDeleteBefore(reading.call);
    if (!write || !deleted || deleted.call <= write.due) {
      return null;
    }
    const gone = history.readings.find(
      ({ value, call, return: returned }) => value === null && call > deleted.due && returned < reading.call,
    );
    const message = gone
      ? 'a deleted object came back after it had been seen to be gone'
      : 'a reading found an object after its delete';
    return findingOf(history, message, [
      write.operation,
      deleted.operation,
      gone?.operation,
      reading.operation,
    ]);
  });
}

/** Whether no client finds an older object than it has found before. */
export function checkMonotonicReads(history: KeyHistory): Judgement {
  const newest = new Map<number, Known>();
  return judgeReadings(history, (reading) => {
    const { client } = reading.operation;
    const known = newest.get(client);
    const write = history.writeOf.get(reading.value ?? 0);
    if (write && (!known || write.call > known.mutation.call)) {
      newest.set(client, { mutation: write, reading });
    }
    return known && isBefore(history, reading, known.mutation)
      ? findingOf(history, 'a client found an older state than it had found before', [
          write?.operation,
          known.mutation.operation,
          known.reading.operation,
          reading.operation,
        ])
      : null;
  });
}

/** Whether every client finds what it has itself written or deleted, or something newer. */
export function checkReadYourWrites(history: KeyHistory): Judgement {
  const own = groupBy(
    history.mutations.filter(({ acknowledged }) => acknowledged),
    ({ operation }) => operation.client,
  );
  const positions = new Map<number, number>();
  return judgeReadings(history, (reading) => {
    const { client } = reading.operation;
    const mutations = own.get(client) ?? [];
    let position = positions.get(client) ?? 0;
    for (
      let next = mutations[position];
      next && (next.operation.return ?? 0) < reading.call;
      next = mutations[position]
    ) {
      position++;
    }
    positions.set(client, position);
    const last = mutations[position - 1];
    return last && isBefore(history, reading, last)
      ? findingOf(history, 'a client did not find what it had written itself', [
          history.writeOf.get(reading.value ?? 0)?.operation,
          last.operation,
          reading.operation,
        ])
      : null;
  });
}

interface Known {
  readonly mutation: Mutation;
  readonly reading: KeyReading;
}

function judgeReadings(history: KeyHistory, judge: (reading: KeyReading) => Finding | null): Judgement {
  return history.hasVersionDeletes ? { operations: 0, findings: [] } : judgeEach(history.readings, judge);
}

/** What surely replaced, before a reading began, the object that it found. */
function replacementOf(history: KeyHistory, { value, call }: KeyReading): Mutation | null {
  const write = value === null ? undefined : history.writeOf.get(value);
  const newer = write && history.newestBefore(call);
  return newer && newer.call > write.due ? newer : null;
}

/** A write that a reading had to find, since no delete can have come between. */
function missedWrite(
  history: KeyHistory,
  { call, return: returned }: Pick<KeyReading, 'call' | 'return'>,
): Mutation | null {
  const write = history.newestWriteBefore(call);
  return write && (history.lastDeleteUntil(returned)?.due ?? Number.NEGATIVE_INFINITY) < write.call
    ? write
    : null;
}

/** Whether what a reading found is surely older than a write or a delete. */
function isBefore(history: KeyHistory, { value, return: returned }: KeyReading, mutation: Mutation): boolean {
  if (value !== null) {
    const write = history.writeOf.get(value);
    return write !== undefined && write.due < mutation.call;
  }
  const lastDelete = history.lastDeleteUntil(returned);
  return mutation.value !== null && (lastDelete?.due ?? Number.NEGATIVE_INFINITY) < mutation.call;
}
