import { describe, expect, test } from 'vitest';
import { renderComparisonHtml } from '../../../../src/reporting/comparison/page.js';
import { compared, failed, fileOf, passed } from '../../comparison/compared.js';

const hostile = '<script>alert(1)</script>"\'&\u001b[31m\u202e';

test('what comes from results is never markup, and no link leads to a script', () => {
  const page = renderComparisonHtml(
    compared([
      fileOf(hostile, [{ ...failed(hostile, hostile), title: hostile, reference: 'javascript:alert(1)' }]),
      fileOf('two', [passed(hostile)]),
    ]),
  );
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('javascript:');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('the AWS page is a link, and each case can be linked to', () => {
  const reference = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html';
  const page = renderComparisonHtml(
    compared([fileOf('one', [passed('a/x', { reference })]), fileOf('two', [failed('a/x')])]),
  );
  expect(page).toContain(`<a href="${reference}" rel="noreferrer">`);
  expect(page).toContain('<tr id="a/x" data-o="pass fail" data-d="1" data-alone="1"');
});

test('the names of columns stand on end where there are more than six, so that all fit', () => {
  const page = (count: number) =>
    renderComparisonHtml(
      compared(Array.from({ length: count }, (_, index) => fileOf(`server-${index}`, [passed('a/x')]))),
    );
  expect(page(6)).toContain('<table class="matrix">');
  expect(page(7)).toContain('<table class="matrix many">');
});

describe('two thousand cases on eight servers', () => {
  const cases = Array.from(
    { length: 2000 },
    (_, index) => `area-${index % 25}/file-${index % 100}/case-${index}`,
  );
  const servers = Array.from({ length: 8 }, (_, server) =>
    fileOf(
      `server-${server}`,
      cases.map((id, index) =>
        index % (server + 3) === 0 ? failed(id) : passed(id, { operations: ['PutObject'] }),
      ),
    ),
  );
  const page = renderComparisonHtml(compared(servers));

  test('are one page of less than 15 MB', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(15_000_000);
    expect(page.match(/<tr id=/g)).toHaveLength(2000);
  });
});
