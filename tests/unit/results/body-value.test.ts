import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyLimit, toBodySample, toBodyValue } from '../../../src/results/body-value.js';

const encode = (text: string) => new TextEncoder().encode(text);

function bodyValueOf(bytes: Uint8Array) {
  return toBodyValue({
    head: bytes,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
}

describe('a body in results', () => {
  test('is text where it is text', () => {
    expect(bodyValueOf(encode('Hello, Wörld\r\n\t✓'))).toBe('Hello, Wörld\r\n\t✓');
    expect(bodyValueOf(encode(''))).toBe('');
  });

  test.each([
    ['no UTF-8', Uint8Array.of(0xff, 0xfe), '//4='],
    ['a zero byte', Uint8Array.of(0x41, 0), 'QQA='],
    ['an escape sequence', encode('\u001b[2J'), 'G1sySg=='],
  ])('is base64 where it is binary: %s', (_, bytes, base64) => {
    expect(bodyValueOf(bytes)).toEqual({ base64 });
  });

  test('keeps a byte order mark', () => {
    expect(bodyValueOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\ufeffA');
  });

  test('is size and hash above 4 KiB, but whole at 4 KiB', () => {
    expect(bodyValueOf(encode('x'.repeat(bodyLimit)))).toBe('x'.repeat(bodyLimit));
    expect(bodyValueOf(encode('x'.repeat(bodyLimit + 1)))).toEqual({
      size: 4097,
      sha256: createHash('sha256').update('x'.repeat(4097)).digest('hex'),
    });
  });

  test('is size and hash where only its beginning is known', () => {
    expect(toBodyValue({ head: encode('Hel'), size: 5, sha256: 'abc' })).toEqual({ size: 5, sha256: 'abc' });
  });
});

describe('a body in a trace', () => {
  test('is whole where it fits', () => {
    expect(toBodySample(encode('Hello'), 5, 10)).toEqual({ size: 5, text: 'Hello', truncated: false });
    expect(toBodySample(Uint8Array.of(0xff), 1, 10)).toEqual({ size: 1, base64: '/w==', truncated: false });
  });

  test('stays text however a cut falls', () => {
    fc.assert(
      fc.property(fc.constantFrom('é', '✓', '😀', 'aé✓😀'), fc.nat(30), (piece, limit) => {
        const whole = encode(piece.repeat(20));
        const sample = toBodySample(whole, whole.length, limit);
        expect(sample.truncated).toBe(true);
        expect(piece.repeat(20).startsWith(sample.text ?? 'no text')).toBe(true);
        expect(encode(sample.text ?? '').length).toBeGreaterThan(limit - 4);
      }),
    );
  });
});
