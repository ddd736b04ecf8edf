import { expect, test } from 'vitest';
import { awaitShards, awaitTime } from '../../../src/app/await-start.js';
import type { Meeting } from '../../../src/app/meeting.js';
import { StartError } from '../../../src/app/start-error.js';

const plan = 'abcdefabcdefabcdef';

/** A clock on which time passes only in sleep; `onSleep` is what happens meanwhile. */
function makeWaiter(onSleep: (now: number) => void = () => {}) {
  let now = 0;
  const told: string[] = [];
  const abort = new AbortController();
  const clock = {
    now: () => new Date(now),
    monotonic: () => now,
    async sleep(ms: number) {
      now += ms;
      onSleep(now);
    },
  };
  const tell = (reason: string, seconds: number) => told.push(`${reason}, ${seconds} s`);
  return { told, abort, waiter: { clock, signal: abort.signal, tell } };
}

function makeMeeting(names: string[], silentFor = 0): Meeting {
  let looks = 0;
  return {
    place: '/shared',
    names: async () => (looks++ < silentFor ? null : [...names]),
    leave: async (name) => {
      names.push(name);
    },
    close: async () => {},
  };
}

const nameOf = (index: number, count = 3) => `abcdefabcdef-${index}-of-${count}`;
const second = { shard: { index: 2, count: 3 }, plan, timeout: 10 };

test('a shard waits for the others, and says for which', async () => {
  const names = [nameOf(1), 'README'];
  const { told, waiter } = makeWaiter((now) => now === 2000 && names.push(nameOf(3)));
  await awaitShards(makeMeeting(names), second, waiter);
  expect(told).toEqual(['shard 3/3 at /shared, 10 s']);
  expect(waiter.clock.monotonic()).toBe(2000);
  expect(names).toContain(nameOf(2));
});

test('the last shard does not wait, nor does one alone', async () => {
  const { told, waiter } = makeWaiter();
  await awaitShards(makeMeeting([nameOf(1), nameOf(3)]), second, waiter);
  await awaitShards(makeMeeting([]), { shard: { index: 1, count: 1 }, plan, timeout: 1 }, waiter);
  expect([told, waiter.clock.monotonic()]).toEqual([[], 0]);
});

test('a place that does not respond for a while is asked again', async () => {
  const names = [nameOf(1), nameOf(3)];
  const { waiter } = makeWaiter();
  await awaitShards(makeMeeting(names, 3), second, waiter);
  expect([names.length, waiter.clock.monotonic()]).toEqual([3, 1500]);
});

test('Ctrl-C ends the wait', async () => {
  const { abort, waiter } = makeWaiter(() => abort.abort());
  await awaitShards(makeMeeting([]), second, waiter);
  expect(waiter.clock.monotonic()).toBe(500);
});

test.each<readonly [string, string[], number, string]>([
  ['one does not come', [nameOf(1)], 0, '--barrier /shared: shard 3/3 did not come within 10 s'],
  ['none comes', [], 0, 'shards 1/3, 3/3 did not come within 10 s'],
  ['it never responds', [], 100, 'it did not respond within 10 s'],
  ['this shard was here before', [nameOf(2)], 0, `this shard was here before (${nameOf(2)})`],
  ['shards of another number were', [nameOf(1, 4)], 0, `a shard of another run was here (${nameOf(1, 4)}`],
  ['shards of another plan were', ['000000000000-1-of-3'], 0, 'all must have the same files'],
])('it is an error if %s', async (_, names, silentFor, message) => {
  const wait = awaitShards(makeMeeting(names, silentFor), second, makeWaiter().waiter);
  await expect(wait).rejects.toThrow(StartError);
  await expect(wait).rejects.toThrow(message);
});

test('a time is waited for, unless it has passed', async () => {
  const { told, waiter } = makeWaiter();
  await awaitTime(new Date(2500), waiter);
  await awaitTime(new Date(1000), waiter);
  expect(waiter.clock.monotonic()).toBe(2500);
  expect(told).toEqual(['the run begins at 1970-01-01T00:00:02.500Z, 3 s']);
});
