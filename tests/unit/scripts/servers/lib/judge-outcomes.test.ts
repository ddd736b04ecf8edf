import { expect, test } from 'vitest';
import { type Cannot, judgeOutcomes } from '../../../../../scripts/servers/lib/judge-outcomes.js';

const passing = { example: 'a.yaml', part: 'Upload', passed: true, why: '' };
const failing = {
  example: 'a.yaml',
  part: 'Locks',
  passed: false,
  why: 'status_code: expected 200, actual 501',
};

function judge(cannot: Cannot) {
  return judgeOutcomes([passing, failing], cannot, ['a.yaml']).map(({ outcome, isGood }) => [
    outcome.part,
    isGood,
  ]);
}

test('without a word about them, what passes is good and what fails is not', () => {
  expect(judge({})).toEqual([
    ['Upload', true],
    ['Locks', false],
  ]);
});

test('a failure that was foretold is good, and its reason is shown', () => {
  const [, verdict] = judgeOutcomes([passing, failing], { 'a.yaml': { Locks: 'it has no locks' } }, [
    'a.yaml',
  ]);
  expect(verdict).toMatchObject({ isGood: true, remark: 'fails as expected, since it has no locks' });
});

test('a pass that was foretold to fail is not good', () => {
  expect(judge({ 'a.yaml': { Upload: 'it stores nothing', Locks: 'it has no locks' } })).toEqual([
    ['Upload', false],
    ['Locks', true],
  ]);
});

test('a word about a part that is not there is not good; about an example that did not run, it is nothing', () => {
  const cannot = { 'a.yaml': { Locks: 'it has no locks', Gone: 'renamed' }, 'b.yaml': { Other: 'not run' } };
  expect(judge(cannot)).toEqual([
    ['Upload', true],
    ['Locks', true],
    ['Gone', false],
  ]);
});

test('what happens by chance is good either way', () => {
  const sometimes = { sometimes: 'a race has two winners' };
  expect(judge({ 'a.yaml': { Upload: sometimes, Locks: sometimes } })).toEqual([
    ['Upload', true],
    ['Locks', true],
  ]);
});
