import { expect, test } from 'vitest';
import type { Status } from '../../../../src/results/types.js';
import { Turns } from '../../../../src/runner/control/turns.js';
import type { PlannedStep } from '../../../../src/runner/plan/planned-step.js';
import { planOf } from '../plan/plan-of.js';

const [step, other] = (await stepsOf()) as [PlannedStep, PlannedStep];

async function stepsOf(): Promise<readonly PlannedStep[]> {
  const plan = await planOf(
    'cases:\n  - { case: a, steps: [ { operation: ListBuckets, repeat: 3 }, { operation: ListBuckets } ] }',
  );
  const [one] = plan.groups[0]?.phases.test ?? [];
  return one?.kind === 'case' ? one.children : [];
}

function turn(status: Status, facts: { startedMs?: number; seconds?: number; isExact?: boolean } = {}) {
  const usual = { startedMs: 0, seconds: 1, isExact: true, skipReason: null, operation: 'ListBuckets' };
  return { ...usual, credential: 'main', status, ...facts };
}

const place = { order: [0, 1, 0], iteration: null };

test('a thousand turns of each loop have a place of their own, and a hundred later ones that did not pass', () => {
  const turns = new Turns(place);
  const kept = { pass: 0, fail: 0 };
  for (let index = 0; index < 3000; index++) {
    const number = turns.begin(step);
    expect(number).toBe(index);
    const status = index % 2 === 0 ? 'pass' : 'fail';
    kept[status] += turns.keeps(step, number, status) ? 1 : 0;
  }
  expect(kept).toEqual({ pass: 500, fail: 600 });
  expect(turns.begin(other)).toBe(0);
  expect(turns.keeps(other, 5000, 'error')).toBe(true);
  expect(turns.keeps(other, 5000, 'skipped')).toBe(false);
});

test('what is counted is known by its outcome, its times, and from when to when it went', () => {
  const turns = new Turns(place);
  turns.count(step, turn('pass', { startedMs: 5000, seconds: 2 }));
  turns.count(step, turn('pass', { startedMs: 3000, seconds: 1, isExact: false }));
  turns.count(step, turn('error', { startedMs: 4000, seconds: 9 }));
  const [[counted, facts]] = [...turns.counted()] as [[PlannedStep, ReturnType<typeof Object>]];
  expect(counted).toBe(step);
  expect(facts).toMatchObject({
    counts: { pass: 2, fail: 0, error: 1, skipped: 0 },
    exact: 1,
    beganMs: 3000,
    endedMs: 13_000,
  });
  expect(facts.times).toMatchObject({ count: 2, min: 1, max: 2 });
});

test('it is time to tell of it once a second', () => {
  const turns = new Turns(place);
  expect([0, 999, 1000, 1500, 2000].map((now) => turns.isDue(now))).toEqual([true, false, true, false, true]);
});

test('an attempt that comes to nothing leaves no trace, one that decides is taken over', () => {
  const turns = new Turns(place);
  turns.count(step, turn('pass'));
  turns.begin(step);
  const failed = turns.fork();
  failed.count(step, turn('fail'));
  failed.begin(step);
  expect(failed.isDue(1e9)).toBe(false);

  const decisive = turns.fork();
  expect(decisive.begin(step)).toBe(1);
  decisive.count(step, turn('pass', { startedMs: 1000 }));
  decisive.count(other, turn('skipped'));
  turns.join(decisive);

  const counts = [...turns.counted()].map(([, { counts: found }]) => found);
  expect(counts).toEqual([
    { pass: 2, fail: 0, error: 0, skipped: 0 },
    { pass: 0, fail: 0, error: 0, skipped: 1 },
  ]);
  expect(turns.begin(step)).toBe(2);
});
