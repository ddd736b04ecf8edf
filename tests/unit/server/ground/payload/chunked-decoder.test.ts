import { describe, expect, test } from 'vitest';
import { ChunkedDecoder } from '../../../../../src/server/ground/payload/chunked-decoder.js';

describe('ChunkedDecoder', () => {
  const body = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';

  test.each([1, 2, 7, 1000])('reads a body in pieces of %i bytes', (size) => {
    const decoder = new ChunkedDecoder(undefined, true);
    let text = '';
    for (let at = 0; at < body.length; at += size) {
      for (const piece of decoder.decode(Buffer.from(body.slice(at, at + size)))) {
        text += piece.toString();
      }
    }
    decoder.finish();
    expect(text).toBe('hello');
    expect(decoder.trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
  });

  test('refuses small chunks that are not the last', () => {
    const decoder = new ChunkedDecoder(undefined, false);
    expect(() => decoder.decode(Buffer.from('1\r\na\r\n1\r\nb\r\n0\r\n\r\n'))).toThrow('8192');
  });
});
