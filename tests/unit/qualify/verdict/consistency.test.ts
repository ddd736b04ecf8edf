import { expect, test } from 'vitest';
import { outcomeOfConsistency } from '../../../../src/qualify/verdict/consistency.js';

type Judged = Parameters<typeof outcomeOfConsistency>[0];

const quiet: Judged = { verdicts: [], not_judged: [], features: [], interrupted: false };
const verdict = (word: 'ok' | 'violated' | 'not decided') => ({
  checker: 'register',
  verdict: word,
  operations: 1,
  findings: [],
});
const lacking = {
  not_judged: [{ what: 'queue', reason: 'PutObject: 501' }],
  features: [{ feature: 'if-none-match', state: 'missing', reason: 'PutObject: 501' }],
};

test.each<readonly [string, Partial<Judged>, string]>([
  ['no violation is that it holds', { verdicts: [verdict('ok')] }, 'met'],
  ['a violation is that it is ignored', { verdicts: [verdict('ok'), verdict('violated')] }, 'ignored'],
  ['a violation stays one after Ctrl-C', { verdicts: [verdict('violated')], interrupted: true }, 'ignored'],
  ['a feature that the store lacks is refused', lacking, 'refused'],
  ['what was not judged for another reason is not decided', { ...lacking, features: [] }, 'not-decided'],
  ['a search that was too long is not decided', { verdicts: [verdict('not decided')] }, 'not-decided'],
  ['what was interrupted is not decided', { verdicts: [verdict('ok')], interrupted: true }, 'not-decided'],
])('%s', (_, found, outcome) => {
  expect(outcomeOfConsistency({ ...quiet, ...found })).toBe(outcome);
});
