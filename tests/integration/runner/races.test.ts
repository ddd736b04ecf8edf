import { describe, expect, test } from 'vitest';
import { countPlan, makePlan } from '../../../src/runner/index.js';
import { type HttpServer, startHttpServer } from '../../support/http-server.js';
import { planScenario, runScenario } from '../../support/run-scenario.js';

const race = (rounds: string, writers: string, expected = '{ status_code: 200 }') => `
test_cases:
  groups:
    - name: G
      test:
        - rounds: ${rounds}
          steps:
            - operation: PutObject
              writers: ${writers}
              parameters: { bucket: b, key: "\${round}-\${index}", body: x }
              expected_result: ${expected}
`;

/** What a run asks beside its steps is left out. */
function putsOf({ requests }: HttpServer): HttpServer['requests'] {
  return requests.filter(({ method }) => method === 'PUT');
}

describe('rounds', () => {
  test('run one after another, and the last one is reported', async () => {
    const server = await startHttpServer();
    const { results, cases, total_operations } = await runScenario(race('3', '2'), server.url);
    expect(
      putsOf(server)
        .map(({ target }) => target.slice(0, 6))
        .toSorted(),
    ).toEqual(['0-0', '0-1', '1-0', '1-1', '2-0', '2-1'].map((key) => `/b/${key}`));
    expect(results.map(({ parameters, status }) => [parameters.key, status])).toEqual([
      ['2-0', 'pass'],
      ['2-1', 'pass'],
    ]);
    expect(cases).toEqual([]);
    expect(total_operations).toBe(2);
  });

  test('end with the first that does not pass, which is the one that is reported', async () => {
    const server = await startHttpServer(({ target }) => ({
      status: target.startsWith('/b/4-') ? 500 : 200,
    }));
    const { results } = await runScenario(race('10', '2'), server.url);
    expect(putsOf(server).length).toBe(10);
    expect(results.map(({ parameters, status }) => [parameters.key, status])).toEqual([
      ['4-0', 'fail'],
      ['4-1', 'fail'],
    ]);
  });
});

describe('writers', () => {
  test('are all in flight at the same time, up to the cap of the run', async () => {
    // None is answered before all are there.
    let arrived = 0;
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const server = await startHttpServer(async ({ method }) => {
      if (method !== 'PUT') {
        return {};
      }
      if (++arrived === 20) {
        open();
      }
      await opened;
      return {};
    });
    await runScenario(race('1', '20'), server.url, { settings: { concurrency: 64 } });
    expect(server.mostInFlight).toBe(20);
  });

  test('and rounds take the number of a thorough run where it is one', async () => {
    const { prepared, plan } = await planScenario(
      race('{ usual: 2, thorough: 200 }', '{ usual: 3, thorough: 64 }'),
      'http://127.0.0.1:1',
    );
    const { configuration, settings, credentials } = prepared;
    const thorough = makePlan(configuration, { settings, credentials, effort: 'thorough' });
    expect(countPlan(plan)).toMatchObject({ operations: 3, requests: 6 });
    expect(countPlan(thorough)).toMatchObject({ operations: 64, requests: 12_800 });
    expect(thorough.id).not.toBe(plan.id);
  });
});
