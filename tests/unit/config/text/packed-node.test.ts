import { expect, test } from 'vitest';
import { packNode, unpackNode } from '../../../../src/config/text/packed-node.js';
import { parseDocument } from '../../../../src/config/text/parse-document.js';

test.each([
  'plain: [text, 12, 012, 1e3, 0x1F, true, null, ~, ""]',
  'quoted: ["12", \'true\', "ä \\u20ac \\n", "null"]',
  'empty: { map: {}, list: [], nothing: }',
  '12: a number\ntrue: a word\n"": nothing',
  'folded: >\n  one\n  two\n\nkept: |+\n  as it\n  stands\n\n',
  'first: &a { x: [1, { y: 2 }] }\nsecond: *a\nthird: [*a, *a]',
  '- just a list\n- # and a remark\n  of: three',
  'one text',
])('what was packed comes back as it was parsed: %j', (text) => {
  const file = { name: 'a.yaml', text };
  const { root } = parseDocument(file);
  if (!root) {
    throw new Error('the text is broken');
  }
  const stored = JSON.parse(JSON.stringify(packNode(root)));
  expect(unpackNode(stored, file)).toEqual(root);
});
