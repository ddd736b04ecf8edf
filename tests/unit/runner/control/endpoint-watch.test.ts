import { expect, test } from 'vitest';
import type { Clock } from '../../../../src/runner/control/clock.js';
import { mayBeGone, sayItWasAway, watchEndpoint } from '../../../../src/runner/control/endpoint-watch.js';
import type { Failure, Outcome } from '../../../../src/s3/types.js';

const refused: Failure = { kind: 'refused', message: 'nobody is there' };

function outcomeOf(kind: Failure['kind']): Outcome {
  return { response: null, failure: { kind, message: 'no response' }, exchanges: [], retries: 0 };
}

/** A watch over an endpoint that answers its probes as told, the last for ever, on a clock that only waiting moves. */
function watch(...answers: (Failure | null)[]) {
  let now = 0;
  let asked = 0;
  const clock: Clock = {
    now: () => new Date(now),
    monotonic: () => now,
    async sleep(ms) {
      now += ms;
    },
  };
  const probe = async (): Promise<Failure | null> => answers[Math.min(asked++, answers.length - 1)] ?? null;
  const endpoint = watchEndpoint(probe, clock, new AbortController().signal);
  return { endpoint, waited: () => now, asked: () => asked };
}

test('an endpoint that answers was not away', async () => {
  const { endpoint, waited } = watch(null);
  expect(await endpoint.missed()).toBeNull();
  expect({ lost: endpoint.lost, waited: waited() }).toEqual({ lost: null, waited: 0 });
});

test('one that comes back is waited for by all together, and the first to notice is told apart', async () => {
  const { endpoint, waited } = watch(refused, refused, refused, null);
  const absences = await Promise.all([endpoint.missed(), endpoint.missed(), endpoint.missed()]);
  expect(absences).toEqual([{ isFirst: true }, { isFirst: false }, { isFirst: false }]);
  expect({ lost: endpoint.lost, waited: waited() }).toEqual({ lost: null, waited: 1500 });
});

test('one that stays away is lost after 30 seconds, and nobody waits for it again', async () => {
  const { endpoint, waited, asked } = watch(refused);
  expect(await endpoint.missed()).toEqual({ isFirst: true });
  expect(endpoint.lost?.message).toContain('did not recover within 30 s: nobody is there');
  const before = { waited: waited(), asked: asked() };
  expect(before.waited).toBe(30_000);
  expect(await endpoint.missed()).toEqual({ isFirst: false });
  expect({ waited: waited(), asked: asked() }).toEqual(before);
});

test.each([
  ['refused', true],
  ['reset', true],
  ['truncated', true],
  ['timeout', true],
  ['tls', false],
  ['dns', false],
  ['client', false],
] as const)('a failure of kind %s may mean that the endpoint is gone: %s', (kind, may) => {
  expect(mayBeGone(outcomeOf(kind))).toBe(may);
});

test.each([
  ['reset', false, 'stopped responding'],
  ['timeout', false, 'stopped responding'],
  ['refused', true, 'stopped responding'],
  ['refused', false, 'was not responding'],
] as const)('%s, first to notice: %s: the server %s', (kind, isFirst, what) => {
  expect(sayItWasAway(outcomeOf(kind), { isFirst }).failure?.message).toBe(`the server ${what}: no response`);
});
