import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const embedded = useServer();

/** A server that answers when so many have come together, and a moment later, lest there be more. */
async function startMeetingServer(expected: number): Promise<HttpServer> {
  let meet: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  let inFlight = 0;
  return startHttpServer(async ({ headers }) => {
    // Nobody signs the first request, which asks whether a server is there.
    if (headers.authorization === undefined) {
      return {};
    }
    inFlight++;
    if (inFlight === expected) {
      meet();
    }
    await met;
    await sleep(5);
    inFlight--;
    return {};
  });
}

const groups = (parallel: boolean) => `
test_cases:
  parallel: ${parallel}
  groups:
${Array.from({ length: 4 }, (_, index) => `    - { name: G${index}, test: [ { operation: ListBuckets }, { operation: ListBuckets } ] }`).join('\n')}
`;

describe('what is in flight at the same time', () => {
  test.each<readonly [what: string, yaml: string, concurrency: number, most: number]>([
    ['one operation, where nothing is parallel', groups(false), 16, 1],
    ['one per group, where groups are side by side', groups(true), 16, 4],
    ['as many as the cap allows, over all groups', groups(true), 3, 3],
    [
      'all steps of a parallel group',
      `test_cases: { groups: [ { name: G, parallel: true, test: [ ${Array(6).fill('{ operation: ListBuckets }').join(', ')} ] } ] }`,
      16,
      6,
    ],
    [
      'one, where the turns of a loop are in order',
      'test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets, repeat: 5 } ] } ] }',
      16,
      1,
    ],
    [
      'as many turns of a loop as the cap allows',
      'test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets, repeat: 30, parallel: true } ] } ] }',
      7,
      7,
    ],
    [
      'as many turns of a loop as it asks for itself',
      'test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets, repeat: 12, parallel: 4 } ] } ] }',
      16,
      4,
    ],
    [
      'the steps of a parallel block',
      `test_cases: { groups: [ { name: G, test: [ { parallel: true, steps: [ ${Array(5).fill('{ operation: ListBuckets }').join(', ')} ] } ] } ] }`,
      16,
      5,
    ],
  ])('is %s', async (_what, yaml, concurrency, most) => {
    const server = await startMeetingServer(most);
    const { summary } = await runScenario(yaml, server.url, { settings: { concurrency } });
    expect(summary.passed).toBeGreaterThan(4);
    expect(summary).toMatchObject({ failed: 0, error: 0, skipped: 0 });
    expect(server.mostInFlight).toBe(most);
  });

  test('--parallel and --sequential overrule the configuration', async () => {
    const meeting = await startMeetingServer(4);
    await runScenario(groups(false), meeting.url, { plan: { parallel: true } });
    expect(meeting.mostInFlight).toBe(4);
    const single = await startMeetingServer(1);
    await runScenario(groups(true), single.url, { plan: { parallel: false } });
    expect(single.mostInFlight).toBe(1);
  });
});

/** Two writers: one stands still half-way until the other, which waits for it to get there, has written. */
const meeting = `
variables: { bucket: "meeting-\${run_id}" }
test_cases:
  groups:
    - name: Meeting
      before_test: [ { operation: CreateBucket, parameters: { bucket: "\${bucket}" } } ]
      test:
        - parallel: true
          steps:
            - operation: PutObject
              parameters: { bucket: "\${bucket}", key: slow, body: { size: 1MiB, seed: 1 } }
              during:
                at: 50%
                steps:
                  - { operation: PutObject, parameters: { bucket: "\${bucket}", key: half-way, body: "" } }
                  - operation: GetObject
                    parameters: { bucket: "\${bucket}", key: other }
                    eventually: { timeout: 20s, interval: 10ms }
                    expected_result: { body: other }
            - steps:
                - operation: HeadObject
                  parameters: { bucket: "\${bucket}", key: half-way }
                  eventually: { timeout: 40s, interval: 10ms }
                  expected_result: { status_code: 200 }
                - { operation: PutObject, parameters: { bucket: "\${bucket}", key: other, body: other } }
`;

test('an operation that stands still in its body leaves its place to the one that it waits for', async () => {
  const { results } = await runScenario(meeting, embedded.url, { settings: { concurrency: 1 } });
  expect(results.filter(({ status }) => status !== 'pass')).toEqual([]);
  expect(results).toHaveLength(6);
});

test('where no place is left, an operation goes on behind the middle of its body all the same', async () => {
  let unlock: () => void = () => undefined;
  const unlocked = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  const come = new Set<string>();
  // It locks: whoever writes while another does is answered when that one has sent all.
  const locking = await startHttpServer(async ({ method, target }) => {
    const key = /^\/b\/([a-z-]+)/.exec(target)?.[1] ?? '';
    if (method === 'GET') {
      return { status: come.has(key) ? 200 : 404 };
    }
    come.add(key);
    if (key === 'slow') {
      unlock();
    }
    if (key === 'other') {
      await unlocked;
    }
    return {};
  });
  const soon = 'eventually: { timeout: 20s, interval: 10ms }, expected_result: { status_code: 200 }';
  const { results } = await runScenario(
    `
test_cases:
  groups:
    - name: Locked
      test:
        - parallel: true
          steps:
            - operation: PutObject
              parameters: { bucket: b, key: slow, body: { size: 1MiB, seed: 1 } }
              during:
                at: 50%
                steps:
                  - { operation: PutObject, parameters: { bucket: b, key: half-way, body: x } }
                  - { operation: GetObject, parameters: { bucket: b, key: other }, ${soon} }
            - steps:
                - { operation: GetObject, parameters: { bucket: b, key: half-way }, ${soon} }
                - { operation: PutObject, parameters: { bucket: b, key: other, body: x } }
`,
    locking.url,
    { settings: { concurrency: 1, timeout: 60 } },
  );
  expect(results.map(({ status }) => status)).toEqual(Array(5).fill('pass'));
});

test('set-up and clean-up stay in order in a parallel group', async () => {
  const recorder = await startHttpServer();
  await runScenario(
    `
test_cases:
  groups:
    - name: G
      parallel: true
      before_test:
        - { operation: PutObject, parameters: { bucket: b, key: first, body: a } }
        - { operation: PutObject, parameters: { bucket: b, key: second, body: a } }
      test:
        - { operation: PutObject, parameters: { bucket: b, key: test, body: a } }
        - { operation: PutObject, parameters: { bucket: b, key: test, body: a } }
      after_test:
        - { operation: DeleteObject, parameters: { bucket: b, key: third } }
        - { operation: DeleteObject, parameters: { bucket: b, key: fourth } }
`,
    recorder.url,
  );
  const keys = recorder.requests.flatMap(({ target }) => /^\/b\/(\w+)/.exec(target)?.[1] ?? []);
  expect(keys).toEqual(['first', 'second', 'test', 'test', 'third', 'fourth']);
});

test('results stand in the order of the configuration, however they ran', async () => {
  let reverse: () => void = () => undefined;
  const isReversed = new Promise<void>((resolve) => {
    reverse = resolve;
  });
  const answered: (string | undefined)[] = [];
  const uneven = await startHttpServer(async ({ target }) => {
    if (target.includes('/k0')) {
      await isReversed;
    }
    if (target.includes('/k4')) {
      reverse();
    }
    answered.push(/\/k(\d)/.exec(target)?.[1]);
    return {};
  });
  const put = (key: number) => `{ operation: PutObject, parameters: { bucket: b, key: k${key}, body: a } }`;
  const { results } = await runScenario(
    `
test_cases:
  parallel: true
  groups:
    - { name: One, parallel: true, test: [ ${[0, 1, 2].map(put).join(', ')} ] }
    - { name: Two, parallel: true, test: [ ${[3, 4].map(put).join(', ')} ] }
    - name: Three
      test: [ { operation: PutObject, repeat: 3, parallel: true, parameters: { bucket: b, key: "k\${index}", body: a } } ]
`,
    uneven.url,
  );
  expect(results.map(({ group_name, step, iteration }) => `${group_name} ${step} ${iteration}`)).toEqual([
    'One test[0] null',
    'One test[1] null',
    'One test[2] null',
    'Two test[0] null',
    'Two test[1] null',
    'Three test[0] 0',
    'Three test[0] 1',
    'Three test[0] 2',
  ]);
  expect(answered.indexOf('0')).toBeGreaterThan(answered.indexOf('4'));
});

test('200 operations are in flight without an error', async () => {
  const { summary, results } = await runScenario(
    `
variables: { bucket: "many-\${run_id}" }
test_cases:
  groups:
    - name: Many
      before_test: [ { operation: CreateBucket, parameters: { bucket: "\${bucket}" } } ]
      test:
        - operation: PutObject
          repeat: 400
          parallel: true
          parameters: { bucket: "\${bucket}", key: "k\${index|pad:3}", body: "body \${index}" }
        - operation: GetObject
          repeat: 400
          parallel: true
          parameters: { bucket: "\${bucket}", key: "k\${index|pad:3}" }
          expected_result: { body: "body \${index}" }
`,
    embedded.url,
    { settings: { concurrency: 200 } },
  );
  expect(results.filter(({ status }) => status !== 'pass')).toEqual([]);
  expect(summary.passed).toBe(801);
});
