import { cp } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileReader } from '../../src/app/file-reader.js';
import { resolveTarget, type Target } from '../../src/app/resolve-target.js';
import { openSession } from '../../src/app/session.js';
import { noConfiguration, weighSettings } from '../../src/app/weigh-settings.js';
import {
  loadSuite,
  runSuite,
  type Suite,
  type SuiteOptions,
  selectCases,
} from '../../src/conformance/index.js';
import type { RunEvent } from '../../src/results/events.js';
import type { Plan } from '../../src/runner/index.js';
import { type RunningServer, startServer } from '../../src/server/index.js';
import { makeFolder } from '../support/make-folder.js';

const folder = fileURLToPath(new URL('../support/mini-suite', import.meta.url));
const credential = { name: 'main', access_key: 's3tester', secret_key: 's3tester-secret' };

let server: RunningServer;
let suite: Suite;
let target: Target;

beforeAll(async () => {
  server = await startServer({});
  const loaded = await loadSuite(folder, fileReader, {});
  expect(loaded.diagnostics).toEqual([]);
  if (!loaded.suite) {
    throw new Error('the suite was not loaded');
  }
  suite = loaded.suite;
  const options = { endpointUrl: server.url, timeout: 10, concurrency: 8, credentials: [credential] };
  target = await resolveTarget(await weighSettings({ ...options, environment: {} }, noConfiguration));
});

afterAll(() => server.close());

async function runPlan(plan: Plan, onEvent?: (event: RunEvent) => void, signal?: AbortSignal) {
  const session = await openSession(target, { onEvent, signal, environment: {} });
  return session.run(plan);
}

function runIt(selection: Parameters<typeof selectCases>[1], options: Partial<SuiteOptions> = {}) {
  const { settings, credentials } = target;
  return runSuite(suite, {
    settings,
    credentials,
    selected: selectCases(suite.cases, selection),
    run: (plan) => runPlan(plan),
    ...options,
  });
}

describe('a conformance run', () => {
  test('judges every case, in the order of the suite, and says why one did not run', async () => {
    const results = await runIt({});
    expect(results.cases.map(({ id, verdict, kind, reason }) => ({ id, verdict, kind, reason }))).toEqual([
      { id: 'object/put/round-trip', verdict: 'pass', kind: null, reason: null },
      {
        id: 'object/put/never-right',
        verdict: 'fail',
        kind: 'wrong-result',
        reason: expect.stringContaining('body'),
      },
      { id: 'object/put/rows[x]', verdict: 'pass', kind: null, reason: null },
      { id: 'object/put/rows[y]', verdict: 'pass', kind: null, reason: null },
      {
        id: 'object/put/two-identities',
        verdict: 'skipped',
        kind: null,
        reason: 'needs credential stranger',
      },
      { id: 'object/put/aws-only', verdict: 'skipped', kind: null, reason: 'level' },
      { id: 'object/versions/two-versions', verdict: 'pass', kind: null, reason: null },
      { id: 'object/versions/first-stays', verdict: 'pass', kind: null, reason: null },
    ]);
    expect(results.conformance).toMatchObject({ suite_version: '0.0.1', crashes: [] });
    expect(
      results.conformance?.features.map(({ name, passed, applicable }) => [name, passed, applicable]),
    ).toEqual([
      ['objects', 3, 4],
      ['versioning', 2, 2],
    ]);
  });

  test('leaves no bucket behind', async () => {
    await runIt({});
    const { ListBucketsCommand, S3Client } = await import('@aws-sdk/client-s3');
    const client = new S3Client({
      endpoint: server.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: credential.access_key, secretAccessKey: credential.secret_key },
    });
    expect((await client.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    client.destroy();
  });

  test('runs the probe of a needed feature first, and blocks what needs one that does not work', async () => {
    const broken = {
      ...suite,
      features: suite.features.map((feature) =>
        feature.name === 'versioning' ? { ...feature, probe: 'object/put/never-right' } : feature,
      ),
    };
    const intact = suite;
    suite = broken;
    const results = await runIt({ features: ['versioning'] });
    suite = intact;
    expect(results.cases.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
      ['object/versions/two-versions', 'pass', null],
      ['object/versions/first-stays', 'blocked', 'versioning does not work: object/put/never-right'],
    ]);
  });

  test('what needs nothing does not wait for the probe of a feature, and what needs it does', async () => {
    const events: RunEvent[] = [];
    await runIt({}, { run: (plan) => runPlan(plan, (event) => void events.push(event)) });
    const ended = events.flatMap((event) => (event.type === 'case-finished' ? [event.result.id] : []));
    expect(ended.indexOf('object/versions/two-versions')).toBeLessThan(
      ended.indexOf('object/versions/first-stays'),
    );
    expect(events.filter(({ type }) => type === 'run-started')).toHaveLength(1);
  });

  test('a probe with rows works when all of them pass; one that did not run, or is no case, does not', async () => {
    const intact = suite;
    const withProbe = (probe: string): Suite => ({
      ...intact,
      features: intact.features.map((feature) =>
        feature.name === 'versioning' ? { ...feature, probe } : feature,
      ),
    });
    const outcomes: unknown[] = [];
    for (const probe of ['object/put/rows', 'object/put/two-identities', 'object/put/not-there']) {
      suite = withProbe(probe);
      const { cases } = await runIt({ cases: ['object/versions/first-stays'] });
      outcomes.push(cases.map(({ verdict, reason }) => [verdict, reason]));
    }
    suite = intact;
    expect(outcomes).toEqual([
      [['pass', null]],
      [['blocked', 'versioning does not work: object/put/two-identities']],
      [['blocked', 'versioning does not work: object/put/not-there']],
    ]);
  });

  test('an interrupted run says of every case that waited why it did not run', async () => {
    const interrupt = new AbortController();
    const results = await runIt(
      {},
      {
        run: (plan) =>
          runPlan(
            plan,
            (event) => {
              if (event.type === 'case-finished') {
                interrupt.abort();
              }
            },
            interrupt.signal,
          ),
      },
    );
    expect(results.interrupted).toBe(true);
    expect(results.cases).toHaveLength(8);
    expect(results.cases.at(-1)).toMatchObject({ verdict: 'skipped', reason: 'interrupted' });
  });

  test('two runs give the same verdicts, and shards give them together', async () => {
    const verdictsOf = async (selection: Parameters<typeof selectCases>[1]) => {
      const { cases } = await runIt(selection);
      return cases.map(({ id, verdict }) => `${id} ${verdict}`);
    };
    const whole = await verdictsOf({});
    expect(await verdictsOf({})).toEqual(whole);
    const shards = [
      ...(await verdictsOf({ shard: { index: 1, count: 2 } })),
      ...(await verdictsOf({ shard: { index: 2, count: 2 } })),
    ];
    expect(shards.sort()).toEqual([...whole].sort());
    const planOf = async (selection: Parameters<typeof runIt>[0]) =>
      (await runIt(selection)).conformance?.plan ?? expect.fail();
    const plan = await planOf({ shard: { index: 1, count: 2 } });
    expect(await planOf({})).toBe(plan);
    expect(await planOf({ cases: ['object/put/**'] })).not.toBe(plan);
  });

  test('marks what failed and then passes as flaky', async () => {
    let round = 0;
    const options: Partial<SuiteOptions> = {
      repeatFailed: 2,
      async run(plan) {
        const found = await runPlan(plan);
        round++;
        if (round > 1) {
          return found;
        }
        return { ...found, cases: found.cases.map((one) => ({ ...one, verdict: 'fail' as const })) };
      },
    };
    const results = await runIt({ cases: ['object/put/round-trip'] }, options);
    expect(results.cases).toMatchObject([{ id: 'object/put/round-trip', verdict: 'fail', is_flaky: true }]);
    expect(round).toBe(3);
  });
});

test('the ids of a suite are its paths, wherever it lies', async () => {
  const copy = await makeFolder();
  await cp(folder, copy, { recursive: true });
  const loaded = await loadSuite(copy, fileReader, {});
  expect(loaded.suite?.cases.map(({ id }) => id)).toEqual(suite.cases.map(({ id }) => id));
});

test('a suite with a mistake is not run, and says where it is', async () => {
  const loaded = await loadSuite(path.join(folder, 'object'), fileReader, {});
  expect(loaded.suite).toBeNull();
  expect(loaded.diagnostics.map(({ code }) => code)).toContain('no-suite');
});
