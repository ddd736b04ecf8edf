import { describe, expect, it } from 'vitest';
import { checkExpectation } from '../../../src/expectations/index.js';
import { findOperation, unknownValue } from '../../../src/operations/index.js';

const faults: readonly (readonly [raw: unknown, problems: readonly object[]])[] = [
  ['text', [{ code: 'wrong-type', path: [], message: 'An expected result is a map' }]],
  [
    { sucess: true },
    [
      {
        code: 'unknown-key',
        path: ['sucess'],
        message: 'expected_result has no key "sucess"',
        suggestion: 'success',
      },
    ],
  ],
  [{ success: 'maybe' }, [{ code: 'wrong-type', path: ['success'], message: 'success is true or false' }]],
  [
    { success: false },
    [
      {
        code: 'missing-error-code',
        path: ['success'],
        message: 'success: false needs error_code, error or a status_code of 300 or more',
      },
    ],
  ],
  [
    { success: false, status_code: [200, 204] },
    [expect.objectContaining({ code: 'missing-error-code', path: ['success'] })],
  ],
  [
    { status_code: [200, 99, 'abc'] },
    [
      { code: 'wrong-type', path: ['status_code', 1], message: 'A status is a number from 100 to 599' },
      { code: 'wrong-type', path: ['status_code', 2], message: 'A status is a number from 100 to 599' },
    ],
  ],
  [
    { status_code: null, error_code: [] },
    [
      { code: 'wrong-type', path: ['status_code'], message: 'A status is a number from 100 to 599' },
      { code: 'wrong-type', path: ['error_code'], message: 'error_code names at least one code' },
    ],
  ],
  [
    { headers: 'x', response_contains: { header: {}, metadata: [] } },
    [
      { code: 'wrong-type', path: ['headers'], message: 'headers is a map of names to values or matchers' },
      {
        code: 'unknown-key',
        path: ['response_contains', 'header'],
        message: 'response_contains has no key "header"',
        suggestion: 'headers',
      },
      {
        code: 'wrong-type',
        path: ['response_contains', 'metadata'],
        message: 'metadata is a map of names to values or matchers',
      },
    ],
  ],
  [
    { headers: { etag: { $match: 'x' } } },
    [
      {
        code: 'unknown-matcher',
        path: ['headers', 'etag', '$match'],
        message: 'Unknown matcher "$match"',
        suggestion: '$matches',
      },
    ],
  ],
  [
    { headers: { etag: { $exists: true, other: 1 } } },
    [
      {
        code: 'mixed-matcher',
        path: ['headers', 'etag'],
        message: 'A map holds either matchers ($…) or fields, not both: "other" is a field',
      },
    ],
  ],
  [
    { headers: { etag: { $not: { $matches: '(' } } } },
    [
      {
        code: 'invalid-regex',
        path: ['headers', 'etag', '$not', '$matches'],
        message: expect.stringContaining('Invalid regular expression'),
      },
    ],
  ],
  [
    { response_contains: { body_pattern: '[' } },
    [expect.objectContaining({ code: 'invalid-regex', path: ['response_contains', 'body_pattern'] })],
  ],
  [
    { response: { 'Contents[': 1 }, all: { 'foo(': 1 } },
    [
      {
        code: 'invalid-expression',
        path: ['response', 'Contents['],
        message: expect.stringContaining('"Contents[" is not JMESPath'),
      },
      expect.objectContaining({ code: 'invalid-expression', path: ['all', 'foo('] }),
    ],
  ],
  [
    { body: { sha25: 'x' } },
    [
      {
        code: 'unknown-key',
        path: ['body', 'sha25'],
        message: 'body has no key "sha25"',
        suggestion: 'sha256',
      },
    ],
  ],
  [
    { body: { size: '5 parsecs', sha256: 'abc', md5: 'zz', pattern: '(' } },
    [
      {
        code: 'invalid-regex',
        path: ['body', 'pattern'],
        message: expect.stringContaining('Invalid regular expression'),
      },
      {
        code: 'wrong-type',
        path: ['body', 'size'],
        message: 'A size is a whole number of bytes, or text like 1MiB',
      },
      {
        code: 'wrong-type',
        path: ['body', 'sha256'],
        message: 'sha256 is 64 hexadecimal digits, or base64',
      },
      { code: 'wrong-type', path: ['body', 'md5'], message: 'md5 is 32 hexadecimal digits, or base64' },
    ],
  ],
  [
    { body: { seed: 7 } },
    [
      {
        code: 'wrong-type',
        path: ['body'],
        message: 'A generated body needs its size or a range beside the seed',
      },
    ],
  ],
  [
    { body: { seed: 7, size: 5, pattern: 'x' } },
    [
      {
        code: 'wrong-type',
        path: ['body', 'pattern'],
        message: 'pattern is a condition and cannot be used in a body form; use equals',
      },
    ],
  ],
  [{ body: {} }, [{ code: 'wrong-type', path: ['body'], message: 'A map of conditions names at least one' }]],
  [
    { body: { one_of: ['a', { concat: 'b' }] } },
    [{ code: 'wrong-type', path: ['body', 'one_of', 1, 'concat'], message: 'concat is a list of bodies' }],
  ],
  [
    { max_duration: 'soon' },
    [{ code: 'wrong-type', path: ['max_duration'], message: 'max_duration is seconds, or text like 2s' }],
  ],
  [
    { any_of: [{ status_cod: 200 }, { success: false }, { all: {} }] },
    [
      {
        code: 'unknown-key',
        path: ['any_of', 0, 'status_cod'],
        message: 'any_of has no key "status_cod"',
        suggestion: 'status_code',
      },
      expect.objectContaining({ code: 'missing-error-code', path: ['any_of', 1, 'success'] }),
      { code: 'wrong-type', path: ['any_of', 2, 'all'], message: 'all belongs beside any_of, not inside it' },
    ],
  ],
  [
    { any_of: {} },
    [{ code: 'wrong-type', path: ['any_of'], message: 'any_of is a list of expected results' }],
  ],
];

/** Each line: a matcher whose operand is wrong, and the message. */
const operands: readonly (readonly [matcher: unknown, message: string])[] = [
  [{ $exists: 'yes' }, '$exists takes true or false'],
  [{ $type: 'text' }, '$type takes one of string, number, integer, boolean, time, list, map, null'],
  [{ $matches: 5 }, '$matches takes a regular expression as text'],
  [{ $tokens: 5 }, '$tokens takes a list of texts, a comma list, or a matcher'],
  [{ $gt: 'a' }, '$gt takes a number or a time'],
  [{ $gte: null }, '$gte takes a number or a time'],
  [{ $lt: [] }, '$lt takes a number or a time'],
  [{ $lte: {} }, '$lte takes a number or a time'],
  [{ $near: 5 }, '$near takes { value, within }'],
  [{ $length: -1 }, '$length takes a whole number or a matcher'],
  [{ $unordered: 'a' }, '$unordered takes a list'],
  [{ $unique: 1 }, '$unique takes true or false'],
  [{ $sorted: 'up' }, '$sorted takes the word bytes'],
  [{ $one_of: 'a' }, '$one_of takes a list of choices'],
  [{ $one_of: [] }, '$one_of takes a list of choices'],
];

describe('checkExpectation', () => {
  it.each(faults)('finds what is wrong with %j', (raw, problems) => {
    expect(checkExpectation(raw)).toEqual(problems);
  });

  it.each(operands)('finds the wrong operand in %j', (matcher, message) => {
    const [key] = Object.keys(matcher as object);
    expect(checkExpectation({ headers: { etag: matcher } })).toEqual([
      { code: 'invalid-matcher', path: ['headers', 'etag', key], message },
    ]);
  });

  it("checks the names of response against the operation's output", () => {
    const operation = findOperation('ListObjectsV2');
    if (!operation) {
      throw new Error('ListObjectsV2 is not in the catalogue');
    }
    const raw = { response: { 'Contents[].Key': ['a'], 'Content[].Key': null } };
    expect(checkExpectation({ any_of: [raw] }, { operation })).toEqual([
      {
        code: 'unknown-output',
        path: ['any_of', 0, 'response', 'Content[].Key'],
        message: expect.stringContaining('Content'),
        suggestion: 'Contents',
      },
    ]);
    expect(checkExpectation(raw)).toEqual([]);
  });

  it('finds the faults inside of $near', () => {
    const near = (value: unknown, within: unknown, more = {}) =>
      checkExpectation({ response: { Size: { $near: { value, within, ...more } } } }).map(
        ({ path, message }) => [path.slice(3).join('.'), message],
      );
    expect(near('2026-01-01T00:00:00Z', '5s')).toEqual([]);
    expect(near(5, '5s')).toEqual([['within', 'within is a number here']]);
    expect(near('2026-01-01T00:00:00Z', 'x', { by: 1 })).toEqual([
      ['by', '$near takes only value and within'],
      ['within', 'within is a duration like 5s here'],
    ]);
    expect(near('x', unknownValue)).toEqual([['value', 'value is a number or a time']]);
  });

  it.each([
    undefined,
    null,
    unknownValue,
    {},
    { success: true, status_code: [200, 404] },
    { success: false, error_code: 'AccessDenied' },
    { success: false, status_code: '403' },
    { success: false, any_of: [{ error_code: 'A' }, { error_code: 'B' }] },
    { error_code: [404, 'NoSuchKey'], error: { Code: { $exists: true } } },
    { headers: { etag: null, vary: { $tokens: ['a'] } }, interim: [100] },
    { response: { 'length(Contents)': 1, 'Contents[].Key': { $sorted: 'bytes' } } },
    { body: 'text' },
    { body: 5 },
    { body: { size: '1mib' } },
    { body: { size: { $gt: 5 }, pattern: 'x', md5: '1B2M2Y8AsgTpgAmY7PhCfg==' } },
    { body: { size: '5GiB', seed: 7, range: [0, 9] } },
    { body: { equals: { concat: ['a', { zeros: '1MiB' }, { base64: 'AA==' }] } } },
    { body: { one_of: ['a', { pattern: 'b' }] } },
    { max_duration: '500ms', all: { 'length([?success])': 1 } },
    // Values that are known only at run time, at every place.
    {
      success: unknownValue,
      status_code: [unknownValue],
      error_code: unknownValue,
      error: unknownValue,
      headers: {
        etag: unknownValue,
        '${name}': 'x',
        vary: { $tokens: [unknownValue] },
        age: { $gt: unknownValue },
      },
      response: {
        '${path}[': 1,
        Size: { $near: { value: unknownValue, within: '5s' } },
        Key: { $one_of: [unknownValue] },
      },
      response_contains: { body_pattern: unknownValue, headers: unknownValue },
      body: {
        size: unknownValue,
        sha256: unknownValue,
        pattern: unknownValue,
        same_as: unknownValue,
        one_of: [unknownValue],
      },
      max_duration: unknownValue,
      any_of: unknownValue,
    },
  ])('finds nothing wrong with %j', (raw) => {
    expect(checkExpectation(raw)).toEqual([]);
  });
});
