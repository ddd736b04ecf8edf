import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { type RunningCommand, startCommand } from '../support/run-command.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { waitUntil } from '../support/wait-until.js';

const reference = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html';

/**
 * One row after the other: under the first the server is brought down, the second comes when it is back. The probe of
 * what they need has ended before both.
 */
const suite = {
  'features.yaml': `
version: "0.0.1"
features: [ { name: objects, description: Whole objects, reference: "${reference}", probe: object/put/quick } ]
`,
  'object/put.yaml': `
defaults: { feature: objects, level: core, reference: "${reference}" }
cases:
  - case: quick
    title: An object comes back
    fixtures: { bucket: own }
    steps:
      - { operation: PutObject, parameters: { key: quick, body: x } }
  - case: rows
    title: An object stays
    needs: [objects]
    fixtures: { bucket: own }
    for_each: [crash, after]
    steps:
      - { operation: PutObject, parameters: { key: "\${item}", body: x }, save: { key: parameters.Key } }
      - operation: GetObject
        if: "key == 'crash'"
        parameters: { key: crash }
        consistently: { for: 300s, interval: 20ms }
`,
};

async function startServer(data: string, port: string): Promise<RunningCommand> {
  const server = startCommand(['serve', '--data', data, '--port', port]);
  await server.says('Ctrl-C');
  return server;
}

/** Runs the suite, and hands over the server's process when the case that is to crash has begun. */
async function runSuite(fell: (server: RunningCommand, data: string, port: string) => Promise<unknown>) {
  const folder = await makeFolder(suite);
  const data = await makeFolder();
  const state = await makeFolder();
  const server = await startServer(data, '0');
  const url = server.firstLine();
  const target = ['--endpoint-url', url, '--path-style', '--credential', 'main=s3tester:s3tester-secret'];
  const words = ['conformance', '--suite', folder, ...target, '--timeout', '3', '--report', 'json=out.json'];
  const run = startCommand([...words, '--no-color'], { cwd: state, env: { S3TESTER_STATE_DIR: state } });
  const client = clientOf(url);
  await waitUntil(run, async () => {
    for (const Bucket of await bucketNames(client)) {
      const found = client.send(new HeadObjectCommand({ Bucket, Key: 'crash' }));
      if (await found.catch(() => null)) {
        return true;
      }
    }
    return null;
  });
  await fell(server, data, new URL(url).port);
  const { code, stdout } = await run.finished;
  const results = JSON.parse(await readFile(path.join(state, 'out.json'), 'utf8')) as Results;
  const verdicts = Object.fromEntries(results.cases.map(({ id, verdict }) => [id, verdict]));
  const reasonOf = (id: string) => results.cases.find((one) => one.id === id)?.reason;
  return { code, stdout, results, verdicts, reasonOf, client };
}

const [quick, crash, after] = ['object/put/quick', 'object/put/rows[crash]', 'object/put/rows[after]'];

/** Signals reach processes only where the system knows them. */
describe.skipIf(process.platform === 'win32').concurrent('a server that goes away under a case', () => {
  test('and comes back: that case is an error that says so, the run goes on and cleans up', async () => {
    const { code, stdout, results, verdicts, reasonOf, client } = await runSuite(
      async (server, data, port) => {
        server.kill('SIGKILL');
        await server.finished;
        await startServer(data, port);
      },
    );
    expect(verdicts).toEqual({ [quick]: 'pass', [crash]: 'error', [after]: 'pass' });
    expect(reasonOf(crash)).toContain('the server stopped responding');
    expect(results.conformance?.crashes).toEqual([crash]);
    expect(results.endpoint_lost).toBeNull();
    expect(stdout.split('\n\n')[1]).toBe(`! The server stopped responding during\n  ${crash}`);
    expect(code).toBe(3);
    expect(await bucketNames(client)).toEqual([]);
  });

  test.each([
    ['is gone', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)(
    'and %s for good: the run ends with what was judged, and exit code 3',
    async (_what, signal) => {
      const { code, stdout, results, verdicts, reasonOf } = await runSuite(async (server) => {
        server.kill(signal);
      });
      expect(verdicts).toEqual({ [quick]: 'pass', [crash]: 'error', [after]: 'skipped' });
      expect(reasonOf(crash)).toContain('the server stopped responding');
      expect(results.endpoint_lost).toContain('did not recover within 30 s');
      expect(stdout.split('\n\n')[1]).toBe(`! The server stopped responding during\n  ${crash}`);
      expect(stdout).toContain('endpoint lost');
      expect(code).toBe(3);
    },
  );
});
