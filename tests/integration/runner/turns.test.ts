import { expect, test } from 'vitest';
import { histogramOf } from '../../../src/results/latency.js';
import type { StepResult } from '../../../src/results/types.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

/** A step that sends nothing: many turns of it take no time. */
const presign = '{ operation: GetObject, parameters: { bucket: b, key: "k-${index}" } }';

function scenarioOf(steps: string): string {
  return `test_cases:\n  groups:\n    - name: Many\n      test:\n${steps.replaceAll(/^/gm, '        ')}\n`;
}

function countedOf(results: readonly StepResult[]): readonly StepResult[] {
  return results.filter(({ turns }) => turns !== undefined);
}

test('a thousand turns are kept as ever, and none is counted', async () => {
  const { results, summary } = await runScenario(
    scenarioOf(`- { repeat: 1000, parallel: true, presign: ${presign} }`),
    server.url,
  );
  expect(results.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 1000 }, (_, at) => at));
  expect(countedOf(results)).toEqual([]);
  expect(summary.passed).toBe(1000);
});

test.each(['8', 'true', 'false'])('of more the first thousand are kept (parallel: %s)', async (parallel) => {
  const { results, summary, tests, total_operations } = await runScenario(
    scenarioOf(`- { repeat: 1500, parallel: ${parallel}, presign: ${presign} }`),
    server.url,
  );
  const kept = results.slice(0, 1000);
  expect(kept.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 1000 }, (_, at) => at));
  expect(kept[999]?.parameters).toEqual({ bucket: 'b', key: 'k-999' });
  expect(results.slice(1000)).toMatchObject([
    {
      step: 'test[0]',
      iteration: null,
      status: 'pass',
      operation_name: 'GetObject',
      turns: { passed: 500, failed: 0, error: 0, skipped: 0, exact: 500, latency: { count: 500 } },
    },
  ]);
  expect({ summary: summary.passed, tests: tests?.total, total_operations }).toEqual({
    summary: 1500,
    tests: 1500,
    total_operations: 1500,
  });
});

test('with keep: all every turn has its entry', async () => {
  const { results } = await runScenario(
    scenarioOf(`- { repeat: 1500, parallel: 8, presign: ${presign} }`),
    server.url,
    { settings: { keep: 'all' } },
  );
  expect(results).toHaveLength(1500);
  expect(countedOf(results)).toEqual([]);
});

test('of the later turns that fail a hundred are kept whole, and the others are counted', async () => {
  const { results, summary } = await runScenario(
    scenarioOf(
      '- { repeat: 1110, parallel: 16, operation: HeadBucket, parameters: { bucket: "none-${index}" } }\n' +
        '- { repeat: 2, operation: HeadBucket, parameters: { bucket: none }, expected_result: { status_code: 404 } }',
    ),
    server.url,
  );
  const failed = results.filter(({ status, turns }) => status === 'fail' && turns === undefined);
  expect(failed).toHaveLength(1100);
  expect(failed.every(({ reproduce, mismatches }) => reproduce !== null && mismatches.length > 0)).toBe(true);
  expect(countedOf(results).map(({ status, turns }) => ({ status, turns }))).toEqual([
    { status: 'fail', turns: { passed: 0, failed: 10, error: 0, skipped: 0, exact: 0 } },
  ]);
  expect(summary).toMatchObject({ failed: 1110, passed: 2 });
});

test('loops in a loop share the thousand; a block that is tried again counts its last attempt', async () => {
  const { results, summary } = await runScenario(
    scenarioOf(`
- { operation: CreateBucket, parameters: { bucket: tried } }
- repeat: 3
  steps:
    - { repeat: 400, presign: ${presign} }
    - eventually: { timeout: 10s, interval: 10ms }
      steps:
        - { repeat: 400, presign: ${presign} }
        - { operation: CreateMultipartUpload, parameters: { bucket: tried, key: "u-\${index}" } }
        - operation: ListMultipartUploads
          parameters: { bucket: tried, prefix: "u-\${index}" }
          expected_result: { response: { "length(Uploads)": { $gte: 2 } } }
`),
    server.url,
  );
  const counted = countedOf(results);
  expect(counted.map(({ step, turns }) => [step, turns?.passed])).toEqual([
    ['test[1].steps[0]', 200],
    ['test[1].steps[1].steps[0]', 200],
  ]);
  // One upload is not enough, so that each first attempt comes to nothing.
  expect(summary).toMatchObject({ failed: 0, passed: 1 + 3 * 400 + 3 * 402 });
});

test('what is expected of all outcomes, and what is saved, is of every turn', async () => {
  const { results } = await runScenario(
    scenarioOf(`
- { operation: CreateBucket, parameters: { bucket: all-turns } }
- repeat: 1010
  parallel: 16
  operation: HeadBucket
  parameters: { bucket: all-turns }
  collect: { codes: "[headers]" }
  expected_result: { all: { "length([?success])": 1010 } }
- set: { number: length(codes) }
- presign: { operation: GetObject, parameters: { bucket: b, key: "\${number}" } }
`),
    server.url,
  );
  const together = results.find(({ name }) => name === 'all outcomes together');
  expect(together?.status).toBe('pass');
  expect(results.at(-1)?.parameters).toEqual({ bucket: 'b', key: 1010 });
});

test('the times of counted turns can be read again', async () => {
  const { results } = await runScenario(
    scenarioOf(`
- { operation: CreateBucket, parameters: { bucket: timed-turns } }
- { repeat: 1050, parallel: 16, operation: HeadBucket, parameters: { bucket: timed-turns } }
`),
    server.url,
  );
  const latency = countedOf(results)[0]?.turns?.latency;
  expect(latency?.count).toBe(50);
  expect(latency?.min).toBeGreaterThan(0);
  const histogram = latency && histogramOf(latency);
  expect(histogram?.count).toBe(50);
  expect(histogram?.max).toBe(latency?.max);
});

test('every turn counts for --bail, and those that did not run are counted', async () => {
  const { summary, results } = await runScenario(
    scenarioOf('- { repeat: 5000, operation: HeadBucket, parameters: { bucket: none } }'),
    server.url,
    { plan: { bail: 1105 } },
  );
  expect(summary).toMatchObject({ failed: 1105, skipped: 3895 });
  expect(countedOf(results)[0]).toMatchObject({
    status: 'fail',
    skip_reason: 'stopped after 1105 failures',
    turns: { failed: 5, skipped: 3895 },
  });
});
