import { expect, test } from 'vitest';
import {
  isVersionId,
  newVersionId,
  nullVersion,
  orderOfVersion,
} from '../../../../../src/server/ground/store/versions.js';

test('ids of versions are unlike each other, and say in which order they were made', () => {
  const ids = Array.from({ length: 1000 }, newVersionId);
  expect(ids.every(isVersionId)).toBe(true);
  expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(1000);
  const orders = ids.map(orderOfVersion);
  expect(orders.every((order, index) => index === 0 || order > (orders[index - 1] ?? 0))).toBe(true);
});

test('the null version is of no time', () => {
  expect(isVersionId(nullVersion)).toBe(true);
  expect(orderOfVersion(nullVersion)).toBeNaN();
});
