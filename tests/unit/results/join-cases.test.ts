import { expect, test } from 'vitest';
import { joinCases } from '../../../src/results/join-cases.js';
import type { CaseResult } from '../../../src/results/types.js';

function judged(shard: string, changes: Partial<CaseResult>) {
  const found: CaseResult = {
    id: 'Load/a',
    title: 'A case',
    group_name: 'Load',
    verdict: 'pass',
    kind: null,
    reason: null,
    exact: true,
    duration: 1,
    steps: ['test[0].steps[0]'],
    ...changes,
  };
  return { found, shard };
}

test('the worst verdict counts, and its reason names the shard; the slowest shard tells how long it took', () => {
  const failed = judged('3/4', {
    verdict: 'fail',
    kind: 'wrong-result',
    reason: 'PutObject: 500',
    exact: false,
  });
  const lost = judged('2/4', { verdict: 'error', reason: 'no response', duration: 9 });
  expect(joinCases([judged('1/4', {}), lost, failed])).toEqual({
    ...failed.found,
    reason: 'shard 3/4: PutObject: 500',
    duration: 9,
  });
});

test('all that passed make a pass, exact where all are', () => {
  expect(joinCases([judged('1/2', {}), judged('2/2', { duration: 2 })])).toEqual(
    judged('', { duration: 2 }).found,
  );
  expect(joinCases([judged('1/2', {}), judged('2/2', { exact: false })])).toMatchObject({ exact: false });
});

test('one alone stays as it is', () => {
  const { found, shard } = judged('1/2', { verdict: 'skipped', reason: 'not today' });
  expect(joinCases([{ found, shard }])).toEqual(found);
});
