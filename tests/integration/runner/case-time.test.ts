import { expect, test } from 'vitest';
import { prepareSuite } from '../../../src/app/prepare-suite.js';
import { errorResponse } from '../../support/http-server.js';
import { startRefusingProxy } from '../../support/refusing-proxy.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

/** A server that never answers what asks for a key that begins with `silent`. */
function partlySilent() {
  return startRefusingProxy(server.url, ({ target }) =>
    target.includes('/silent') ? new Promise<never>(() => undefined) : undefined,
  );
}

const silent = '{ operation: GetObject, parameters: { key: silent } }';
const asksAgain =
  '{ operation: GetObject, parameters: { key: silent }, eventually: { timeout: 3s, interval: 1ms } }';

test('requests that are never answered hold their case for its own time, and no other', async () => {
  const { url } = await partlySilent();
  const { cases, results } = await runScenario(
    `
test_cases:
  groups:
    - name: G
      parallel: true
      test:
        - { case: hangs, fixtures: { bucket: own }, steps: [ ${silent} ] }
        - case: hangs-side-by-side
          fixtures: { bucket: own }
          steps: [ { steps: [ ${silent}, ${silent}, { operation: HeadBucket } ], parallel: true }, { operation: HeadBucket } ]
        - case: asks-again
          fixtures: { bucket: own }
          steps: [ ${asksAgain} ]
        - { case: sound, fixtures: { bucket: own }, steps: [ { operation: HeadBucket }, { wait: 1500ms }, { operation: HeadBucket } ] }
`,
    url,
    { settings: { timeout: 300, caseTimeout: 1 } },
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'error', 'pass']);
  const messages = results.flatMap(({ error_message: message }) => message ?? []);
  expect(messages.join('\n')).toMatch(/no whole answer within|has used up the 1 s/);
});

test('a set-up that is never answered is bounded, too', async () => {
  const proxy = await startRefusingProxy(server.url, ({ method, target }) =>
    method === 'PUT' && target.startsWith('/s3tester-') ? new Promise<never>(() => undefined) : undefined,
  );
  const { cases } = await runScenario(
    'cases: [ { case: hangs, fixtures: { bucket: own }, steps: [ { operation: HeadBucket } ] } ]',
    proxy.url,
    { settings: { timeout: 300, caseTimeout: 1 } },
  );
  expect(cases).toMatchObject([{ verdict: 'fail', reason: expect.stringContaining('within 1 s') }]);
});

test('a run has no such limit unless it is given one, in the configuration too', async () => {
  const slow = await startRefusingProxy(server.url, async ({ target }) => {
    if (!target.includes('/slow')) {
      return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, 1200));
    return errorResponse(404, 'NoSuchKey');
  });
  const scenario = `
cases:
  - case: slow
    fixtures: { bucket: own }
    steps: [ { operation: GetObject, parameters: { key: slow }, expected_result: { error_code: NoSuchKey } } ]
`;
  const keys = 'credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]';
  const verdictOf = async (yaml: string) => (await runScenario(yaml, slow.url)).cases[0]?.verdict;
  expect(await verdictOf(scenario)).toBe('pass');
  expect(await verdictOf(`config: { ${keys}, case_timeout: 1 }${scenario}`)).toBe('fail');
});

test('a conformance suite has one of a minute, unless it is told another', async () => {
  const environment = {};
  expect((await prepareSuite({ environment })).settings.caseTimeout).toBe(60);
  expect((await prepareSuite({ environment, caseTimeout: 5 })).settings.caseTimeout).toBe(5);
  const variable = { S3TESTER_CASE_TIMEOUT: '7' };
  expect((await prepareSuite({ environment: variable })).settings.caseTimeout).toBe(7);
});
