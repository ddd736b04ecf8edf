import { expect, test } from 'vitest';
import { type LoadShape, type Scheduled, schedule, type Turn } from '../../../../src/runner/load/schedule.js';
import { FakeClock } from './fake-clock.js';

interface Begun extends Turn {
  /** When it began, from the start. */
  readonly begunMs: number;
}

interface Options {
  /** How long a turn takes. */
  readonly takesMs: (turn: Turn) => number;
  readonly stop?: AbortController;
  /** By how much whoever sleeps wakes too late. */
  readonly lagMs?: number;
  readonly stopReason?: (begun: readonly Begun[]) => string | null;
}

/** Runs a schedule on a clock that jumps; `sent` is false for turns that take no time. */
async function run(
  shape: Partial<LoadShape>,
  { takesMs, stop = new AbortController(), stopReason = () => null, lagMs = 0 }: Options,
): Promise<Scheduled & { readonly begun: readonly Begun[]; readonly endMs: number }> {
  const clock = new FakeClock(lagMs);
  const startMs = clock.monotonic();
  const begun: Begun[] = [];
  const scheduled = await clock.run(
    schedule(
      { startMs, rampMs: 0, warmUpMs: 0, durationMs: 1000, most: 100, ...shape },
      {
        clock,
        stop: stop.signal,
        stopReason: () => (stop.signal.aborted ? 'interrupted' : stopReason(begun)),
        async work(turn) {
          begun.push({
            ...turn,
            intendedMs: turn.intendedMs - startMs,
            begunMs: clock.monotonic() - startMs,
          });
          const ms = takesMs(turn);
          if (ms > 0) {
            await clock.sleep(ms);
          }
          return ms > 0;
        },
      },
    ),
  );
  return { ...scheduled, begun, endMs: clock.monotonic() - startMs };
}

test('each user of a closed model begins its next turn when the one before has ended', async () => {
  const { begun, turns, endMs } = await run({ users: 2 }, { takesMs: () => 300 });
  expect(begun.map(({ user, begunMs }) => [user, begunMs])).toEqual(
    [0, 300, 600, 900].flatMap((ms) => [
      [0, ms],
      [1, ms],
    ]),
  );
  expect(begun.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(turns).toBe(8);
  expect(endMs).toBe(1200);
});

test('a closed model rises by one user after another', async () => {
  const { begun } = await run({ users: 4, rampMs: 800 }, { takesMs: () => 5000 });
  expect(begun.map(({ user, begunMs }) => [user, begunMs])).toEqual([
    [0, 0],
    [1, 200],
    [2, 400],
    [3, 600],
  ]);
});

test('turns that send nothing do not stop the clock', async () => {
  const { turns } = await run({ users: 1, durationMs: 50 }, { takesMs: () => 0 });
  expect(turns).toBe(50);
});

test('turns of an open model begin when they are due, however long the responses take', async () => {
  const { begun, turns, waited, notStarted } = await run({ rate: 10 }, { takesMs: () => 700 });
  expect(begun.map(({ begunMs }) => begunMs)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  expect({ turns, waited, notStarted }).toEqual({ turns: 10, waited: 0, notStarted: 0 });
});

test('an open model that finds no place begins late, and keeps the moment when it was due', async () => {
  const stall = ({ index }: Turn) => (index === 2 ? 450 : 10);
  const { begun, waited, longestWaitMs, notStarted } = await run({ rate: 10, most: 1 }, { takesMs: stall });
  expect(begun.map(({ intendedMs, begunMs }) => [intendedMs, begunMs])).toEqual([
    [0, 0],
    [100, 100],
    [200, 200],
    [300, 650],
    [400, 660],
    [500, 670],
    [600, 680],
    [700, 700],
    [800, 800],
    [900, 900],
  ]);
  expect({ waited, longestWaitMs, notStarted }).toEqual({ waited: 4, longestWaitMs: 350, notStarted: 0 });
});

test('what is due and never begins is counted', async () => {
  const { turns, notStarted, endMs } = await run({ rate: 10, most: 2 }, { takesMs: () => 600 });
  expect({ turns, notStarted }).toEqual({ turns: 4, notStarted: 6 });
  expect(endMs).toBe(1300);
});

test('what is due begins where there is a place, even where the process comes late to it', async () => {
  const { begun, notStarted } = await run({ rate: 10 }, { takesMs: () => 5, lagMs: 400 });
  expect(begun.map(({ begunMs }) => begunMs)).toEqual([0, 500, 500, 500, 500, 500, 1000, 1000, 1000, 1000]);
  expect(notStarted).toBe(0);
});

test('warm-up and duration follow each other', async () => {
  const { turns } = await run({ rate: 10, warmUpMs: 500 }, { takesMs: () => 10 });
  expect(turns).toBe(15);
});

test.each([{ users: 3 }, { rate: 30 }])('a stop ends %j with the turns under way', async (model) => {
  const { turns, endedEarly, notStarted } = await run(model, {
    takesMs: () => 100,
    stopReason: (begun) => (begun.length >= 6 ? 'all 6 requests were sent' : null),
  });
  expect({ endedEarly, notStarted }).toEqual({ endedEarly: 'all 6 requests were sent', notStarted: 0 });
  expect(turns).toBeGreaterThanOrEqual(6);
  expect(turns).toBeLessThan(9);
});

test.each([
  { users: 1, rampMs: 900 },
  { rate: 2, rampMs: 900 },
  { rate: 100, most: 1 },
])('an interruption wakes %j up', async (model) => {
  const stop = new AbortController();
  const { endedEarly, endMs } = await run(model, {
    stop,
    takesMs() {
      stop.abort();
      return 50;
    },
  });
  expect(endedEarly).toBe('interrupted');
  expect(endMs).toBe(50);
});
