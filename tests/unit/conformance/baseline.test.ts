import { describe, expect, test } from 'vitest';
import { updateBaseline } from '../../../src/conformance/baseline/update-baseline.js';
import { conformanceExitCode } from '../../../src/conformance/exit-code.js';
import { checkBaseline, readBaseline } from '../../../src/conformance/index.js';
import type { CaseResult, Results } from '../../../src/results/types.js';

function found(id: string, verdict: CaseResult['verdict'], kind: CaseResult['kind'] = null): CaseResult {
  return { id, title: null, group_name: 'g', verdict, kind, reason: null, duration: 0, steps: [] };
}

function resultsOf(...cases: CaseResult[]): Results {
  return {
    session_id: 's',
    config_file: null,
    config_files: [],
    s3tester_version: '0',
    result_format: 1,
    target: { endpoint_url: 'http://127.0.0.1:1', region: 'us-east-1', server: 'Some/1' },
    start_time: '2026-11-01T00:00:00.000Z',
    end_time: '2026-11-01T00:00:01.000Z',
    interrupted: false,
    endpoint_lost: null,
    total_operations: 0,
    summary: { passed: 0, failed: 0, error: 0, skipped: 0, success_rate: 0 },
    results: [],
    cases,
    conformance: {
      suite_version: '1.0.0',
      plan: 'p',
      levels: [],
      features: [],
      operations: [],
      parameters: [],
      crashes: [],
      baseline: null,
    },
  };
}

async function baselineOf(text: string) {
  const { baseline, diagnostics } = await readBaseline({ name: 'known.yaml', text });
  expect(diagnostics).toEqual([]);
  if (!baseline) {
    throw new Error('the baseline was not read');
  }
  return baseline;
}

const ids = ['a/one', 'a/two', 'a/three', 'b/four'];
const check = async (text: string, ...cases: CaseResult[]) =>
  checkBaseline(resultsOf(...cases), await baselineOf(text), 'known.yaml', ids, '2026-11-22');
const standings = (results: Results) =>
  Object.fromEntries(results.cases.map(({ id, baseline }) => [id, baseline]));

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

  test('an entry without a reason, with an unknown verdict or key is an error with its place', async () => {
    const text =
      'known:\n  - { case: a/one, verdict: broken }\n  - { case: a/two, verdict: fail, reason: r, lnk: x }\n';
    const { baseline, diagnostics } = await readBaseline({ name: 'known.yaml', text });
    expect(baseline).toBeNull();
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(['missing-key', 'unknown-key', 'wrong-value']);
  });
});

test.each([
  ['until: soon', '"soon" is not a date'],
  ['until: 2027-02-30', '"2027-02-30" is not a date'],
  ['flaky: true', 'a flaky entry needs a link'],
])('an entry with %s is an error with its place', async (facts, message) => {
  const text = `known:\n  - { case: a/one, verdict: fail, reason: r }\n  - { case: a/two, verdict: fail, reason: r, ${facts} }\n`;
  const { baseline, diagnostics } = await readBaseline({ name: 'known.yaml', text });
  expect(baseline).toBeNull();
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.message).toContain(message);
  expect(text.slice(diagnostics[0]?.at?.start)).toMatch(/^\{ case: a\/two/);
});

describe('updating a baseline', () => {
  const text = [
    '# what Some/1 does not do',
    'server: "Some/1"',
    'suite: "0.9.0"',
    'known:',
    '  # seen with 1.0',
    '  - { case: a/one, verdict: wrong-error, reason: "deviates: 409", link: "https://example.org/1" }',
    '  - { case: a/two, verdict: fail, reason: "fixed by now" }',
    '  - { case: b/four, verdict: fail, reason: "not judged by this run" }',
    '',
  ].join('\n');

  test('keeps reasons, links and comments of what stays, takes out what passes, adds what is new', () => {
    const updated = updateBaseline(
      text,
      resultsOf(
        found('a/one', 'fail', 'wrong-error'),
        found('a/two', 'pass'),
        found('a/three', 'unsupported'),
      ),
    );
    expect(updated).toContain('# what Some/1 does not do');
    expect(updated).toContain('# seen with 1.0');
    expect(updated).toContain('link: "https://example.org/1"');
    expect(updated).not.toContain('a/two');
    expect(updated).toContain('b/four');
    expect(updated).toMatch(/case: a\/three, verdict: unsupported, reason: not implemented/);
    expect(updated).toContain('suite: "1.0.0"');
    expect(
      updateBaseline(
        updated,
        resultsOf(found('a/one', 'fail', 'wrong-error'), found('a/three', 'unsupported')),
      ),
    ).toBe(updated);
  });

  test('adds no second entry for a row of a case that stands there', async () => {
    const known = 'known:\n  - { case: "a/one[x]", verdict: fail, reason: "deviates: 409" }\n';
    const updated = updateBaseline(known, resultsOf(found('a/one[x]', 'fail', 'wrong-error')));
    expect((await baselineOf(updated)).known.map((entry) => entry.case)).toEqual(['a/one[x]']);
  });

  const rows = resultsOf(
    found('a/rows[x]', 'fail', 'wrong-error'),
    found('a/rows[y]', 'fail', 'wrong-error'),
    found('a/two', 'pass'),
    found('b/three', 'unsupported'),
    found('b/four', 'unsupported'),
    found('c/rows[x]', 'fail', 'wrong-error'),
    found('c/rows[y]', 'pass'),
    found('c/six', 'fail', 'wrong-error'),
    found('d/seven', 'unsupported'),
    found('d/eight', 'skipped'),
  );
  const entriesOf = async (text: string) => (await baselineOf(text)).known.map((entry) => entry.case);

  test('says it once where all rows of a case, or all cases of a file, fail alike, and only there', async () => {
    const updated = updateBaseline('', rows);
    expect(await entriesOf(updated)).toEqual(['a/rows', 'b/*', 'c/rows[x]', 'c/six', 'd/seven']);
    const checked = checkBaseline(rows, await baselineOf(updated), 'known.yaml', ids, '2026-11-22');
    expect(checked.conformance?.baseline).toMatchObject({ regressions: [], newly_passing: [] });
    expect(updateBaseline(updated, rows)).toBe(updated);
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

  test('a glob of which one case passes gives way to the others, each with the reason and the link', async () => {
    const glob = [
      'known:',
      '  # seen with 1.0',
      '  - { case: "a/*", verdict: wrong-error, reason: "deviates: 409", link: "https://example.org/1" }',
      '',
    ].join('\n');
    const results = resultsOf(
      found('a/one', 'fail', 'wrong-error'),
      found('a/two', 'pass'),
      found('a/three', 'fail', 'wrong-error'),
      found('a/six', 'blocked'),
    );
    const updated = updateBaseline(glob, results);
    expect((await baselineOf(updated)).known).toMatchObject(
      ['a/one', 'a/three'].map((id) => ({
        case: id,
        verdict: 'wrong-error',
        reason: 'deviates: 409',
        link: 'https://example.org/1',
      })),
    );
    expect(updated.match(/seen with 1.0/g)).toHaveLength(1);
  });

  test('a new one names the server and the suite first', () => {
    const updated = updateBaseline('', resultsOf(found('a/one', 'unsupported'), found('a/two', 'pass')));
    expect(updated.split('\n').slice(0, 3)).toEqual(['server: Some/1', 'suite: 1.0.0', 'known:']);
  });

  test('writes a new one that the same results then meet', async () => {
    const results = resultsOf(found('a/one', 'fail', 'wrongly-accepted'), found('a/two', 'pass'));
    const checked = checkBaseline(
      results,
      await baselineOf(updateBaseline('', results)),
      'known.yaml',
      ids,
      '2026-11-22',
    );
    expect(conformanceExitCode(checked)).toBe(0);
    expect(checked.conformance?.baseline?.expected).toEqual(['a/one']);
  });
});
