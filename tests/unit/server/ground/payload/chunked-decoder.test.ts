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

  test.each([
    ['after the last chunk', false, 'more'],
    ['after the last chunk, on a line', false, 'more\r\n'],
    ['as a trailer that was not announced', false, 'x-amz-checksum-crc32:AAAAAA==\r\n\r\n'],
    ['after the end', false, '\r\nmore'],
    ['after the trailer', true, 'x-amz-checksum-crc32:AAAAAA==\r\n\r\nmore\r\n'],
  ])('refuses bytes %s', (_where, hasTrailer, rest) => {
    const decoder = new ChunkedDecoder(undefined, hasTrailer);
    expect(() => {
      decoder.decode(Buffer.from(`0\r\n${rest}`));
      decoder.finish();
    }).toThrow();
  });

  test.each(['', '\r\n', '\n', '\r\n\r\n'])('takes %j after the last chunk', (rest) => {
    const decoder = new ChunkedDecoder(undefined, false);
    expect(decoder.decode(Buffer.from(`5\r\nhello\r\n0\r\n${rest}`)).map(String)).toEqual(['hello']);
    decoder.finish();
  });

  test('refuses small chunks that are not the last', () => {
    const decoder = new ChunkedDecoder(undefined, false);
    expect(() => decoder.decode(Buffer.from('1\r\na\r\n1\r\nb\r\n0\r\n\r\n'))).toThrow('8192');
  });
});
