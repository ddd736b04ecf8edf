import { expect, test } from 'vitest';
import { createCap } from '../../../../src/runner/control/cap.js';

/** A promise that is settled from outside. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('a place that is lent is taken by another, and the lender goes on though it is taken', async () => {
  const { limit, releaseWhile } = createCap(1);
  const [lent, other] = [gate(), gate()];
  const order: string[] = [];
  const lender = limit(async () => {
    await releaseWhile(async () => {
      order.push('lends');
      await lent.opened;
    });
    order.push('goes on');
  });
  const borrower = limit(async () => {
    order.push('borrows');
    lent.open();
    await other.opened;
    order.push('ends');
  });
  await lender;
  expect(order).toEqual(['lends', 'borrows', 'goes on']);
  other.open();
  await borrower;
});

test('after it was lent the cap is what it was, also where the task failed', async () => {
  const { limit, releaseWhile } = createCap(2);
  const failing = limit(() => releaseWhile(() => Promise.reject(new Error('failed'))));
  await expect(failing).rejects.toThrow('failed');
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running);
    await new Promise(setImmediate);
    running--;
  };
  await Promise.all(Array.from({ length: 10 }, () => limit(work)));
  expect(most).toBe(2);
});
