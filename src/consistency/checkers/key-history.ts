import type { HistoryOperation } from '../history/types.js';
import { type FindGreatest, greatestBefore } from './prefix-maximum.js';

/** A write or a delete that happened or may have happened. */
export interface Mutation {
  readonly operation: HistoryOperation;
  /** What was written; null: a delete. */
  readonly value: number | null;
  readonly call: number;
  /** The latest time at which it can have happened, as far as is known: Infinity where it may be yet to come. */
  readonly due: number;
  readonly acknowledged: boolean;
}

/** A reading of the current object: the value found, null where there was none. */
export interface KeyReading {
  readonly operation: HistoryOperation;
  readonly value: number | null;
  readonly call: number;
  readonly return: number;
}

/** Everything that was done to one key, and what follows from the times of it. */
export interface KeyHistory {
  readonly bucket: string;
  readonly key: string;
  readonly isVersioned: boolean;
  /** In the order of their calls. */
  readonly operations: readonly HistoryOperation[];
  /** Writes and deletes, in the order of their calls. */
  readonly mutations: readonly Mutation[];
  readonly writeOf: ReadonlyMap<number, Mutation>;
  /** Whole readings of the current object, in the order of their calls. */
  readonly readings: readonly KeyReading[];
  readonly valueOfEtag: ReadonlyMap<string, number>;
  /** Versions were deleted by their ids, after which an older one is the current: order by time says nothing. */
  readonly hasVersionDeletes: boolean;
  /** The write or delete that was called last, of those that are known to have happened before a time. */
  readonly newestBefore: FindGreatest<Mutation>;
  readonly newestWriteBefore: FindGreatest<Mutation>;
  readonly newestDeleteBefore: FindGreatest<Mutation>;
  /** The write, or delete, that can have happened last, of those called until a time. */
  readonly lastWriteUntil: FindGreatest<Mutation>;
  readonly lastDeleteUntil: FindGreatest<Mutation>;
}

const writing = new Set<HistoryOperation['op']>(['put', 'copy', 'complete']);

/** Puts together what the checkers of one key need. */
export function createKeyHistory(
  bucket: string,
  key: string,
  isVersioned: boolean,
  unordered: readonly HistoryOperation[],
): KeyHistory {
  const operations = unordered.toSorted((one, other) => one.call - other.call || one.id - other.id);
  const readings = operations.flatMap(readingOf);
  const firstSeen = new Map<number, number>();
  for (const { value, return: seen } of readings) {
    if (value !== null) {
      firstSeen.set(value, Math.min(seen, firstSeen.get(value) ?? Number.POSITIVE_INFINITY));
    }
  }
  const writeOf = new Map<number, Mutation>();
  const deletes: Mutation[] = [];
  for (const operation of operations) {
    if (isWrite(operation) && operation.value !== undefined) {
      const mutation = mutationOf(operation, operation.value, firstSeen.get(operation.value));
      writeOf.set(operation.value, merge(writeOf.get(operation.value), mutation));
    } else if (isDelete(operation)) {
      deletes.push(mutationOf(operation, null, undefined));
    }
  }
  const writes = [...writeOf.values()];
  const mutations = [...writes, ...deletes].sort((one, other) => one.call - other.call);
  const newest = { placeOf: dueOf, weightOf: callOf };
  const last = { placeOf: callOf, weightOf: dueOf, isInclusive: true };
  const hasHappened = ({ due }: Mutation) => due < Number.POSITIVE_INFINITY;
  return {
    bucket,
    key,
    isVersioned,
    operations,
    mutations,
    writeOf,
    readings,
    valueOfEtag: etagsOf(operations),
    hasVersionDeletes: operations.some(
      ({ op, of_version, outcome }) => op === 'delete' && of_version !== undefined && outcome !== 'refused',
    ),
    newestBefore: greatestBefore(mutations.filter(hasHappened), newest),
    newestWriteBefore: greatestBefore(writes.filter(hasHappened), newest),
    newestDeleteBefore: greatestBefore(deletes.filter(hasHappened), newest),
    lastWriteUntil: greatestBefore(writes, last),
    lastDeleteUntil: greatestBefore(deletes, last),
  };
}

function callOf({ call }: Mutation): number {
  return call;
}

function dueOf({ due }: Mutation): number {
  return due;
}

/** Whether an operation wrote an object, or may have. */
export function isWrite({ op, outcome }: HistoryOperation): boolean {
  return writing.has(op) && outcome !== 'refused';
}

/** Whether an operation deleted the current object, or may have. */
export function isDelete({ op, outcome, of_version }: HistoryOperation): boolean {
  return op === 'delete' && outcome !== 'refused' && of_version === undefined;
}

function readingOf(operation: HistoryOperation): readonly KeyReading[] {
  const { read, of_version, call, return: returned } = operation;
  const isWhole = read !== undefined && read.mixed === undefined && read.metadata_value === undefined;
  return isWhole && of_version === undefined && returned !== null
    ? [{ operation, value: read.value, call, return: returned }]
    : [];
}

function mutationOf(
  operation: HistoryOperation,
  value: number | null,
  firstSeen = Number.POSITIVE_INFINITY,
): Mutation {
  const acknowledged = operation.outcome === 'ok' && operation.return !== null;
  const returned = acknowledged ? (operation.return ?? 0) : Number.POSITIVE_INFINITY;
  return { operation, value, call: operation.call, due: Math.min(returned, firstSeen), acknowledged };
}

/** A completion may be sent again until it is acknowledged: it happens once, between the first call and that return. */
function merge(known: Mutation | undefined, other: Mutation): Mutation {
  if (!known) {
    return other;
  }
  const { operation, acknowledged } = known.acknowledged ? known : other;
  return {
    operation,
    acknowledged,
    value: other.value,
    call: Math.min(known.call, other.call),
    due: Math.min(known.due, other.due),
  };
}

/** What each ETag stands for, as responses to writes and readings say. */
function etagsOf(operations: readonly HistoryOperation[]): ReadonlyMap<string, number> {
  const etags = new Map<string, number>();
  for (const operation of operations) {
    const { etag, value, read } = operation;
    if (isWrite(operation) && etag !== undefined && value !== undefined) {
      etags.set(etag, value);
    } else if (
      read?.etag !== undefined &&
      read.value !== null &&
      read.mixed === undefined &&
      !etags.has(read.etag)
    ) {
      etags.set(read.etag, read.value);
    }
  }
  return etags;
}
