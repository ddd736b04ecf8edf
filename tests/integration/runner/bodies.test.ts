import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

const inBucket = (steps: string) => `
variables: { bucket: "bodies-\${run_id}" }
test_cases:
  groups:
    - name: Bodies
      before_test: [ { operation: CreateBucket, parameters: { bucket: "\${bucket}" } } ]
      test:
${steps}
`;

test('body_size sends so many bytes, and they come back the same', async () => {
  const { results } = await runScenario(
    inBucket(`
        - operation: PutObject
          parameters: { bucket: "\${bucket}", key: sized, body_size: 100000 }
        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: sized }
          expected_result: { response: { ContentLength: 100000 }, body: { size: 100000 } }
        - operation: PutObject
          parameters: { bucket: "\${bucket}", key: seeded, body: { size: 64KiB, seed: 7 } }
        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: seeded }
          expected_result: { body: { size: 64KiB, seed: 7 } }
        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: seeded }
          expected_result: { body: { size: 64KiB, seed: 8 } }
`),
    server.url,
  );
  expect(results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass', 'fail']);
  expect(results[2]?.actual?.body).toEqual({ size: 100000, sha256: expect.stringMatching(/^[\da-f]{64}$/) });
});

test('file:// sends a file from beside the configuration, output_file writes one there', async () => {
  const bytes = randomBytes(300_000);
  const { results, folder } = await runScenario(
    inBucket(`
        - operation: PutObject
          parameters: { bucket: "\${bucket}", key: f, body: "file://./data/in.bin" }
        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: f, output_file: "out.bin" }
          expected_result: { body: "file://data/in.bin", response: { ContentLength: ${bytes.length} } }
        - operation: PutObject
          parameters: { bucket: "\${bucket}", key: g, file_path: "data/in.bin" }
        - operation: GetObject
          parameters: { bucket: "\${bucket}", key: g }
          expected_result: { body: { sha256: ${createHash('sha256').update(bytes).digest('hex')} } }
`),
    server.url,
    { files: { 'data/in.bin': bytes } },
  );
  expect(results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass']);
  expect((await readFile(path.join(folder, 'out.bin'))).equals(bytes)).toBe(true);
});

test('small bodies stand in the results as text or base64, larger ones as size and SHA-256', async () => {
  const large = 'x'.repeat(5000);
  const { results } = await runScenario(
    inBucket(`
        - { operation: PutObject, parameters: { bucket: "\${bucket}", key: text, body: "small: ä" } }
        - { operation: GetObject, parameters: { bucket: "\${bucket}", key: text } }
        - { operation: PutObject, parameters: { bucket: "\${bucket}", key: binary, body: { base64: /wA= } } }
        - { operation: GetObject, parameters: { bucket: "\${bucket}", key: binary } }
        - { operation: PutObject, parameters: { bucket: "\${bucket}", key: large, body: ${large} } }
        - { operation: GetObject, parameters: { bucket: "\${bucket}", key: large } }
`),
    server.url,
  );
  const digest = { size: 5000, sha256: createHash('sha256').update(large).digest('hex') };
  expect(results.map(({ actual }) => actual?.body)).toEqual([
    undefined,
    undefined,
    'small: ä',
    undefined,
    { base64: '/wA=' },
    undefined,
    digest,
  ]);
  expect(results[5]?.parameters.body).toEqual(digest);
});

test('a file that vanishes between check and run is an error of its step alone', async () => {
  const { results } = await runScenario(
    inBucket(`
        - { operation: PutObject, parameters: { bucket: "\${bucket}", key: a, body: "\${run_id|json}" } }
        - operation: PutObject
          parameters: { bucket: "\${bucket}", key: a, body: "file://\${run_id}.bin" }
        - { operation: GetObject, parameters: { bucket: "\${bucket}", key: a } }
`),
    server.url,
  );
  expect(results.map(({ status }) => status)).toEqual(['pass', 'pass', 'error', 'pass']);
  expect(results[2]?.error_message).toMatch(/scenario\.yaml:\d+:\d+: .*\.bin/);
});
