import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/results/events.js';
import { createFold } from '../../../src/results/fold.js';
import type { Load, Results, StepResult } from '../../../src/results/types.js';
import type { Clock } from '../../../src/runner/control/clock.js';
import { startHttpServer } from '../../support/http-server.js';
import { startRelay } from '../../support/relay.js';
import { runScenario, type ScenarioOptions } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const embedded = useServer();

const inTest = (...steps: readonly string[]) =>
  `test_cases: { groups: [ { name: G, test: [ ${steps.join(', ')} ] } ] }`;

/** The results of steps under load, in order. */
function loadsOf({ results }: Pick<Results, 'results'>): readonly (StepResult & { readonly load: Load })[] {
  return results.flatMap((step) => (step.load ? [{ ...step, load: step.load }] : []));
}

async function runOne(yaml: string, url: string, options: ScenarioOptions = {}) {
  const results = await runScenario(yaml, url, options);
  const [step] = loadsOf(results);
  if (!step) {
    throw new Error('no step was under load');
  }
  return { results, step, load: step.load };
}

describe('what is measured', () => {
  test('users that wait for a server that takes 40 ms, with the shares of a mixture', async () => {
    const relay = await startRelay(embedded.url, () => ({ delayMs: 40 }));
    const { load, step, results } = await runOne(
      `test_cases: { groups: [ { name: G, test: [ {
        case: mixture, fixtures: { bucket: own, objects: [ { key: a, body: one } ] },
        load: { duration: 1s, users: 4, warm_up: 200ms },
        thresholds: { p50: ">= 35ms", throughput: "< 115/s", operations: { GetObject: { error_rate: 0 } } },
        steps: [
          { operation: GetObject, weight: 3, parameters: { key: a }, expected_result: { body: one } },
          { operation: PutObject, weight: 1, parameters: { key: "b\${iteration}-\${user}", body: "\${random:8}" } } ] } ] } ] }`,
      relay.url,
      { plan: { seed: 5 } },
    );
    expect(results.cases).toMatchObject([{ id: 'G/mixture', verdict: 'pass', exact: true }]);
    expect(step).toMatchObject({ status: 'pass', kind: 'case', case: 'G/mixture', mismatches: [] });
    expect(load).toMatchObject({ model: 'closed', users: 4, duration: 1, warm_up: 0.2, failed: 0, error: 0 });
    expect(load.passed).toBe(load.turns);
    expect(load.latency.p50).toBeGreaterThanOrEqual(0.035);
    expect(load.latency.count).toBeLessThan(load.turns);
    const share = (operation: string) => load.operations.find(({ name }) => name === operation)?.passed ?? 0;
    expect(share('GetObject') + share('PutObject')).toBe(load.turns);
    // Of every four turns three read, so that at most one round is not complete.
    expect(Math.abs(share('GetObject') - (load.turns * 3) / 4)).toBeLessThan(2);
    expect(load.over_time.reduce((sum, { ended }) => sum + ended, 0)).toBe(load.turns);
    expect(load.thresholds).toHaveLength(4);
    expect(load.thresholds.every(({ met }) => met)).toBe(true);
  });

  test('an open model shows the waiting that a closed one hides', async () => {
    const stallMs = 1500;
    const stalled = async (model: string, concurrency: number) => {
      let stallUntil = 0;
      const server = await startHttpServer(async ({ headers }) => {
        if (headers.authorization !== undefined) {
          stallUntil ||= performance.now() + stallMs;
          await sleep(stallUntil - performance.now());
        }
        return {};
      });
      const { load } = await runOne(
        inTest(`{ operation: HeadBucket, parameters: { bucket: b }, load: { duration: 2s, ${model} } }`),
        server.url,
        { settings: { concurrency } },
      );
      return load;
    };
    const closed = await stalled('users: 1', 16);
    const open = await stalled('rate: 100', 500);
    const narrow = await stalled('rate: 100', 1);
    // One user meets the stall once; of the arrivals of two seconds, three of four meet it. A busy machine adds some of its own.
    expect(closed.latency.max).toBeGreaterThan(1);
    expect(closed.latency.p50).toBeLessThan(0.3);
    expect(open).toMatchObject({ turns: 200, not_started: 0, waited: 0, in_flight: 500 });
    expect(open.latency.p50).toBeGreaterThan(0.3);
    expect(open.latency.p90).toBeGreaterThan(0.8);
    // With one place, the arrivals wait in front of it, and their times say so.
    expect(narrow.waited).toBeGreaterThan(30);
    expect(narrow.longest_wait).toBeGreaterThan(0.8);
    expect(narrow.latency.p95).toBeGreaterThan(0.8);
  });

  test('turns that were due and never began are counted', async () => {
    const server = await startHttpServer(async () => {
      await sleep(300);
      return {};
    });
    const { load, step } = await runOne(
      inTest(
        '{ operation: HeadBucket, parameters: { bucket: b }, load: { duration: 1s, rate: 50 }, thresholds: { not_started: 0 } }',
      ),
      server.url,
      { settings: { concurrency: 2 } },
    );
    expect(load.turns + (load.not_started ?? 0)).toBe(50);
    expect(load.turns).toBeLessThan(10);
    expect(step).toMatchObject({
      status: 'fail',
      mismatches: [{ path: 'load.not_started', expected: '<= 0', actual: String(load.not_started) }],
    });
  });
});

describe('every response is judged', () => {
  const spoilOneIn = async (share: number) => {
    let reads = 0;
    let spoilt = 0;
    const relay = await startRelay(embedded.url, (method, target) => {
      const isSpoilt = method === 'GET' && target.includes('/a') && reads++ % share === share - 1;
      spoilt += isSpoilt ? 1 : 0;
      return isSpoilt ? { change: (body) => body.fill('x', 0, 1) } : {};
    });
    return { url: relay.url, spoilt: () => spoilt };
  };
  const reading = (more: string) => `test_cases: { groups: [ { name: G, test: [ {
    case: c, fixtures: { bucket: own, objects: [ { key: a, body: { size: 8KiB, seed: 3 } } ] },
    ${more},
    steps: [ { operation: GetObject, parameters: { key: a }, client: { checksums: when_required }, expected_result: { body: { size: 8KiB, seed: 3 } } } ] } ] } ] }`;

  test('a body that is spoilt once in a while is counted each time, and the first ones are kept', async () => {
    const { url, spoilt } = await spoilOneIn(4);
    const { load, step, results } = await runOne(
      reading('load: { duration: 1s, users: 8, warm_up: 200ms }'),
      url,
    );
    expect(spoilt()).toBeGreaterThan(0);
    expect(load).toMatchObject({ failed: spoilt(), error: 0, turns: load.passed + spoilt() });
    expect(load.failures).toHaveLength(Math.min(50, spoilt()));
    expect(load.failures_left_out).toBe(spoilt() - load.failures.length);
    expect(load.failures[0]).toMatchObject({
      status: 'fail',
      step: 'test[0].steps[0]',
      operation_name: 'GetObject',
      mismatches: [{ path: 'body' }],
    });
    expect(step).toMatchObject({
      status: 'fail',
      mismatches: [{ path: 'load.error_rate', expected: '<= 0%' }],
    });
    expect(results.summary).toMatchObject({ failed: 1 });
    expect(results.cases).toMatchObject([
      { verdict: 'fail', reason: expect.stringContaining('load.error_rate') },
    ]);
    expect(load.over_time.reduce((sum, { wrong }) => sum + wrong, 0)).toBe(spoilt());
  });

  test('as many wrong ones as are allowed pass', async () => {
    const { url, spoilt } = await spoilOneIn(10);
    const { load, results } = await runOne(
      reading('load: { duration: 500ms, users: 4 }, thresholds: { error_rate: 11% }'),
      url,
    );
    expect(load.failed).toBe(spoilt());
    expect(load.failed).toBeGreaterThan(0);
    expect(results.cases).toMatchObject([{ verdict: 'pass' }]);
  });
});

describe('its end', () => {
  const lasting = inTest(
    '{ operation: HeadBucket, parameters: { bucket: b }, load: { duration: 30s, users: 3 } }',
  );

  test('a run that may send so many requests ends with them', async () => {
    // The first one asks whether a server is there.
    const server = await startHttpServer();
    const { load, results } = await runOne(lasting, server.url, { settings: { maxRequests: 40 } });
    expect(load).toMatchObject({
      passed: 39,
      failed: 0,
      error: 0,
      ended_early: expect.stringContaining('40 requests'),
    });
    expect(results.budget_spent).toContain('40');
    expect(load.measured).toBeLessThan(20);
  });

  test('an interruption ends it, and what was measured is there', async () => {
    const server = await startHttpServer(async () => {
      await sleep(5);
      return {};
    });
    const interrupt = new AbortController();
    const progress: RunEvent[] = [];
    const { load, step, results } = await runOne(lasting, server.url, {
      signal: interrupt.signal,
      onEvent(event) {
        if (event.type === 'load-progress') {
          progress.push(event);
          interrupt.abort();
        }
      },
    });
    expect(progress).toEqual([
      {
        type: 'load-progress',
        group_name: 'G',
        step: 'test[0]',
        seconds: expect.closeTo(1, 0),
        of_seconds: 30,
        requests: expect.any(Number),
        wrong: 0,
      },
    ]);
    expect(results.interrupted).toBe(true);
    expect(load).toMatchObject({ ended_early: 'interrupted', failed: 0, error: 0 });
    expect(load.passed).toBeGreaterThan(10);
    expect(load.throughput).toBeGreaterThan(0);
    expect(step.status).toBe('pass');
  });

  test('of a run that breaks off there is what was measured a moment before', async () => {
    const server = await startHttpServer();
    const events: RunEvent[] = [];
    // Ten times as fast as the clock of this machine, so that a load of 25 s is recorded twice before its end.
    const clock: Clock = {
      now: () => new Date(),
      monotonic: () => performance.now() * 10,
      sleep: (ms, signal) => sleep(ms / 10, undefined, signal ? { signal } : {}).catch(() => {}),
    };
    const { load } = await runOne(
      inTest('{ operation: HeadBucket, parameters: { bucket: b }, load: { duration: 25s, users: 2 } }'),
      server.url,
      { clock, onEvent: (event) => void events.push(event) },
    );
    const counted = events.filter(({ type }) => type === 'turns-counted');
    expect(counted.length).toBeGreaterThanOrEqual(2);
    const broken = createFold();
    for (const event of events.slice(
      0,
      events.findIndex(({ type }) => type === 'step-finished'),
    )) {
      broken.add(event);
    }
    const [before] = loadsOf(broken.results());
    expect(before?.load.ended_early).toBe('the run broke off');
    expect(before?.load.passed).toBeGreaterThan(0);
    expect(before?.load.passed).toBeLessThan(load.passed);
  });

  test('turns that can send nothing are errors, and do not stop the clock', async () => {
    const { load, step } = await runOne(
      inTest('{ request: { path: "/", sign: "w${index}" }, load: { duration: 200ms, users: 2 } }'),
      embedded.url,
    );
    expect(step.status).toBe('error');
    expect(load.error).toBe(load.turns);
    expect(load.latency.count).toBe(0);
    expect(load.failures[0]?.error_message).toContain('sign');
  });
});

test('with a seed, keys and the order of a mixture are the same again', async () => {
  const run = async () => {
    const server = await startHttpServer();
    await runOne(
      inTest(
        `{ load: { duration: 10s, users: 1 }, steps: [
          { operation: PutObject, weight: 2, parameters: { bucket: b, key: "\${index}-\${random:6}", body: a } },
          { operation: HeadObject, weight: 1, parameters: { bucket: b, key: "\${index}" } } ] }`,
      ),
      server.url,
      { settings: { maxRequests: 30 }, plan: { seed: 11 } },
    );
    return server.requests.map(({ method, target }) => `${method} ${target}`);
  };
  const first = await run();
  expect(first).toHaveLength(30);
  expect(await run()).toEqual(first);
});
