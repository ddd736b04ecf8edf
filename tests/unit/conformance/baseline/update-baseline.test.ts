import { describe, expect, test } from 'vitest';
import { updateBaseline } from '../../../../src/conformance/baseline/update-baseline.js';
import { conformanceExitCode } from '../../../../src/conformance/exit-code.js';
import { checkBaseline } from '../../../../src/conformance/index.js';
import { judgeExactly } from '../../../../src/conformance/judge-exactly.js';
import { baselineOf, found, ids, resultsOf } from './judged-cases.js';

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

  test('holds what is only tolerated where nothing is to be, and keeps it until it is exact', async () => {
    const tolerated = { ...found('a/one', 'pass'), exact: false, deviation: 'error.Key: expected "k"' };
    expect((await baselineOf(updateBaseline('', resultsOf(tolerated)))).known).toEqual([]);
    const held = updateBaseline('', resultsOf(judgeExactly(tolerated)));
    expect((await baselineOf(held)).known).toMatchObject([{ case: 'a/one', verdict: 'tolerated' }]);
    expect(updateBaseline(held, resultsOf(tolerated))).toBe(held);
    const exact = updateBaseline(held, resultsOf({ ...tolerated, exact: true }));
    expect((await baselineOf(exact)).known).toEqual([]);
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
