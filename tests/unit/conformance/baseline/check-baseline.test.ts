import { describe, expect, test } from 'vitest';
import { conformanceExitCode } from '../../../../src/conformance/exit-code.js';
import { judgeExactly } from '../../../../src/conformance/judge-exactly.js';
import { check, found, standings } from './judged-cases.js';

const onlyTolerated = {
  ...found('a/one', 'pass'),
  exact: false,
  deviation: 'error.Key: expected "k", actual null',
};

describe('what is only tolerated', () => {
  const text = 'known: [{ case: a/one, verdict: tolerated, reason: r }]';

  test('is expected where its entry says so, however the run was judged', async () => {
    for (const one of [onlyTolerated, judgeExactly(onlyTolerated)]) {
      const results = await check(text, one);
      expect(standings(results)).toEqual({ 'a/one': 'expected' });
      expect(conformanceExitCode(results)).toBe(0);
    }
  });

  test('is a regression without an entry only where nothing is tolerated', async () => {
    const usual = await check('known: []', onlyTolerated);
    expect(standings(usual)).toEqual({ 'a/one': undefined });
    expect(conformanceExitCode(usual)).toBe(0);
    const exact = await check('known: []', judgeExactly(onlyTolerated));
    expect(standings(exact)).toEqual({ 'a/one': 'regression' });
    expect(conformanceExitCode(exact)).toBe(1);
  });

  test('makes an entry stale where it is exact by now, and where it was known to fail', async () => {
    const exact = await check(text, { ...found('a/one', 'pass'), exact: true });
    expect(standings(exact)).toEqual({ 'a/one': 'newly-passing' });
    const better = await check('known: [{ case: a/one, verdict: wrong-error, reason: r }]', onlyTolerated);
    expect(standings(better)).toEqual({ 'a/one': 'newly-passing' });
  });

  test('is not what another failure is', async () => {
    const worse = await check(text, found('a/one', 'fail', 'wrong-error'));
    expect(standings(worse)).toEqual({ 'a/one': 'regression' });
  });
});

describe('checking results against a baseline', () => {
  test('a known failure is expected, an unknown one is a regression, and both are told apart by their verdict', async () => {
    const results = await check(
      'known: [{ case: a/one, verdict: wrong-error, reason: r }, { case: a/two, verdict: wrong-error, reason: r }]',
      found('a/one', 'fail', 'wrong-error'),
      found('a/two', 'fail', 'wrong-result'),
      found('a/three', 'unsupported'),
      found('b/four', 'pass'),
    );
    expect(standings(results)).toEqual({
      'a/one': 'expected',
      'a/two': 'regression',
      'a/three': 'regression',
      'b/four': undefined,
    });
    expect(conformanceExitCode(results)).toBe(1);
  });

  test('a run that fails only as expected passes', async () => {
    const results = await check(
      'known: [{ case: "a/**", verdict: fail, reason: r }]',
      found('a/one', 'fail', 'wrong-error'),
      found('b/four', 'pass'),
    );
    expect(results.conformance?.baseline?.expected).toEqual(['a/one']);
    expect(conformanceExitCode(results)).toBe(0);
  });

  test('a known failure that passes makes the baseline stale, and fails the run', async () => {
    const results = await check('known: [{ case: a/one, verdict: fail, reason: r }]', found('a/one', 'pass'));
    expect(results.conformance?.baseline?.newly_passing).toEqual(['a/one']);
    expect(conformanceExitCode(results)).toBe(1);
  });

  test('an entry that matches nothing of the whole suite has vanished; one outside the selection has not', async () => {
    const results = await check(
      'known: [{ case: a/gone, verdict: fail, reason: r }, { case: a/two, verdict: fail, reason: r }]',
      found('a/one', 'pass'),
    );
    expect(results.conformance?.baseline?.vanished).toEqual(['a/gone']);
    expect(conformanceExitCode(results)).toBe(1);
  });

  test('an expired entry no longer holds, and fails the run', async () => {
    const text = 'known: [{ case: a/one, verdict: fail, reason: r, until: 2026-11-21 }]';
    const results = await check(text, found('a/one', 'fail', 'wrong-error'));
    expect(results.conformance?.baseline).toMatchObject({ expired: ['a/one'], regressions: ['a/one'] });
  });

  test('an entry holds on its last day', async () => {
    const text = 'known: [{ case: a/one, verdict: fail, reason: r, until: 2026-11-22 }]';
    expect(standings(await check(text, found('a/one', 'fail')))).toEqual({ 'a/one': 'expected' });
  });

  test('an error is never an expected failure', async () => {
    const results = await check(
      'known: [{ case: a/one, verdict: fail, reason: r }]',
      found('a/one', 'error'),
    );
    expect(standings(results)).toEqual({ 'a/one': 'regression' });
    expect(conformanceExitCode(results)).toBe(3);
  });

  test('a flaky entry lets a case pass and fail', async () => {
    const text =
      'known: [{ case: a/one, verdict: fail, reason: r, flaky: true, link: "https://example.org/1" }]';
    expect(standings(await check(text, found('a/one', 'pass')))).toEqual({ 'a/one': 'flaky' });
    expect(standings(await check(text, found('a/one', 'fail')))).toEqual({ 'a/one': 'flaky' });
  });

  test('an entry without a row is about all rows, one with a row about this one', async () => {
    const text = (id: string) => `known: [{ case: "${id}", verdict: wrong-error, reason: r }]`;
    const both = [found('a/one[x]', 'fail', 'wrong-error'), found('a/one[y]', 'fail', 'wrong-error')];
    expect(standings(await check(text('a/one'), ...both))).toEqual({
      'a/one[x]': 'expected',
      'a/one[y]': 'expected',
    });
    expect(standings(await check(text('a/one[x]'), ...both))).toEqual({
      'a/one[x]': 'expected',
      'a/one[y]': 'regression',
    });
  });
});
