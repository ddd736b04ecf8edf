import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';
import { useServer } from '../support/use-server.js';

const server = useServer();

test('1 GiB goes up and comes down unchanged, at less than 150 MB of memory', async () => {
  const cwd = await makeFolder({
    's3tester.yaml': `
config: { credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ] }
test_cases:
  groups:
    - name: Large
      before_test: [ { operation: CreateBucket, parameters: { bucket: large } } ]
      test:
        - operation: PutObject
          parameters: { bucket: large, key: huge, body: { size: 1GiB, seed: 7 }, checksum_algorithm: CRC32 }
        - operation: GetObject
          parameters: { bucket: large, key: huge }
          expected_result: { response: { ContentLength: 1073741824 }, body: { size: 1GiB, seed: 7 } }
      after_test: [ { operation: DeleteObject, parameters: { bucket: large, key: huge } } ]
`,
  });
  const peak = path.join(cwd, 'peak');
  const env = {
    NODE_OPTIONS: `--import ${new URL('../support/report-memory.js', import.meta.url)}`,
    PEAK_MEMORY_FILE: peak,
  };
  const words = ['run', '--endpoint-url', server.url, '--format', 'json'];
  const { code, stdout } = await runCommand(words, { cwd, env });
  const { results } = JSON.parse(stdout) as Results;
  expect(results.map(({ status, error_message }) => error_message ?? status)).toEqual(Array(4).fill('pass'));
  expect(code).toBe(0);
  expect(results[2]?.actual?.body).toEqual({ size: 2 ** 30, sha256: expect.stringMatching(/^[\da-f]{64}$/) });
  expect(Number(await readFile(peak, 'utf8')) / 1000).toBeLessThan(150);
}, 900_000);
