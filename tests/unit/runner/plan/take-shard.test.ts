import { expect, test } from 'vitest';
import { takeShard } from '../../../../src/runner/plan/take-shard.js';
import { planOf } from './plan-of.js';

const groups = (...names: readonly string[]) =>
  `test_cases: { groups: [ ${names.map((name) => `{ name: ${name}, test: [ { operation: ListBuckets } ] }`).join(', ')} ] }`;

async function shardsOf(yaml: string, count: number, selected?: readonly string[]) {
  const plan = await planOf(yaml, selected ? { groups: selected } : {});
  return Array.from({ length: count }, (_, index) => takeShard(plan, { index: index + 1, count }));
}

test('each group is in one shard, at its place, and the plan is that of the whole', async () => {
  const shards = await shardsOf(groups('A', 'B', 'C', 'D', 'E'), 2);
  expect(shards.map((plan) => plan.groups.map(({ name, place }) => `${name}${place}`))).toEqual([
    ['A0', 'C2', 'E4'],
    ['B1', 'D3'],
  ]);
  expect(new Set(shards.map(({ id }) => id)).size).toBe(1);
  expect(shards[1]?.part).toEqual({ index: 2, count: 2, whole: ['A', 'B', 'C', 'D', 'E'], everywhere: [] });
});

test('groups that are selected are dealt evenly, and those that are not are in one shard, too', async () => {
  const shards = await shardsOf(groups('A', 'B', 'C', 'D'), 2, ['A', 'C']);
  const running = shards.map((plan) => plan.groups.filter(({ skipReason }) => skipReason === null));
  expect(running.map((list) => list.map(({ name }) => name))).toEqual([['A'], ['C']]);
  expect(shards.flatMap((plan) => plan.groups.map(({ name }) => name)).sort()).toEqual(['A', 'B', 'C', 'D']);
});

test('a group that every shard runs is in all, unless it is skipped', async () => {
  const yaml = groups('A', 'B').replace('name: B,', 'name: B, every_shard: true,');
  const shards = await shardsOf(yaml, 3);
  expect(shards.map((plan) => plan.groups.map(({ name }) => name))).toEqual([['A', 'B'], ['B'], ['B']]);
  const skipped = await shardsOf(yaml, 3, ['A']);
  expect(skipped.map((plan) => plan.groups.map(({ name }) => name))).toEqual([['A', 'B'], [], []]);
});
