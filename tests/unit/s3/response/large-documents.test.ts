import { expect, test } from 'vitest';
import { takeTurn } from '../../../../src/s3/response/large-documents.js';

const large = 1024 * 1024;

/** Whether a promise has settled once all that is at hand has run. */
async function isSettled(waiting: void | Promise<void>): Promise<boolean> {
  let settled = false;
  void Promise.resolve(waiting).then(() => {
    settled = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

test('small documents do not wait for each other', () => {
  const turns = Array.from({ length: 20 }, () => takeTurn());
  expect(turns.map((turn) => turn.reached(1000))).toEqual(Array.from({ length: 20 }, () => undefined));
  for (const turn of turns) {
    turn.end();
  }
});

test('the third large document waits until one of the others has ended', async () => {
  const [first, second, third, fourth] = [takeTurn(), takeTurn(), takeTurn(), takeTurn()];
  expect(first.reached(large)).toBeUndefined();
  expect(second.reached(large)).toBeUndefined();
  const waiting = third.reached(large);
  const further = fourth.reached(large);
  expect(await isSettled(waiting)).toBe(false);
  first.end();
  first.end();
  expect(await isSettled(waiting)).toBe(true);
  expect(third.reached(2 * large)).toBeUndefined();
  expect(await isSettled(further)).toBe(false);
  second.end();
  third.end();
  expect(await isSettled(further)).toBe(true);
  fourth.end();
});

test('one that gives up waiting takes nobody’s place', async () => {
  const [first, second, third, fourth] = [takeTurn(), takeTurn(), takeTurn(), takeTurn()];
  first.reached(large);
  second.reached(large);
  third.reached(large);
  const waiting = fourth.reached(large);
  third.end();
  first.end();
  expect(await isSettled(waiting)).toBe(true);
  second.end();
  fourth.end();
});
