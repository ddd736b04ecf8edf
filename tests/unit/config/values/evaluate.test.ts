import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../../src/config/text/diagnostic.js';
import { compileText } from '../../../../src/config/values/compile.js';
import { ValueError } from '../../../../src/config/values/evaluate.js';
import { value } from './value-of-text.js';

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
