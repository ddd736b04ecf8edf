import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

const scenario = `
variables: { of_file: "\${random:6}" }
test_cases:
  parallel: true
  groups:
    - name: One
      variables: { of_group: "\${uuid}" }
      parallel: true
      test:
        - repeat: 6
          parallel: 3
          steps:
            - { operation: PutObject, parameters: { bucket: b, key: "a/\${random:8}", body: "\${uuid}" } }
            - { operation: PutObject, parameters: { bucket: b, key: "b/\${random:8}", body: "\${of_file}\${of_group}" } }
        - variables: { name: "\${random:10}" }
          operation: PutObject
          for_each: ["\${random:3}", "\${random:3}"]
          parameters: { bucket: b, key: "\${name}/\${item}", body: { size: 10KiB } }
    - name: Two
      test:
        - post_form: { bucket: b, fields: { key: "\${random:4}" }, sign: none, file: "\${uuid}" }
`;

/** What a run sends, byte for byte but for the time, sorted; `isLate` says which requests are answered later. */
async function requestsOf(seed: number, isLate: (count: number) => boolean): Promise<readonly string[]> {
  let count = 0;
  const server = await startHttpServer(async () => {
    if (isLate(count++)) {
      await sleep(20);
    }
    return {};
  });
  await runScenario(scenario, server.url, { plan: { seed } });
  return server.requests
    .map(({ method, target, headers, body }) =>
      [method, target, headers['content-type'], body.toString('base64')].join(' '),
    )
    .filter((line) => !line.startsWith('GET / '))
    .sort();
}

test('the same seed sends the same requests, in whatever order the server answers', async () => {
  const one = await requestsOf(7, (count) => count % 2 === 0);
  expect(one.length).toBe(6 * 2 + 2 + 1);
  expect(new Set(one).size).toBe(one.length);
  expect(await requestsOf(7, (count) => count % 3 === 1)).toEqual(one);
  expect(await requestsOf(8, () => false)).not.toEqual(one);
});
