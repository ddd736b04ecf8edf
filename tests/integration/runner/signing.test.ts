import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

const yaml = (step: string) => `
config:
  credentials:
    - { name: main, access_key: AKIAMAIN, secret_key: secret-of-main }
    - { name: temporary, access_key: ASIATEMPORARY, secret_key: secret-of-temporary, session_token: "token+/=" }
    - { name: public, anonymous: true }
test_cases: { groups: [ { name: G, test: [ ${step} ] } ] }
`;

async function headersOf(step: string) {
  const server = await startHttpServer();
  const { results } = await runScenario(yaml(step), server.url);
  expect(results.map(({ status }) => status)).toEqual(['pass']);
  return server.requests.at(-1)?.headers ?? {};
}

describe.each(['direct', 'sdk'])('by the %s driver', (driver) => {
  const put = (credential: string) =>
    `{ operation: PutObject, credential: ${credential}, client: { driver: ${driver} }, parameters: { bucket: b, key: k, body: a } }`;

  test('keys sign the request', async () => {
    const headers = await headersOf(put('main'));
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAMAIN\/\d{8}\/us-east-1\/s3\/aws4_request, SignedHeaders=\S*host\S*, Signature=[\da-f]{64}$/,
    );
    expect(headers).not.toHaveProperty('x-amz-security-token');
  });

  test('a session token is sent and signed', async () => {
    const headers = await headersOf(put('temporary'));
    expect(headers['x-amz-security-token']).toBe('token+/=');
    expect(headers.authorization).toMatch(/SignedHeaders=\S*x-amz-security-token/);
  });

  test('an anonymous credential signs nothing', async () => {
    const headers = await headersOf(put('public'));
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-amz-security-token');
  });
});
