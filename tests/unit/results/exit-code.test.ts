import { expect, test } from 'vitest';
import { exitCode } from '../../../src/results/exit-code.js';
import type { CaseResult, Status } from '../../../src/results/types.js';
import { resultsOf, step } from '../reporting/sample-results.js';

function stepsOf(...statuses: readonly Status[]) {
  return statuses.map((status) => step({ status }));
}

function caseOf(verdict: CaseResult['verdict']): CaseResult {
  return { id: 'a', title: null, group_name: 'g', verdict, kind: null, reason: null, duration: 0, steps: [] };
}

test.each([
  ['all passed', resultsOf(stepsOf('pass', 'pass')), 0],
  ['nothing but skipped', resultsOf(stepsOf('skipped')), 0],
  ['one failed', resultsOf(stepsOf('pass', 'fail')), 1],
  ['one could not be judged', resultsOf(stepsOf('pass', 'error')), 3],
  ['a failure outweighs an error', resultsOf(stepsOf('error', 'fail')), 1],
  ['a lost endpoint outweighs a failure', resultsOf(stepsOf('fail'), { endpoint_lost: 'gone' }), 3],
  [
    'an interruption outweighs all',
    resultsOf(stepsOf('fail'), { endpoint_lost: 'gone', interrupted: true }),
    130,
  ],
  ['a failed case', resultsOf(stepsOf('pass'), { cases: [caseOf('fail')] }), 1],
  ['an unsupported case', resultsOf(stepsOf('pass'), { cases: [caseOf('unsupported')] }), 1],
  ['a case that could not be judged', resultsOf(stepsOf('pass'), { cases: [caseOf('error')] }), 3],
  ['a blocked case', resultsOf(stepsOf('pass'), { cases: [caseOf('blocked')] }), 0],
])('%s', (_, results, code) => {
  expect(exitCode(results)).toBe(code);
});
