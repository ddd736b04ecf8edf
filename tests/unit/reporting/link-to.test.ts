import { expect, test } from 'vitest';
import { linkTo } from '../../../src/reporting/link-to.js';

test('a page of the web by https', () => {
  const page = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_Errors';
  expect(linkTo(page)).toBe(page);
});

test.each([
  null,
  '',
  'http://example.com/',
  'javascript:alert(1)',
  'https://example.com/" onclick="alert(1)',
  'https://example.com/<script>',
  'https://example.com/ and more',
  'https://',
  'data:text/html,hello',
])('%j leads nowhere', (page) => {
  expect(linkTo(page)).toBeNull();
});
