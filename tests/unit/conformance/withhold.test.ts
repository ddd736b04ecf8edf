import { describe, expect, test } from 'vitest';
import { whyNotWithheld, withhold } from '../../../src/conformance/withhold.js';
import { type ResultSource, sourceOf } from '../../../src/results/source.js';
import type { CaseResult, Results } from '../../../src/results/types.js';
import { step } from '../reporting/sample-results.js';
import { found, resultsOf } from './baseline/judged-cases.js';

const tagged = (id: string, ...tags: readonly string[]): CaseResult => ({ ...found(id, 'fail'), tags });

const withheldOf = (results: Results, ...tags: readonly string[]) => withhold(sourceOf(results), tags);

const idsOf = ({ cases }: ResultSource) => cases.map(({ id }) => id);

test('a case is withheld by any of the tags, and so is one around it, which has its failures', () => {
  const results = resultsOf(
    tagged('a/open'),
    tagged('a/one', 'security'),
    tagged('a/two', 'slow', 'secret'),
    tagged('a/outer[x]'),
    tagged('a/outer/inner', 'security'),
    tagged('a/outermost'),
  );
  const left = withheldOf(results, 'security', 'secret');
  expect(idsOf(left)).toEqual(['a/open', 'a/outermost']);
  expect(left.withheld?.areas).toMatchObject([{ name: 'a', applicable: 4, failed: 4 }]);
});

test('neither a baseline nor what a whole run is names what is withheld', () => {
  const results = resultsOf(tagged('a/open'), tagged('b/shut[x]', 'security'));
  const { conformance } = results;
  const named = ['a/open', 'b/shut[x]', 'b/shut'];
  const baseline = {
    ...{ file: 'known.yaml', expected: named, regressions: named, newly_passing: named, flaky: named },
    ...{ vanished: ['gone/*', 'b/shut'], expired: ['a/*', 'b/sh*', 'b/shut[x]'] },
  };
  const left = withheldOf(
    {
      ...results,
      endpoint_lost: 'it stopped responding during b/shut[x]',
      shard: {
        index: 1,
        count: 2,
        endpoint: 'http://127.0.0.1:1',
        whole: ['a/open', 'b/shut'],
        everywhere: [],
      },
      ...(conformance ? { conformance: { ...conformance, crashes: named, baseline } } : {}),
    },
    'security',
  );
  expect(left.conformance).toMatchObject({
    crashes: ['a/open'],
    baseline: {
      ...{ expected: ['a/open'], regressions: ['a/open'], newly_passing: ['a/open'], flaky: ['a/open'] },
      ...{ vanished: ['gone/*'], expired: ['a/*'] },
    },
  });
  expect(left.shard).toEqual({ index: 1, count: 2, endpoint: 'http://127.0.0.1:1' });
  expect(JSON.stringify({ ...left, results: [] })).not.toContain('b/shut');
});

test('set-up outside of cases goes with the cases of its group', () => {
  const setUp = { phase: 'before_test', case: null } as const;
  const results = {
    ...resultsOf({ ...tagged('g/one', 'security') }, { ...tagged('h/two'), group_name: 'h' }),
    results: [step({ ...setUp, group_name: 'g' }), step({ ...setUp, group_name: 'h' })],
  };
  expect(withheldOf(results, 'security').results.map(({ group_name }) => group_name)).toEqual(['h']);
});

describe('results that cannot be published so:', () => {
  const why = (results: Results, ...tags: readonly string[]) => whyNotWithheld(sourceOf(results), tags);

  test('those that do not say tags, and those where no case has the tag', () => {
    expect(why(resultsOf(found('a/x', 'pass')), 'security')).toBe(
      'they do not say which tags their cases have (a/x)',
    );
    expect(why(resultsOf(tagged('a/x', 'slow')), 'security')).toBe('no case in them has the tag "security"');
    expect(why(resultsOf(tagged('a/x', 'security')), 'security')).toBeNull();
  });

  test('those with a test outside of cases', () => {
    const results = { ...resultsOf(tagged('a/x', 'security')), results: [step({ group_name: 'Loose' })] };
    expect(why(results, 'security')).toBe('"Loose" has a test outside of cases, which says no tags');
  });
});
