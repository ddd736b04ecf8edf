import { describe, expect, test } from 'vitest';
import { watchSettling } from '../../../../src/runner/control/settling.js';
import type { Call, Outcome } from '../../../../src/s3/types.js';

const accepted = { response: { success: true } } as Outcome;
const refused = { response: { success: false } } as Outcome;
const call = (operation: string, Bucket = 'b') =>
  ({ kind: 'operation', operation, input: { Bucket } }) as unknown as Call;
const bare = (path: string, headers: readonly (readonly [string, string])[] = [], as?: string) =>
  ({ kind: 'request', path, headers, as }) as unknown as Call;

function watched(settleMs = 1000) {
  const clock = { time: 0, monotonic: () => clock.time };
  return { clock, settling: watchSettling(settleMs, clock) };
}

describe('what was configured settles', () => {
  test.each([
    ['by its parameter', call('GetBucketPolicy')],
    ['by its path', bare('/b/k?tagging')],
    ['by its host', bare('/k', [['Host', 'b.s3-website.localhost']])],
  ])('for the time that is given, for what names its bucket %s', (_how, asked) => {
    const { clock, settling } = watched();
    expect(settling.leftMs(asked)).toBe(0);
    settling.note(call('PutBucketPolicy'), accepted);
    clock.time = 400;
    expect(settling.leftMs(asked)).toBe(600);
    clock.time = 1000;
    expect(settling.leftMs(asked)).toBe(0);
  });

  test.each([
    ['another bucket was', call('PutBucketPolicy', 'other'), accepted],
    ['the request was refused', call('PutBucketPolicy'), refused],
    ['an object was written', call('PutObject'), accepted],
    ['the bucket was made', call('CreateBucket'), accepted],
  ])('at once where %s', (_what, sent, outcome) => {
    const { settling } = watched();
    settling.note(sent, outcome);
    expect(settling.leftMs(call('GetObject'))).toBe(0);
  });

  test.each([
    'PutPublicAccessBlock',
    'DeleteBucketCors',
    'PutBucketVersioning',
    'PutObjectLockConfiguration',
  ])('after %s', (operation) => {
    const { settling } = watched();
    settling.note(bare('/b', [], operation), accepted);
    expect(settling.leftMs(call('GetObject'))).toBe(1000);
  });

  test('at once where no time is given', () => {
    const { settling } = watched(0);
    settling.note(call('PutBucketPolicy'), accepted);
    expect(settling.leftMs(call('GetObject'))).toBe(0);
  });
});
