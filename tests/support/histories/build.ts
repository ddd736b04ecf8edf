import { createKeyHistory, type KeyHistory } from '../../../src/consistency/checkers/key-history.js';
import type { BucketListings } from '../../../src/consistency/checkers/listings.js';
import type {
  HistoryHeader,
  HistoryOperation,
  OperationKind,
} from '../../../src/consistency/history/types.js';

/** The header of a history of one bucket. */
export const header: HistoryHeader = {
  type: 'history',
  format: 1,
  workloads: ['by-hand'],
  model: 'strong',
  start: '2026-11-30T12:00:00.000Z',
  endpoints: ['http://127.0.0.1:9000'],
  buckets: [{ name: 'bucket', versioned: false }],
  clients: 8,
  seed: 1,
  s3tester_version: '0.1.0',
};

let lastId = 0;

/** One operation on the key `key` of the bucket `bucket`; without more it is acknowledged. */
export function operation(
  client: number,
  op: OperationKind,
  [call, returned]: readonly [call: number, returned: number | null],
  more: Partial<HistoryOperation> = {},
): HistoryOperation {
  const { type: _type, ...rest } = more;
  return {
    id: ++lastId,
    client,
    endpoint: 0,
    workload: 'by-hand',
    op,
    bucket: 'bucket',
    key: 'key',
    call,
    return: returned,
    outcome: 'ok',
    status: 200,
    ...rest,
  };
}

/** A put of a value, whose ETag is made of it. */
export function put(
  client: number,
  times: readonly [number, number | null],
  value: number,
  more: Partial<HistoryOperation> = {},
): HistoryOperation {
  return operation(client, 'put', times, { value, etag: `"${value}"`, ...more });
}

/** A get that found a value, or nothing. */
export function get(
  client: number,
  times: readonly [number, number],
  value: number | null,
  more: Partial<HistoryOperation> = {},
): HistoryOperation {
  return operation(client, 'get', times, {
    ...(value === null ? { outcome: 'refused', status: 404 } : {}),
    read: value === null ? { value } : { value, etag: `"${value}"` },
    ...more,
  });
}

/** A listing that held these keys. */
export function list(
  client: number,
  times: readonly [number, number],
  keys: readonly string[],
  more: Partial<HistoryOperation> = {},
): HistoryOperation {
  const entries = keys.map((key) => ({ key }));
  const listing = { entries, pages: [entries.length], truncated: false };
  return operation(client, 'list', times, { key: '', listing, ...more });
}

/** The operations on one key as checkers take them. */
export function keyHistory(operations: readonly HistoryOperation[], isVersioned = false): KeyHistory {
  return createKeyHistory('bucket', operations[0]?.key ?? 'key', isVersioned, operations);
}

/** The listings among operations, with the histories of all keys. */
export function bucketListings(operations: readonly HistoryOperation[], isVersioned = false): BucketListings {
  const ofKeys = operations.filter(({ listing }) => listing === undefined);
  const names = [...new Set(ofKeys.map(({ key }) => key))];
  const keys = names.map((name) =>
    keyHistory(
      ofKeys.filter(({ key }) => key === name),
      isVersioned,
    ),
  );
  return {
    bucket: 'bucket',
    listings: operations.filter(({ listing }) => listing !== undefined),
    keys,
    keyOf: new Map(keys.map((history) => [history.key, history])),
  };
}
