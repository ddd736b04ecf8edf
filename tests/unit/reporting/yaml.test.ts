import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderJson } from '../../../src/reporting/json.js';
import { renderYaml } from '../../../src/reporting/yaml.js';

/** Everything that moves a cursor, or turns text around, in places of every kind. */
const hidden = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).filter((char) => char !== '\n'),
  ...Array.from({ length: 0x21 }, (_, code) => String.fromCharCode(0x7f + code)),
  ...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029',
];
const nasty = hidden.flatMap((char) => [
  { plain: `a${char}b` },
  { lines: `first\nsecond ${char}\n third: '${char}"` },
  { [`key${char}`]: [char, `#${char}`, `- ${char}`, `\\u009b${char}\\`] },
]);
const raw = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

test.each([
  ['JSON', renderJson, (text: string): unknown => JSON.parse(text)],
  ['YAML', renderYaml, (text: string): unknown => parse(text)],
])('%s shows no character that hides others, and says the same', (_name, render, read) => {
  for (const data of [nasty, ...nasty]) {
    const text = render(data);
    expect((text.match(raw) ?? []).filter((char) => !'\n\t'.includes(char))).toEqual([]);
    expect(read(text)).toEqual(data);
  }
});

test('what hides nothing is written as before', () => {
  const data = { text: 'ä 見 ❤️ 👩‍💻\nline', list: ['yes', 'no', '1'] };
  expect(renderJson(data)).toBe(`${JSON.stringify(data, null, 2)}\n`);
  expect(parse(renderYaml(data))).toEqual(data);
});
