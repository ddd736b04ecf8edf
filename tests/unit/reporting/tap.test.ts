import fc from 'fast-check';
import { type FinalResults, Parser, type Result } from 'tap-parser';
import { describe, expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import type { Results } from '../../../src/results/types.js';
import { mixedResults, resultsOf, step } from './sample-results.js';

/** What a strict reader of TAP makes of results: all points, and the sums at the end. */
function readTap(results: Results): { readonly points: readonly Result[]; readonly end: FinalResults } {
  const points: Result[] = [];
  const ends: FinalResults[] = [];
  const parser = new Parser({ strict: true });
  parser.on('assert', (point) => points.push(point));
  parser.on('complete', (found) => ends.push(found));
  parser.end(report('tap', results));
  return { points, end: ends[0] ?? expect.fail('the end is missing') };
}

describe('tap', () => {
  test('golden', async () => {
    await expect(report('tap', mixedResults)).toMatchFileSnapshot('golden/mixed.tap.txt');
  });

  test('a strict parser finds each test, and nothing else', () => {
    const { points, end } = readTap(mixedResults);
    expect(end).toMatchObject({ count: 12, pass: 6, fail: 6, skip: 4, todo: 0, bailout: false });
    expect(end.failures.filter(({ tapError }) => tapError)).toEqual([]);
    expect(points.find(({ name }) => name === 'object/put-object/if-match-etag')).toMatchObject({
      ok: false,
      diag: { message: 'unsupported: 501 NotImplemented', severity: 'fail', state: 'unsupported' },
    });
    expect(points.find(({ name }) => name === 'object/get-object/if-match-etag')).toMatchObject({
      ok: true,
      skip: expect.stringContaining('blocked'),
    });
  });

  test.each([
    'a # SKIP not really',
    'a # TODO x',
    '#',
    'a {',
    'a\nBail out! no',
    'a\n1..0',
    'a\n  ...\nok 2',
    '\\',
    '\\#',
    'pragma +strict',
    '  ---\n  a: b\n  ...',
  ])('what a name or a message says is no line of its own: %j', (text) => {
    const results = resultsOf([
      step({ name: text, group_name: text, status: 'fail', error_message: text, actual: null }),
      step({ name: text, status: 'skipped', skip_reason: text }),
    ]);
    const { points, end } = readTap(results);
    expect(end).toMatchObject({ count: 2, pass: 1, fail: 1, skip: 1, todo: 0, bailout: false, ok: false });
    expect(points.map(({ ok, skip, todo }) => [ok, skip === false, todo])).toEqual([
      [false, true, false],
      [true, false, false],
    ]);
    expect(points[0]?.diag).toMatchObject({ severity: 'fail' });
  });

  test('what stayed behind is a comment, whatever a server gave as the reason', () => {
    const reason = 'no # SKIP\nnot ok 2 - forged {';
    const results = resultsOf([step()], { left_behind: [{ bucket: 'stays', credential: 'main', reason }] });
    expect(report('tap', results)).toMatch(/\n# left behind: 1 bucket, .*: stays \(no \\# SKIP.*\n$/);
    expect(readTap(results).end).toMatchObject({ count: 1, pass: 1, fail: 0, skip: 0 });
  });

  test('whatever a server sends, a point stays a point', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('#', '{', '\\', '\n', '\r', ':', '-', '.', ' ', "'", '"'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, (name) => {
        const { end } = readTap(
          resultsOf([step({ name, status: 'fail', error_message: name }), step({ name, group_name: name })]),
        );
        expect(end).toMatchObject({ count: 2, pass: 1, fail: 1, skip: 0, todo: 0, bailout: false });
      }),
      { numRuns: 40 },
    );
  });
});
