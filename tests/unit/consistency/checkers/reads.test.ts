import { describe, expect, test } from 'vitest';
import {
  checkMonotonicReads,
  checkNoResurrection,
  checkReadAfterWrite,
  checkReadYourWrites,
} from '../../../../src/consistency/checkers/reads.js';
import type { CheckKey } from '../../../../src/consistency/checkers/verdicts.js';
import type { HistoryOperation } from '../../../../src/consistency/history/types.js';
import { get, keyHistory, operation, put } from '../../../support/histories/build.js';

const unknown = { outcome: 'unknown', status: 500 } as const;

interface Sample {
  readonly check: CheckKey;
  readonly name: string;
  readonly operations: readonly HistoryOperation[];
}

function sample(check: CheckKey, name: string, operations: readonly HistoryOperation[]): Sample {
  return { check, name, operations };
}

describe('ok', () => {
  test.each([
    sample(checkReadAfterWrite, 'the newest value', [
      put(0, [0, 1], 1),
      put(0, [2, 3], 2),
      get(1, [4, 5], 2),
    ]),
    sample(checkReadAfterWrite, 'the old value while a write goes on', [
      put(0, [0, 1], 1),
      put(0, [2, 9], 2),
      get(1, [4, 5], 1),
    ]),
    sample(checkReadAfterWrite, 'absence after an unknown delete', [
      put(0, [0, 1], 1),
      operation(0, 'delete', [2, 3], unknown),
      get(1, [9, 10], null),
    ]),
    sample(checkReadAfterWrite, 'an unknown write that is late', [
      put(0, [0, 1], 1, unknown),
      put(0, [2, 3], 2),
      get(1, [4, 5], 1),
    ]),
    sample(checkNoResurrection, 'a write that overlaps the delete', [
      put(0, [0, 9], 1),
      operation(1, 'delete', [2, 3]),
      get(2, [10, 11], 1),
    ]),
    sample(checkMonotonicReads, 'two clients', [
      put(0, [0, 1], 1),
      put(0, [2, 9], 2),
      get(1, [3, 4], 2),
      get(2, [5, 6], 1),
    ]),
    sample(checkMonotonicReads, 'writes that overlap', [
      put(0, [0, 9], 1),
      put(3, [0, 9], 2),
      get(1, [3, 4], 2),
      get(1, [5, 6], 1),
    ]),
    sample(checkReadYourWrites, 'the write of another meanwhile', [
      put(0, [0, 5], 1),
      put(1, [3, 4], 2),
      get(0, [6, 7], 2),
    ]),
    sample(checkReadYourWrites, 'the old value for another client', [
      put(0, [0, 1], 1),
      put(0, [2, 3], 2),
      get(1, [4, 5], 1),
    ]),
  ])('$check.name: $name', ({ check, operations }) => {
    const judgement = check(keyHistory(operations));
    expect(judgement.findings).toEqual([]);
    expect(judgement.operations).toBeGreaterThan(0);
  });
});

describe('violated', () => {
  test.each([
    sample(checkReadAfterWrite, 'a value that was replaced', [
      put(0, [0, 1], 1),
      put(0, [2, 3], 2),
      get(1, [4, 5], 1),
    ]),
    sample(checkReadAfterWrite, 'a value that was deleted', [
      put(0, [0, 1], 1),
      operation(0, 'delete', [2, 3]),
      get(1, [4, 5], 1),
    ]),
    sample(checkReadAfterWrite, 'absence after a write', [put(0, [0, 1], 1), get(1, [4, 5], null)]),
    sample(checkNoResurrection, 'back after it was gone', [
      put(0, [0, 1], 1),
      operation(0, 'delete', [2, 3]),
      get(1, [4, 5], null),
      get(2, [6, 7], 1),
    ]),
    sample(checkMonotonicReads, 'from new to old', [
      put(0, [0, 1], 1),
      put(0, [2, 9], 2),
      get(1, [3, 4], 2),
      get(1, [5, 6], 1),
    ]),
    sample(checkMonotonicReads, 'from a value to an absence that nobody made', [
      put(0, [0, 9], 1),
      get(1, [3, 4], 1),
      get(1, [5, 6], null),
    ]),
    sample(checkReadYourWrites, 'older than its own write', [
      put(1, [0, 1], 1),
      put(0, [2, 3], 2),
      get(0, [4, 5], 1),
    ]),
    sample(checkReadYourWrites, 'there after its own delete', [
      put(1, [0, 1], 1),
      operation(0, 'delete', [2, 3]),
      get(0, [4, 5], 1),
    ]),
  ])('$check.name: $name', ({ check, operations }) => {
    const [finding] = check(keyHistory(operations)).findings;
    expect(finding?.operations).toEqual(operations);
    expect(finding?.message).toMatch(/^a /);
  });
});

test('a key of which versions were deleted by their ids is not judged by time', () => {
  const operations = [
    put(0, [0, 1], 1),
    put(0, [2, 3], 2),
    operation(0, 'delete', [4, 5], { of_version: 'v' }),
    get(1, [6, 7], 1),
  ];
  expect(checkReadAfterWrite(keyHistory(operations))).toEqual({ operations: 0, findings: [] });
});
