import type { HistoryOperation } from '../history/types.js';
import { describeOperation } from './describe-operation.js';

/** One operation on a timeline, in columns of a character. */
export interface Bar {
  readonly operation: HistoryOperation;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** It may still happen after the end of the timeline. */
  readonly isOpen: boolean;
}

/** Operations of each client on one axis. Times keep their order; distances follow the labels. */
export interface Timeline {
  readonly lanes: readonly { readonly client: number; readonly bars: readonly Bar[] }[];
  /** How many columns it has. */
  readonly width: number;
  /** The first call, in microseconds since the start of the history. */
  readonly start: number;
}

/** Lays operations out. */
export function createTimeline(operations: readonly HistoryOperation[]): Timeline {
  const places = placesOf(operations);
  const width = Math.max(...places.values()) + 1;
  const bars = operations.map((operation): Bar => {
    const end = endOf(operation);
    return {
      operation,
      label: describeOperation(operation),
      from: places.get(operation.call) ?? 0,
      to: end === null ? width : (places.get(end + 0.5) ?? width),
      isOpen: end === null,
    };
  });
  const clients = [...new Set(operations.map(({ client }) => client))].sort((one, other) => one - other);
  return {
    lanes: clients.map((client) => ({
      client,
      bars: bars
        .filter(({ operation }) => operation.client === client)
        .sort((one, other) => one.from - other.from),
    })),
    width,
    start: Math.min(...operations.map(({ call }) => call)),
  };
}

/** When the operation was over, null where its outcome is unknown. */
function endOf({ outcome, return: returned }: HistoryOperation): number | null {
  return outcome === 'unknown' ? null : returned;
}

/** A column for each time; a return stands half a microsecond later, since what touches overlaps. */
function placesOf(operations: readonly HistoryOperation[]): ReadonlyMap<number, number> {
  const ends = operations.flatMap((operation) => {
    const end = endOf(operation);
    return end === null ? [] : [end + 0.5];
  });
  const times = [...new Set([...operations.map(({ call }) => call), ...ends])].sort(
    (one, other) => one - other,
  );
  const places = new Map<number, number>();
  let place = -2;
  for (const time of times) {
    const ending = operations.filter((operation) => (endOf(operation) ?? Number.NaN) + 0.5 === time);
    const needed = ending.map(
      (operation) => (places.get(operation.call) ?? 0) + describeOperation(operation).length + 3,
    );
    place = Math.max(place + 2, ...needed);
    places.set(time, place);
  }
  const open = operations.filter((operation) => endOf(operation) === null);
  const widest = Math.max(
    place,
    ...open.map((operation) => (places.get(operation.call) ?? 0) + describeOperation(operation).length + 4),
  );
  return places.set(Number.POSITIVE_INFINITY, widest);
}
