import { expect, test } from 'vitest';
import { errorResponse } from '../../support/http-server.js';
import { startRefusingProxy } from '../../support/refusing-proxy.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();
const scenario = `
cases:
  - case: policy
    fixtures: { bucket: own }
    steps:
      - { operation: PutBucketTagging, parameters: { tags: { a: b } } }
      - { operation: GetBucketTagging, expected_result: { status_code: 200 } }
  - case: object
    fixtures: { bucket: own }
    steps:
      - { operation: GetObject, parameters: { key: k }, expected_result: { status_code: 200 } }
`;

/** A server whose tags can be read only a moment after they were first asked for. */
function lateTags() {
  let first: number | undefined;
  return startRefusingProxy(server.url, async ({ method, target }) => {
    if (method !== 'GET' || !target.includes('tagging')) {
      return undefined;
    }
    first ??= performance.now();
    return performance.now() - first < 500 ? errorResponse(404, 'NoSuchTagSet') : undefined;
  });
}

test.each([
  [0, ['fail', 'fail']],
  [30, ['pass', 'fail']],
])('what takes effect later is awaited for %i s, and nothing else', async (settle, verdicts) => {
  const { url } = await lateTags();
  const { cases } = await runScenario(scenario, url, { settings: { settle } });
  expect(cases.map(({ verdict }) => verdict)).toEqual(verdicts);
});

test.each([
  [
    'as it goes',
    5,
    '{ operation: HeadBucket, eventually: { timeout: 60s, interval: 1ms }, expected_result: { status_code: 404 } }',
  ],
  ['before it begins', 2, '{ operation: HeadBucket, repeat: 3 }'],
])('a run that would send more than it may ends %s', async (_when, maxRequests, step) => {
  const steps = `cases: [ { case: one, fixtures: { bucket: own }, steps: [ ${step}, { operation: HeadBucket } ] } ]`;
  const results = await runScenario(steps, server.url, { settings: { maxRequests } });
  expect(results.budget_spent).toMatch(/^(all 5 requests|it would send at least 6 requests)/);
  expect(results.cases[0]?.verdict).not.toBe('pass');
});
