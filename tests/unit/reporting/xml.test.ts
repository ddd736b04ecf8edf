import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../../src/reporting/printable.js';
import { element, writeXml, type XmlElement } from '../../../src/reporting/xml.js';
import { parseXml } from './parse-xml.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\r',
    '\r\n',
    '\ta\n',
    ']]>',
    '<!--',
    '&amp;',
    '\u0000\u001b',
    '\ud800',
    '\ufffe',
    '\u007f',
    '\u202e',
  ),
);
const { tree } = fc.letrec<{ tree: XmlElement }>((tie) => ({
  tree: fc.record({
    name: fc.constantFrom('a', 'b-c', 'system-out'),
    attributes: fc.dictionary(fc.constantFrom('name', 'message'), anyText),
    content: fc.oneof({ depthSize: 'small' }, anyText, fc.array(tie('tree'), { maxLength: 3 })),
  }),
}));

/** The same tree with U+FFFD for every character that XML 1.0 does not have, and with unseen ones spelt out. */
function legal({ name, attributes, content }: XmlElement): XmlElement {
  return {
    name,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, legalText(String(value))]),
    ),
    content: typeof content === 'string' ? legalText(content) : [...content].map(legal),
  };
}

const unseen = /^[\u007f-\u009f\p{Bidi_Control}\u2028\u2029]$/u;

function legalText(text: string): string {
  const isLegal = (code: number) =>
    [0x9, 0xa, 0xd].includes(code) ||
    (code >= 0x20 && code < 0xd800) ||
    (code > 0xdfff && code !== 0xfffe && code !== 0xffff);
  const spelt = (char: string) => (unseen.test(char) ? printable(char) : char);
  return [...text].map((char) => (isLegal(char.codePointAt(0) ?? 0) ? spelt(char) : '\ufffd')).join('');
}

test('a document says what its tree says, whatever its text', () => {
  fc.assert(
    fc.property(tree, (root) => {
      expect(parseXml([...writeXml(root)].join(''))).toEqual(legal(root));
    }),
  );
});

test('elements are indented, text is not', () => {
  const root = element('a', { n: 1 }, [element('b'), element('c', {}, [element('d', {}, '1\n 2')])]);
  expect([...writeXml(root)].join('')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<a n="1">
  <b/>
  <c>
    <d>1
 2</d>
  </c>
</a>
`);
});
