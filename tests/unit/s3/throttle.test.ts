import { expect, test } from 'vitest';
import { createThrottle } from '../../../src/s3/throttle.js';

const never = new AbortController().signal;

/** Whether the throttle is open at once. */
async function isOpen(throttle: ReturnType<typeof createThrottle>): Promise<boolean> {
  return Promise.race([throttle.ready(never).then(() => true), Promise.resolve().then(() => false)]);
}

test('each word that there are too many requests doubles the pause, and each other response halves it', async () => {
  let now = 0;
  const throttle = createThrottle(() => now);
  const opensAfter = async (pauseMs: number) => {
    const before = now;
    now = before + pauseMs;
    expect(await throttle.ready(AbortSignal.abort())).toBeUndefined();
    const left = await isOpen(throttle);
    now = before;
    return left;
  };
  expect(await isOpen(throttle)).toBe(true);
  throttle.tell(true);
  expect(await opensAfter(99)).toBe(false);
  expect(await opensAfter(100)).toBe(true);
  throttle.tell(true);
  expect(await opensAfter(199)).toBe(false);
  expect(await opensAfter(200)).toBe(true);
  throttle.tell(false);
  throttle.tell(true);
  expect(await opensAfter(199)).toBe(false);
  expect(await opensAfter(200)).toBe(true);
});

test('a wait ends with the call that it is for', async () => {
  const throttle = createThrottle(() => 0);
  throttle.tell(true);
  await expect(throttle.ready(AbortSignal.abort())).resolves.toBeUndefined();
});
