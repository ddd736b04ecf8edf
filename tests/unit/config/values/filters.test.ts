import { describe, expect, test } from 'vitest';
import { compileText } from '../../../../src/config/values/compile.js';
import { evaluate, type Scope } from '../../../../src/config/values/evaluate.js';
import { scope, value } from './value-of-text.js';

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
    ['${bucket|json|unquote}', 'b'],
    ['${bucket|unquote}', 'b'],
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
