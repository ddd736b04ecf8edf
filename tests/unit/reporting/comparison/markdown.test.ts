import { expect, test } from 'vitest';
import { trendsOf } from '../../../../src/comparison/trend.js';
import {
  renderComparisonMarkdown,
  renderPullRequest,
  renderTrendsMarkdown,
} from '../../../../src/reporting/comparison/markdown.js';
import { compared, failed, fileOf, passed } from '../../comparison/compared.js';

const many = Array.from({ length: 5000 }, (_, index) => `area/case-${index}`);

test('it stays below the length that GitHub takes, says what was cut, and closes what it opened', () => {
  const comparison = compared([
    fileOf(
      'old',
      many.map((id) => failed(id)),
    ),
    fileOf(
      'new',
      many.map((id) => passed(id)),
    ),
  ]);
  for (const text of [renderComparisonMarkdown(comparison), renderPullRequest(comparison, 0)]) {
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    const [, left] = /^[|-] … (\d+) cases left out/m.exec(text) ?? [];
    expect(Number(left) + (text.match(/area\/case-\d+/g)?.length ?? 0)).toBe(many.length);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  }
});

test('what comes from results is text', () => {
  const comparison = compared([
    fileOf('old', [passed('a|b<b>')]),
    fileOf('new', [failed('a|b<b>', '[x](javascript:1) `|` <img>')]),
  ]);
  const text = renderComparisonMarkdown(comparison) + renderPullRequest(comparison, 0);
  expect(text).not.toContain('<img>');
  expect(text).toContain('\\[x\\](javascript:1)');
  expect(text).toContain('a\\|b&lt;b&gt;');
});

test('a pull request shows regressions first, with their reasons', () => {
  const comparison = compared([
    fileOf('old', [passed('a/broken'), failed('a/mended')]),
    fileOf('new', [failed('a/broken'), passed('a/mended')]),
  ]);
  const text = renderPullRequest(comparison, 0);
  expect(text).toContain('### ✗ new: 1 regressed, 1 fixed');
  expect(text.indexOf('`a/broken`: wrongly-accepted')).toBeLessThan(text.indexOf('`a/mended`'));
});

test('a trend is a table of shares', () => {
  const text = renderTrendsMarkdown(
    trendsOf([fileOf('one', [passed('a', { feature: 'f' }), failed('b', 'no')], { server: 'S' })]),
  );
  expect(text).toContain('| all | 50 % |\n| f | 100 % |');
});
