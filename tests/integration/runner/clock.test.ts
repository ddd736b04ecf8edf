import { expect, test } from 'vitest';
import { systemClock } from '../../../src/runner/control/system-clock.js';
import { startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

const scenario = `
test_cases:
  groups:
    - { name: One, test: [{ operation: HeadBucket, parameters: { bucket: b } }] }
`;

test('what a run sends is signed with the time of its clock', async () => {
  const server = await startHttpServer();
  const { results } = await runScenario(scenario, server.url, {
    clock: { ...systemClock, now: () => new Date('2031-02-03T04:05:06Z') },
  });
  const sent = server.requests.find(({ target }) => target.startsWith('/b'));
  expect(sent?.headers['x-amz-date']).toBe('20310203T040506Z');
  expect(results.map(({ timestamp }) => timestamp)).toEqual(['2031-02-03T04:05:06.000Z']);
});
