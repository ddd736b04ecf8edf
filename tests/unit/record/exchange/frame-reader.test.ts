import { describe, expect, test } from 'vitest';
import { FrameError, FrameReader } from '../../../../src/record/exchange/frame-reader.js';

const signature = 'a'.repeat(64);
const body = [
  `5;chunk-signature=${signature}\r\nhello\r\n`,
  `0;chunk-signature=${signature}\r\n`,
  'x-amz-checksum-crc32:AAAAAA==\r\n',
  `x-amz-trailer-signature:${signature}\r\n\r\n`,
].join('');

function read(text: string, pieceLength: number) {
  const reader = new FrameReader();
  const parts = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    parts.push(...reader.feed(Buffer.from(text.slice(at, at + pieceLength), 'latin1')));
  }
  reader.finish();
  return parts;
}

test.each([1, 2, 7, 1000])('a body is taken apart whatever its pieces are: %i bytes each', (pieceLength) => {
  const parts = read(body, pieceLength);
  const data = parts.flatMap((part) => (part.kind === 'data' ? [part.bytes] : []));
  expect(Buffer.concat(data).toString()).toBe('hello');
  expect(parts.filter(({ kind }) => kind !== 'data')).toMatchObject([
    { kind: 'head', size: 5, signature },
    { kind: 'end', raw: '\r\n' },
    { kind: 'head', size: 0 },
    { kind: 'trailer', name: 'x-amz-checksum-crc32', value: 'AAAAAA==' },
    { kind: 'trailer', name: 'x-amz-trailer-signature', value: signature },
    { kind: 'blank' },
  ]);
  const wire = parts.map((part) => (part.kind === 'data' ? part.bytes.toString('latin1') : part.raw));
  expect(wire.join('')).toBe(body);
});

test('chunks need no signature, and the last empty line may be missing', () => {
  expect(read('2\r\nab\r\n0\r\n', 100)).toMatchObject([
    { kind: 'head', size: 2, signature: null },
    { kind: 'data' },
    { kind: 'end' },
    { kind: 'head', size: 0 },
  ]);
});

describe.each([
  ['that has no frames', 'hello\r\n', 'a chunk does not begin with its size'],
  ['with a chunk that is longer than it says', '2\r\nabc\r\n', 'a chunk is longer than it says'],
  ['that is followed by something', '0\r\nhello\r\n', 'what follows the last chunk is no trailer'],
  ['that breaks off', '5\r\nhel', 'the body ended before its last chunk'],
  ['without its last chunk', '2\r\nab\r\n', 'the body ended before its last chunk'],
  ['with a line that does not end', 'a'.repeat(20_000), 'a line of the frames is longer than 16384 bytes'],
])('a body %s', (_, text, message) => {
  test('is refused', () => {
    expect(() => read(text, 1000)).toThrow(new FrameError(message));
  });
});
