import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/config/text/diagnostic.js';
import { compileText } from '../../../src/config/values/compile.js';
import { evaluate, follow, type Scope, ValueError } from '../../../src/config/values/evaluate.js';

const names: Readonly<Record<string, unknown>> = {
  bucket: 'b',
  count: 3,
  flag: false,
  nothing: null,
  empty: '',
  list: ['a', { key: 'k' }],
  page: { Contents: [{ Key: 'first' }], 'next-token': 't' },
  when: new Date('2026-01-02T03:04:05.678Z'),
};

const scope: Scope = {
  lookup: (name, path) => follow(names[name], path),
  now: () => new Date('2026-01-31T12:00:00Z'),
  random: (length) => 'r'.repeat(length),
};

function value(text: string): unknown {
  const problems: Diagnostic[] = [];
  const at = { file: { name: 'a.yaml', text }, start: 0, end: text.length };
  const compiled = compileText(text, at, (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  return evaluate(compiled, { scope });
}

function problemsOf(text: string): readonly string[] {
  const problems: Diagnostic[] = [];
  const at = { file: { name: 'a.yaml', text }, start: 0, end: text.length };
  compileText(text, at, (problem) => problems.push(problem));
  return problems.map(({ message }) => message);
}

describe('a text of one reference keeps the type of what it names:', () => {
  test.each<readonly [text: string, expected: unknown]>([
    ['${count}', 3],
    ['${flag}', false],
    ['${nothing}', null],
    ['${list}', ['a', { key: 'k' }]],
    ['${list[1].key}', 'k'],
    ['${page.Contents[0].Key}', 'first'],
    ['${page.next-token}', 't'],
    ['${1..4}', [1, 2, 3, 4]],
    ['${4..1}', [4, 3, 2, 1]],
    ['${1..count}', [1, 2, 3]],
    ['${now}', new Date('2026-01-31T12:00:00Z')],
    ['${now+1d}', new Date('2026-02-01T12:00:00Z')],
    ['${now - 90m}', new Date('2026-01-31T10:30:00Z')],
    ['${random:5}', 'rrrrr'],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('inside a text, what it names becomes text:', () => {
  test.each<readonly [text: string, expected: string]>([
    ['a-${bucket}-${count}', 'a-b-3'],
    ['${bucket}${bucket}', 'bb'],
    ['<${nothing}>', '<>'],
    ['is ${flag}', 'is false'],
    ['${list} ', '["a",{"key":"k"}] '],
    ['at ${when}', 'at 2026-01-02T03:04:05.678Z'],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe('a default stands in for what is not there, or is empty:', () => {
  test.each<readonly [text: string, expected: unknown]>([
    ['${unknown:-default}', 'default'],
    ['${unknown:-}', ''],
    ['${empty:-default}', 'default'],
    ['${bucket:-default}', 'b'],
    ['${unknown:-${bucket}}', 'b'],
    ['${unknown:-${other:-x${count}}}', 'x3'],
    ['${unknown:-a:-b}', 'a:-b'],
    ['${unknown:-http://127.0.0.1:9000}', 'http://127.0.0.1:9000'],
    ['${page.none.such:-default}', 'default'],
    ['${flag:-default}', false],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('what is not a reference stays as it stands:', () => {
  test.each<readonly [text: string, expected: string]>([
    ['$${bucket}', '${bucket}'],
    ['a $${x} ${bucket}', 'a ${x} b'],
    ['$bucket $ {bucket} }', '$bucket $ {bucket} }'],
    ['user/${filename}', 'user/${filename}'],
    ['${aws:username}/${bucket}', '${aws:username}/b'],
    ['${s3:prefix}', '${s3:prefix}'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test('every text without "${"', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('${')),
        (text) => value(text) === text,
      ),
    );
  });
});

describe('filters', () => {
  // The values of RFC 1321, FIPS 180 and the catalogue of CRCs ("check" of 123456789).
  test.each<readonly [text: string, expected: unknown]>([
    ['${bucket|base64}', 'Yg=='],
    ['${unknown:-Yg==}', 'Yg=='],
    ['${bucket|base64|base64_decode}', 'b'],
    ['${bucket|md5}', 'kutf/uauL+w61xx3dTFXjw=='],
    ['${bucket|md5|hex}', '92eb5ffee6ae2fec3ad71c777531578f'],
    ['${bucket|sha256|hex}', '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d'],
    ['${count|pad:4}', '0003'],
    ['${page|json}', '{"Contents":[{"Key":"first"}],"next-token":"t"}'],
    ['${when|iso}', '2026-01-02T03:04:05.678Z'],
    ['${when|http}', 'Fri, 02 Jan 2026 03:04:05 GMT'],
    ['${when|amz}', '20260102T030405Z'],
    ['${when|epoch}', 1767323045],
    ['${now+1h|epoch}', 1769864400],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each<readonly [filter: string, expected: string]>([
    ['crc32|hex', 'cbf43926'],
    ['crc32c|hex', 'e3069283'],
    ['crc64nvme|hex', 'ae8b14860a799888'],
    ['crc32', 'y/Q5Jg=='],
  ])('%s of 123456789', (filter, expected) => {
    const digits: Scope = { ...scope, lookup: () => '123456789' };
    const at = { file: { name: '', text: '' }, start: 0, end: 0 };
    const compiled = compileText(`\${digits|${filter}}`, at, () => undefined);
    expect(evaluate(compiled, { scope: digits })).toBe(expected);
  });

  test('encode what URLs and XML cannot hold', () => {
    const odd: Scope = { ...scope, lookup: () => 'a b/ä!\'()*&<">' };
    const at = { file: { name: '', text: '' }, start: 0, end: 0 };
    const through = (filter: string) =>
      evaluate(
        compileText(`\${x|${filter}}`, at, () => undefined),
        { scope: odd },
      );
    expect(through('urlencode')).toBe('a%20b%2F%C3%A4%21%27%28%29%2A%26%3C%22%3E');
    expect(through('xml')).toBe('a b/ä!&apos;()*&amp;&lt;&quot;&gt;');
  });
});

describe('a template that cannot be read is told:', () => {
  test.each<readonly [text: string, message: string]>([
    ['${bucket', 'a "${" without its "}"'],
    ['${}', '"${}" is not a reference'],
    ['${a b}', '"${a b}" is not a reference'],
    ['${1..}', '"${1..}" is not a reference'],
    ['${now+soon}', '"${now+soon}" is not a reference'],
    ['${random:many}', '"${random:many}" is not a reference'],
    ['${bucket|upper}', 'there is no filter "upper"'],
    ['${bucket:-${x|upper}}', 'there is no filter "upper"'],
  ])('%s', (text, message) => {
    expect(problemsOf(text)).toEqual([message]);
  });
});

test.each(['${unknown}', 'a ${unknown}', '${page.none}', '${list[7]}', '${1..unknown}', '${nothing|epoch}'])(
  '%s has no value, which is an error',
  (text) => {
    expect(() => value(text)).toThrow(ValueError);
  },
);
