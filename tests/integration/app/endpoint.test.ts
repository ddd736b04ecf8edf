import { expect, test } from 'vitest';
import { embeddedEndpoint, startEndpoint } from '../../../src/app/endpoint.js';
import { resolveTarget } from '../../../src/app/resolve-target.js';
import { noConfiguration, weighSettings } from '../../../src/app/weigh-settings.js';
import { startServer } from '../../../src/server/index.js';

async function targetAt(endpointUrl: string) {
  const main = { name: 'main', access_key: 'demo', secret_key: 'demo-secret', account_id: '123456789012' };
  const wrong = { ...main, name: 'wrong', secret_key: 'another' };
  const options = { endpointUrl, credentials: [main, wrong], environment: {} };
  return resolveTarget(await weighSettings(options, noConfiguration));
}

test('the embedded server has the credentials as its users, and tells who they are', async () => {
  const endpoint = await startEndpoint(await targetAt('embedded'), { lifecycleDay: 1500 });
  try {
    expect(endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(endpoint.targetFacts).toMatchObject({ website_endpoint: endpoint.url, lifecycle_day: '1.5s' });
    expect(endpoint.identities).toMatchObject([
      { name: 'main', account_id: '123456789012', arn: expect.stringContaining('123456789012') },
      { name: 'wrong', account_id: '123456789012' },
    ]);
  } finally {
    await endpoint.close();
  }
  await expect(fetch(endpoint.url)).rejects.toThrow();
});

test('an embedded server that runs already is not closed, and may be reached elsewhere', async () => {
  const server = await startServer({
    users: [{ name: 'main', accessKey: 'demo', secretKey: 'demo-secret' }],
  });
  try {
    const target = await targetAt('embedded');
    const endpoint = embeddedEndpoint(server, target, {}, 'http://127.0.0.1:9');
    expect(endpoint).toMatchObject({
      url: 'http://127.0.0.1:9',
      targetFacts: { website_endpoint: 'http://127.0.0.1:9', sse_c_over_http: true },
    });
    expect(endpoint.identities[0]).toMatchObject({ name: 'main', arn: server.users[0]?.arn });
    await endpoint.close();
    expect((await fetch(server.url)).status).toBe(403);
  } finally {
    await server.close();
  }
});

test('another server is as it is: nothing is known of it, and its credentials are as they are given', async () => {
  const target = await targetAt('http://127.0.0.1:9');
  expect(await startEndpoint(target)).toMatchObject({
    url: 'http://127.0.0.1:9',
    targetFacts: {},
    identities: target.credentials,
  });
});
