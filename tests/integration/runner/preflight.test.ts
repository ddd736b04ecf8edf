import { describe, expect, test } from 'vitest';
import type { Results } from '../../../src/results/types.js';
import { startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const embedded = useServer();

const keys = (secret: string, key = 's3tester') => `
config:
  credentials:
    - { name: main, access_key: ${key}, secret_key: ${secret} }
    - { name: wrong, access_key: s3tester, secret_key: not-this-one }
`;

const scenario = 'cases: [ { case: c, steps: [ { operation: ListBuckets }, { operation: ListBuckets } ] } ]';

const shown = ({ endpoint_lost, summary, cases }: Results) => ({
  endpoint_lost,
  skipped: summary.skipped,
  verdicts: cases.map(({ verdict, reason }) => `${verdict}: ${reason}`),
});

const runWith = (yaml: string, url: string) => runScenario(yaml, url, { preflight: true });

describe('a run in which nothing could pass', () => {
  test.each([
    ['an unknown key', keys('s3tester-secret', 'unknown-key'), /does not know the access key.*"main"/],
    ['a wrong secret', keys('another-secret'), /does not accept what was signed.*"main"/],
  ])('ends after its first request, and says why: %s', async (_what, config, why) => {
    const results = await runWith(`${config}${scenario}`, embedded.url);
    expect(shown(results)).toEqual({
      endpoint_lost: expect.stringMatching(why),
      skipped: 2,
      verdicts: ['skipped: nothing could pass'],
    });
    expect(results.endpoint_lost).toMatch(/^nothing was run: .*\(--no-preflight runs all the same\)$/);
    expect(JSON.stringify(results)).not.toContain('another-secret');
  });

  test('ends where a page answers instead of S3, after one request', async () => {
    const server = await startHttpServer(() => ({
      headers: { 'content-type': 'text/html' },
      body: '<html><body>hello</body></html>',
    }));
    const results = await runWith(scenario, server.url);
    expect(results.endpoint_lost).toContain('does not look like S3 (HTTP 200, text/html)');
    expect(server.requests).toHaveLength(1);
  });

  test('ends where the endpoint has a path that is taken for a bucket', async () => {
    const results = await runWith(`${keys('s3tester-secret')}${scenario}`, `${embedded.url}/minio`);
    expect(results.endpoint_lost).toContain(`use ${embedded.url}`);
  });
});

describe('a run goes on', () => {
  test('where only another credential is wrong, which a case may be about', async () => {
    const yaml = `${keys('s3tester-secret')}cases: [ { case: c, credential: wrong, steps: [ { operation: ListBuckets, expected_result: { error_code: SignatureDoesNotMatch } } ] } ]`;
    expect(shown(await runWith(yaml, embedded.url))).toMatchObject({
      endpoint_lost: null,
      verdicts: ['pass: null'],
    });
  });

  test('where the server refuses the one operation that is asked for first', async () => {
    const refusal = '<Error><Code>AccessDenied</Code><Message>no</Message></Error>';
    const server = await startHttpServer(() => ({ status: 403, body: refusal }));
    const results = await runWith(scenario, server.url);
    expect(results.endpoint_lost).toBeNull();
    expect(server.requests.length).toBe(2);
  });

  test('without preflight, whatever comes', async () => {
    const results = await runScenario(`${keys('another-secret')}${scenario}`, embedded.url, {
      preflight: false,
    });
    expect(results.endpoint_lost).toBeNull();
    expect(results.summary.failed).toBe(1);
  });
});
