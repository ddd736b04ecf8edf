import { expect, test } from 'vitest';
import { loadsIn } from '../../../../src/runner/plan/share-load.js';
import { takeShard } from '../../../../src/runner/plan/take-shard.js';
import { planOf } from './plan-of.js';

const yaml = `
test_cases:
  groups:
    - name: Load
      test:
        - case: inside
          steps: [ { load: { duration: 1s, users: 7 }, steps: [ { operation: ListBuckets } ] } ]
        - { load: { duration: 1s, rate: 10 }, operation: ListBuckets }
    - { name: Other, test: [ { operation: ListBuckets } ] }
`;

test('a group with a load is in every shard, each with its share of users or rate', async () => {
  const plan = await planOf(yaml);
  const shards = [1, 2, 3, 4].map((index) => takeShard(plan, { index, count: 4 }));
  expect(shards.map(({ groups }) => groups.map(({ name }) => name))).toEqual([
    ['Load', 'Other'],
    ['Load'],
    ['Load'],
    ['Load'],
  ]);
  const loads = shards.map(({ groups }) => groups.flatMap(loadsIn).map(({ step }) => step.load));
  expect(loads.map(([users, rate]) => [users?.users, rate?.rate])).toEqual([
    [2, 2.5],
    [2, 2.5],
    [2, 2.5],
    [1, 2.5],
  ]);
  expect(plan.groups.flatMap(loadsIn).map(({ step }) => step.load?.users)).toEqual([7, undefined]);
});
