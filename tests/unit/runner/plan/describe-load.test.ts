import { expect, test } from 'vitest';
import { describePlan } from '../../../../src/runner/plan/describe.js';
import { inGroup, planOf } from './plan-of.js';

async function loadOf(load: string): Promise<unknown> {
  const plan = await planOf(inGroup(`{ operation: ListBuckets, load: ${load} }`));
  return describePlan(plan).groups[0]?.phases.test[0]?.load;
}

test('an open model has about as many turns as are due, of which half are due while the rate rises', async () => {
  expect(await loadOf('{ duration: 30s, rate: 600/min, warm_up: 10s, ramp: 4s }')).toEqual({
    model: 'open',
    rate: 10,
    duration: 30,
    warm_up: 10,
    ramp: 4,
    turns: 380,
  });
});

test('how many turns a closed model has only the server knows', async () => {
  expect(await loadOf('{ duration: 500ms, users: 8 }')).toEqual({
    model: 'closed',
    users: 8,
    duration: 0.5,
    warm_up: 0,
    ramp: 0,
    turns: null,
  });
});
