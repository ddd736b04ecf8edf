import { describe, expect, test } from 'vitest';
import { countPlan } from '../../../../src/runner/plan/count.js';
import { mapPrices, noRequests } from '../../../../src/runner/plan/price-class.js';
import { inGroup, planOf } from './plan-of.js';

describe('the class of price of a request is that of', () => {
  test.each([
    ['a write', '{ operation: PutObject, parameters: { bucket: b, key: k } }', 'put_copy_post_list'],
    [
      'a copy',
      '{ operation: CopyObject, parameters: { bucket: b, key: k, copy_source: b/c } }',
      'put_copy_post_list',
    ],
    ['a list', '{ operation: ListBuckets }', 'put_copy_post_list'],
    ['a read', '{ operation: HeadObject, parameters: { bucket: b, key: k } }', 'get_and_others'],
    ['a deletion', '{ operation: DeleteBucket, parameters: { bucket: b } }', 'free'],
    [
      'a deletion of many',
      '{ operation: DeleteObjects, parameters: { bucket: b, delete: { objects: [ { key: k } ] } } }',
      'free',
    ],
    ['the method of a bare request', '{ request: { method: DELETE, path: /b/k } }', 'free'],
    ['a bare request without a method: a read', '{ request: { path: /b/k } }', 'get_and_others'],
    [
      'a method that only the run knows: a write',
      '{ request: { method: "${run_id}", path: /b/k } }',
      'put_copy_post_list',
    ],
  ] as const)('%s', async (_what, step, price) => {
    const { requests_by_price: byPrice } = countPlan(await planOf(inGroup(step)));
    expect(byPrice).toEqual({ ...noRequests, [price]: 1 });
  });

  test('none where nothing is counted', () => {
    expect(mapPrices(() => 0)).toEqual(noRequests);
  });
});
