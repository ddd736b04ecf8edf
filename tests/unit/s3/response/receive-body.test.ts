import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { receiveBody, streamHead } from '../../../../src/s3/response/receive-body.js';

const text = Buffer.alloc(streamHead * 2 + 5, 'abcdefg');

function hash(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

describe.each([
  ['that keeps its beginning', streamHead],
  ['that keeps a document', streamHead * 64],
])('a receiver %s', (_name, limit) => {
  test.each([
    ['nothing', 0, 100],
    ['one chunk', 100, 100],
    ['some chunks', 1000, 99],
    ['one byte less than is kept', streamHead - 1, 1000],
    ['what is kept, exactly', streamHead, streamHead],
    ['what is kept in chunks', streamHead, streamHead / 4],
    ['one byte more than is kept', streamHead + 1, streamHead / 4],
    ['one byte more than is kept, in one chunk', streamHead + 1, streamHead + 1],
    ['twice as much', streamHead * 2, streamHead / 3],
    ['much more', streamHead * 2 + 5, 65_536],
  ])('gives size, digests and the first bytes of %s', async (_what, size, chunk) => {
    const body = text.subarray(0, size);
    const receiver = receiveBody(limit, []);
    for (let at = 0; at < size; at += chunk) {
      await receiver.write(body.subarray(at, at + chunk));
    }
    const received = await receiver.end(true);
    expect(received.size).toBe(size);
    expect(received.sha256).toBe(hash('sha256', body));
    expect(received.md5).toBe(hash('md5', body));
    expect(Buffer.compare(received.head, body.subarray(0, streamHead))).toBe(0);
    expect(Buffer.compare(receiver.kept(), body.subarray(0, limit))).toBe(0);
  });
});
