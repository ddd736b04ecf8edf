import { expect, test } from 'vitest';
import { countPlan } from '../../../../src/runner/plan/count.js';
import { inGroup, planOf } from './plan-of.js';

const oneOf = (name: string, rest: string) =>
  `{ case: ${name}, ${rest}, steps: [ { operation: ListBuckets } ] }`;

test.each<readonly [what: string, cases: readonly string[], paid: number, read: number, free: number]>([
  ['a bucket that is made and removed', [oneOf('a', 'fixtures: { bucket: own }')], 2, 0, 1],
  ['a bucket that the case makes, and that is removed', [oneOf('a', 'fixtures: { bucket: name }')], 1, 0, 1],
  [
    'its settings, and what is put into it and taken out',
    [
      oneOf(
        'a',
        'fixtures: { bucket: own, versioning: true, acls: enabled, objects: [{ key: a }, { key: b }] }',
      ),
    ],
    1 + 1 + 1 + 2 + 1,
    1,
    2,
  ],
  ['each row anew', [oneOf('a', 'matrix: { n: [1, 2, 3] }, fixtures: { bucket: own }')], 6, 0, 3],
  [
    'what cases share once',
    [oneOf('a', 'fixtures: { bucket: shared }'), oneOf('b', 'fixtures: { bucket: shared }')],
    2 + 2,
    0,
    2,
  ],
  ['nothing of what is skipped', [oneOf('a', 'skip: why, fixtures: { bucket: own }')], 0, 0, 0],
])('the requests of buckets count: %s', async (_what, cases, paid, read, free) => {
  const { requests_by_price, requests } = countPlan(await planOf(inGroup(cases.join(', '))));
  expect(requests_by_price).toEqual({ put_copy_post_list: paid, get_and_others: read, free });
  expect(requests).toBe(paid + read + free);
});
