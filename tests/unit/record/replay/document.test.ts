import { expect, test } from 'vitest';
import {
  decodeEntities,
  editElements,
  elementsOf,
  elementText,
} from '../../../../src/record/replay/document.js';

const list =
  '<R><Contents><Key>a&amp;b</Key></Contents><Contents><Key/></Contents><n:Contents xmlns:n="x">c</n:Contents></R>';

test('elements are found by their local name', () => {
  expect(elementsOf(list, 'Contents')).toEqual(['<Key>a&amp;b</Key>', '<Key/>', 'c']);
  expect(elementText(list, 'Key')).toBe('a&b');
  expect(elementText('<Key/>', 'Key')).toBe('');
  expect(elementText(list, 'KeyCount')).toBeUndefined();
});

test.each([
  ['&quot;a&quot;', '"a"'],
  ['&#34;&#x22;', '""'],
  ['&lt;&gt;&apos;', "<>'"],
  ['&other;', '&other;'],
])('%s is decoded', (text, decoded) => {
  expect(decodeEntities(text)).toBe(decoded);
});

test('only the text of the named elements is changed', () => {
  const document = '<a><ETag>&quot;x&quot;</ETag><Key>x</Key><VersionId>x</VersionId></a>';
  expect(editElements(document, ['ETag', 'VersionId'], (inside, name) => `${name}:${inside}`)).toBe(
    '<a><ETag>ETag:&quot;x&quot;</ETag><Key>x</Key><VersionId>VersionId:x</VersionId></a>',
  );
});
