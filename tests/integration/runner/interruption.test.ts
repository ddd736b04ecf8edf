import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/results/events.js';
import { startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';
import { bucketNames, clientOf } from '../../support/server-contents.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

/** Runs a text and interrupts it when an event says so, or a request does; gives results and what was waited for. */
async function interruptRun(yaml: string, url: string, when: (event: RunEvent) => boolean) {
  const interrupt = new AbortController();
  const waits: string[] = [];
  const results = await runScenario(yaml, url, {
    signal: interrupt.signal,
    onEvent(event) {
      if (event.type === 'waiting') {
        waits.push(event.reason);
      }
      if (when(event)) {
        interrupt.abort();
      }
    },
  });
  return { ...results, waits };
}

const afterFirstStep = (event: RunEvent): boolean =>
  event.type === 'step-finished' && event.result.status !== 'skipped';

test.each([
  ['its wait', '{ wait: 10m }'],
  ['its wait at the very end', '{ wait: 10m }', 'last'],
  ['its eventually', '{ operation: HeadObject, parameters: { key: b }, eventually: { timeout: 10m } }'],
  ['its consistently', '{ operation: HeadObject, parameters: { key: a }, consistently: { for: 10m } }'],
  [
    'a block that asks again',
    '{ steps: [ { operation: HeadObject, parameters: { key: a } } ], consistently: { for: 10m } }',
  ],
])('a case that is interrupted in %s has not passed', async (_name, step, last = '') => {
  const { cases, interrupted, summary } = await interruptRun(
    `
cases:
  - case: waiting
    fixtures: { bucket: own }
    steps:
      - { operation: PutObject, parameters: { key: a, body: x } }
      - ${step}
${last === '' ? '      - { operation: GetObject, parameters: { key: a } }' : ''}
`,
    server.url,
    afterFirstStep,
  );
  expect(interrupted).toBe(true);
  expect(cases).toMatchObject([{ verdict: 'skipped', reason: 'interrupted' }]);
  expect(summary).toMatchObject({ passed: 1, failed: 0, error: 0 });
  expect(await bucketNames(clientOf(server.url))).toEqual([]);
});

test('what is expected of a loop as a whole is not judged where the loop was interrupted', async () => {
  const { cases } = await interruptRun(
    `
cases:
  - case: loop
    fixtures: { bucket: own }
    steps:
      - operation: PutObject
        repeat: 5
        parameters: { key: "\${index}", body: x }
        expected_result: { all: { "length(@)": 5 } }
`,
    server.url,
    afterFirstStep,
  );
  expect(cases).toMatchObject([{ verdict: 'skipped', reason: 'interrupted' }]);
});

test('a case that --bail stops in the middle has not passed', async () => {
  const { cases } = await runScenario(
    `
test_cases:
  groups:
    - name: G
      parallel: true
      test:
        - case: cut
          fixtures: { bucket: own }
          steps:
            - { operation: HeadBucket }
            - { operation: HeadObject, parameters: { bucket: no-such-bucket-here, key: gate }, eventually: { timeout: 1s, interval: 50ms }, expected_result: { status_code: 404 } }
            - { wait: 2s }
            - { operation: HeadBucket }
        - { case: failing, steps: [ { operation: HeadBucket, parameters: { bucket: no-such-bucket-here } } ] }
`,
    server.url,
    { plan: { bail: 1 } },
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['skipped', 'fail']);
  expect(cases[0]?.reason).toContain('stopped after 1 failure');
});

test('an operation that is never answered is cut', async () => {
  const interrupt = new AbortController();
  const silent = await startHttpServer(({ target }) => {
    if (!target.includes('/k')) {
      return {};
    }
    interrupt.abort();
    return null;
  });
  const waits: RunEvent[] = [];
  const { cases } = await runScenario(
    `
cases:
  - case: hanging
    fixtures: { bucket: own }
    steps:
      - { operation: PutObject, parameters: { key: k, body: x } }
      - { operation: GetObject, parameters: { key: k } }
`,
    silent.url,
    {
      signal: interrupt.signal,
      onEvent: (event) => void (event.type === 'waiting' && waits.push(event)),
    },
  );
  expect(cases).toMatchObject([{ verdict: 'error', reason: expect.stringContaining('it was interrupted') }]);
  expect(waits).toEqual([{ type: 'waiting', reason: '1 in flight, to end', seconds: 1.5 }]);
});

test('the clean-up of a run that was interrupted is given up where nothing is answered', async () => {
  let isSilent = false;
  const silent = await startHttpServer(() => (isSilent ? null : {}));
  const problems: string[] = [];
  const interrupt = new AbortController();
  const { interrupted } = await runScenario(
    `
cases:
  - case: hanging
    fixtures: { bucket: own }
    steps: [ { operation: PutObject, parameters: { key: k, body: x } }, { wait: 10m } ]
`,
    silent.url,
    {
      signal: interrupt.signal,
      onEvent(event) {
        if (event.type === 'step-finished') {
          isSilent = true;
          interrupt.abort();
        }
        if (event.type === 'clean-up-problem') {
          problems.push(event.reason);
        }
      },
    },
  );
  expect(interrupted).toBe(true);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('interrupted');
});

test('a run whose follower throws is cleaned up, and then says so', async () => {
  const steps: string[] = [];
  const run = runScenario(
    `
cases:
  - case: followed
    fixtures: { bucket: own }
    steps: [ { operation: PutObject, parameters: { key: a, body: x } }, { operation: HeadObject, parameters: { key: a } } ]
`,
    server.url,
    {
      onEvent(event) {
        if (event.type === 'step-finished') {
          steps.push(event.result.status);
          throw new Error('the follower tripped');
        }
      },
    },
  );
  await expect(run).rejects.toThrow('the follower tripped');
  expect(steps).toEqual(['pass', 'pass']);
  expect(await bucketNames(clientOf(server.url))).toEqual([]);
});

test('a wait of after_test and a lock are waited for, and told with their seconds', async () => {
  const { waits } = await interruptRun(
    `
test_cases:
  groups:
    - name: Slow end
      test:
        - case: locked
          fixtures: { object_lock: true, objects: [ { key: a, body: x, object_lock_mode: COMPLIANCE, object_lock_retain_until_date: "\${now+3s}" } ] }
          steps: [ { operation: HeadBucket }, { wait: 10m } ]
      after_test: [ { wait: 300ms } ]
`,
    server.url,
    afterFirstStep,
  );
  expect(waits).toContainEqual('the wait after_test[0] of "Slow end"');
  expect(waits).toContainEqual(expect.stringContaining('is locked in compliance mode until'));
  expect(await bucketNames(clientOf(server.url))).toEqual([]);
});
