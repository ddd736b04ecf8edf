import { expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import type { Results } from '../../../src/results/types.js';
import { resultsOf, step } from './sample-results.js';

const badgeOf = (results: Results): unknown => JSON.parse(report('badge', results));
const failed = step({ status: 'fail' });
const unjudged = step({ status: 'error', actual: null });
const skipped = step({ status: 'skipped', skip_reason: 'why' });

test.each([
  [resultsOf([step(), step()]), '2 of 2', 'brightgreen', false],
  [resultsOf([step(), failed, skipped]), '1 of 2', 'red', true],
  [resultsOf([step(), unjudged]), '1 of 2', 'orange', false],
  [resultsOf([step()], { interrupted: true }), '1 of 1, not whole', 'orange', false],
  [resultsOf([skipped]), 'nothing judged', 'lightgrey', false],
  [resultsOf([]), 'nothing judged', 'lightgrey', false],
])('what passed, of what was judged', (results, message, color, isError) => {
  expect(badgeOf(results)).toEqual({ schemaVersion: 1, label: 's3tester', message, color, isError });
});

const conformance = {
  suite_version: '1.0.0',
  plan: 'abc',
  levels: [],
  features: [],
  operations: [],
  parameters: [],
  crashes: [],
};
const one = {
  id: 'a',
  title: null,
  group_name: 'G',
  verdict: 'fail',
  kind: 'wrong-error',
  reason: 'why',
  duration: 0,
  steps: [],
  baseline: 'expected',
} as const;
const baseline = {
  file: 'known.yaml',
  expected: ['a'],
  regressions: [],
  newly_passing: [],
  flaky: [],
  vanished: [],
  expired: [],
};

test('what a baseline expects is in the score, and makes it no worse', () => {
  const results = resultsOf([], { cases: [one], conformance: { ...conformance, baseline } });
  expect(badgeOf(results)).toMatchObject({
    label: 'S3 conformance',
    message: '0 of 1',
    color: 'brightgreen',
    isError: false,
  });
});

test('a baseline that is stale fails the run, and so the badge', () => {
  for (const stale of [{ vanished: ['b'] }, { expired: ['a'] }]) {
    const results = resultsOf([], {
      cases: [one],
      conformance: { ...conformance, baseline: { ...baseline, ...stale } },
    });
    expect(badgeOf(results)).toMatchObject({ color: 'red', isError: true });
  }
  const passing = { ...one, verdict: 'pass', kind: null, baseline: 'newly-passing' } as const;
  const results = resultsOf([], { cases: [passing], conformance: { ...conformance, baseline } });
  expect(badgeOf(results)).toMatchObject({ color: 'red', isError: true });
});
