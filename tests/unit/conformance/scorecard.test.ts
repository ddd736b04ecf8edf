import { expect, test } from 'vitest';
import { scoreCases, tally } from '../../../src/conformance/scorecard.js';
import type { CaseResult } from '../../../src/results/types.js';

function found(verdict: CaseResult['verdict'], facts: Partial<CaseResult> = {}): CaseResult {
  return {
    id: 'x',
    title: null,
    group_name: 'g',
    verdict,
    kind: null,
    reason: null,
    duration: 0,
    steps: [],
    ...facts,
  };
}

test('what is skipped does not apply; unsupported, blocked and failed are never mixed', () => {
  const cases = (['pass', 'pass', 'fail', 'unsupported', 'blocked', 'error', 'skipped'] as const).map(
    (verdict, index) => found(verdict, verdict === 'pass' ? { exact: index > 0 } : {}),
  );
  expect(tally(cases)).toEqual({
    applicable: 6,
    passed: 2,
    exact: 1,
    failed: 1,
    unsupported: 1,
    blocked: 1,
    error: 1,
    skipped: 1,
  });
});

test('a case counts once for its level and feature, and for every operation and parameter it uses', () => {
  const card = scoreCases([
    found('pass', {
      level: 'extended',
      feature: 'b',
      operations: ['PutObject', 'GetObject'],
      parameters: ['GetObject.Range'],
    }),
    found('fail', { level: 'core', feature: 'a', operations: ['PutObject'] }),
  ]);
  const brief = (scores: typeof card.levels) =>
    scores.map(({ name, passed, applicable }) => [name, passed, applicable]);
  expect(brief(card.levels)).toEqual([
    ['core', 0, 1],
    ['extended', 1, 1],
  ]);
  expect(brief(card.features)).toEqual([
    ['a', 0, 1],
    ['b', 1, 1],
  ]);
  expect(brief(card.operations)).toEqual([
    ['GetObject', 1, 1],
    ['PutObject', 1, 2],
  ]);
  expect(brief(card.parameters)).toEqual([['GetObject.Range', 1, 1]]);
});
