import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { judge, normalizeExpectation } from '../../../src/expectations/index.js';
import { unknownValue } from '../../../src/operations/index.js';
import { type Given, observed } from './observed.js';

function judgeBody(body: unknown, received: string | Uint8Array, more: Omit<Given, 'body'> = {}) {
  return judge(normalizeExpectation({ body }), observed({ ...more, body: received }));
}

function hash(algorithm: 'sha256' | 'md5', bytes: string | Uint8Array, encoding: 'hex' | 'base64' = 'hex') {
  return createHash(algorithm).update(bytes).digest(encoding);
}

const large = Buffer.alloc(5000, 'x');
const spoilt = Buffer.from(large);
spoilt[4321] = 0;

describe('an expected body', () => {
  it.each<[body: unknown, received: string | Uint8Array]>([
    ['', ''],
    ['héllo', 'héllo'],
    [5, '5'],
    [{ base64: 'AP8=' }, new Uint8Array([0, 255])],
    [{ equals: 'a' }, 'a'],
    [{ pattern: '^a.c$' }, 'abc'],
    [{ size: 5000 }, large],
    [{ size: '1KiB' }, large.subarray(0, 1024)],
    [{ size: { $gt: 4999 } }, large],
    [{ sha256: hash('sha256', large) }, large],
    [{ sha256: hash('sha256', large).toUpperCase() }, large],
    [{ sha256: hash('sha256', large, 'base64'), md5: hash('md5', large, 'base64') }, large],
    [{ one_of: ['a', { size: 1, pattern: '[b-c]' }] }, 'b'],
    [{ same_as: 'file://not-a-file' }, 'file://not-a-file'],
    [{ same_as: { base64: 'AP8=' } }, new Uint8Array([0, 255])],
    [{ same_as: { size: 5000, sha256: hash('sha256', large) } }, large],
    [large.toString(), large],
  ])('%j is met', (body, received) => {
    expect(judgeBody(body, received)).toEqual([]);
  });

  it.each<[body: unknown, received: string | Uint8Array, mismatches: readonly object[]]>([
    ['one', 'two', [{ path: 'body', expected: 'one', actual: 'two' }]],
    ['', 'a', [{ path: 'body', expected: '', actual: 'a' }]],
    ['a', '', [{ path: 'body', expected: 'a', actual: '' }]],
    [
      { base64: 'AP8=' },
      new Uint8Array([255, 0]),
      [{ path: 'body', expected: { base64: 'AP8=' }, actual: { base64: '/wA=' } }],
    ],
    [{ equals: 'a' }, 'b', [{ path: 'body.equals', expected: 'a', actual: 'b' }]],
    [{ pattern: '^a$' }, 'b', [{ path: 'body.pattern', expected: '^a$', actual: 'b' }]],
    [{ size: 5 }, 'b', [{ path: 'body.size', expected: 5, actual: 1 }]],
    [{ size: '1KiB' }, 'b', [{ path: 'body.size', expected: 1024, actual: 1 }]],
    [{ size: { $gt: 5 } }, 'b', [{ path: 'body.size', expected: { $gt: 5 }, actual: 1 }]],
    [
      { sha256: hash('sha256', 'a'), md5: hash('md5', 'a') },
      'b',
      [
        { path: 'body.sha256', expected: hash('sha256', 'a'), actual: hash('sha256', 'b') },
        { path: 'body.md5', expected: hash('md5', 'a'), actual: hash('md5', 'b') },
      ],
    ],
    [
      { one_of: ['a', { size: 2 }] },
      'b',
      [{ path: 'body.one_of', expected: ['a', { size: 2 }], actual: 'b' }],
    ],
    [{ same_as: 'a' }, 'b', [{ path: 'body.same_as', expected: 'a', actual: 'b' }]],
    [
      { same_as: { size: 1, sha256: hash('sha256', 'a') } },
      'b',
      [
        {
          path: 'body.same_as',
          expected: { size: 1, sha256: hash('sha256', 'a') },
          actual: { size: 1, sha256: hash('sha256', 'b') },
        },
      ],
    ],
    [
      large.toString(),
      spoilt,
      [
        {
          path: 'body',
          expected: { size: 5000, sha256: hash('sha256', large) },
          actual: { size: 5000, sha256: hash('sha256', spoilt), first_difference: 4321 },
        },
      ],
    ],
    [
      large.toString(),
      'xxx',
      [
        {
          path: 'body',
          expected: { size: 5000, sha256: hash('sha256', large) },
          actual: { size: 3, head: 'xxx', first_difference: 3 },
        },
      ],
    ],
    [{}, 'a', [{ path: 'body', expected: {}, actual: 'a' }]],
    [{ bogus: 1 }, 'a', [{ path: 'body.bogus', expected: 1, actual: null }]],
    // What was never compared never counts as equal.
    [
      { size: 5, seed: 7 },
      'hello',
      [
        {
          path: 'body',
          expected: { size: 5, seed: 7 },
          actual: { size: 5, sha256: hash('sha256', 'hello'), compared: false },
        },
      ],
    ],
    [
      unknownValue,
      'hello',
      [expect.objectContaining({ path: 'body', actual: expect.objectContaining({ compared: false }) })],
    ],
  ])('%j is missed', (body, received, mismatches) => {
    expect(judgeBody(body, received)).toEqual(mismatches);
  });

  it('reads the findings of a streaming comparison', () => {
    const form = { size: '5GiB', seed: 7 };
    expect(judgeBody(form, 'head', { bodyVerdict: new Map([['body', null]]) })).toEqual([]);
    const found = new Map([['body', { offset: 2 ** 32, expectedSize: 5 * 2 ** 30 }]]);
    expect(judgeBody(form, large, { bodyVerdict: found })).toEqual([
      {
        path: 'body',
        expected: { size: '5GiB', seed: 7 },
        actual: { size: 5000, sha256: hash('sha256', large), first_difference: 2 ** 32 },
      },
    ]);
  });

  it('does not take a text for binary that is cut inside a character', () => {
    const body = Buffer.from(`${'x'.repeat(2 ** 20 - 1)}é and more`);
    expect(judgeBody({ pattern: '^x+$' }, body)).toEqual([]);
    expect(judgeBody({ pattern: 'and more' }, body)).toHaveLength(1);
  });

  it('reads what is no UTF-8 as Latin-1', () => {
    expect(judgeBody({ pattern: '^é$' }, new Uint8Array([0xe9]))).toEqual([]);
  });
});
