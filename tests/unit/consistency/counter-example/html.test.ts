import { expect, test } from 'vitest';
import { renderFindingsHtml } from '../../../../src/consistency/counter-example/html.js';
import type { Verdict } from '../../../../src/consistency/history/verdict.js';
import { get, header, put } from '../../../support/histories/build.js';

const operations = [put(0, [0, 10], 1), put(2, [20, 30], 2), get(5, [40, 50], 1)];
const verdicts: readonly Verdict[] = [
  { checker: 'no-doubles', verdict: 'ok', operations: 3, findings: [] },
  {
    checker: 'read-after-write',
    verdict: 'violated',
    operations: 3,
    findings: [{ message: 'a <stale> reading', bucket: 'bucket', key: 'a&b', operations }],
  },
];

test('a page has a drawing with a name, and the same as a table', () => {
  const page = renderFindingsHtml(header, verdicts);
  expect(page).toContain('<svg role="img" aria-label="a &lt;stale&gt; reading"');
  expect(page.match(/<rect /g)).toHaveLength(3);
  expect(page.match(/<text class="name"/g)).toHaveLength(3);
  expect(page.match(/<tr><td>/g)).toHaveLength(3);
  expect(page).toContain('bucket/a&amp;b');
  expect(page).toContain('get → #1');
  expect(page).not.toContain('no-doubles');
});

test('a page loads and runs nothing', () => {
  const page = renderFindingsHtml(header, verdicts);
  expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'");
  expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
  expect(page).toContain('prefers-color-scheme: dark');
});

test('no user information of an address is shown', () => {
  const page = renderFindingsHtml(
    { ...header, endpoints: ['http://user:pass-word@127.0.0.1:9000/?key=con-cealed'] },
    verdicts,
  );
  expect(page).toContain('http://127.0.0.1:9000/');
  expect(page).not.toMatch(/pass-word|con-cealed/);
});

test('without a violation the page says so', () => {
  expect(renderFindingsHtml(header, verdicts.slice(0, 1))).toContain(
    '<title>No violation of consistency</title>',
  );
});
