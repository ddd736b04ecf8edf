import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, startCommand } from '../support/run-command.js';

/** Makes a command leave the peak of its memory, in KiB, in a file. */
function reportMemory(file: string): Record<string, string> {
  const module = new URL('../support/report-memory.js', import.meta.url);
  return { NODE_OPTIONS: `--import ${module}`, PEAK_MEMORY_FILE: file };
}

async function megabytesIn(file: string): Promise<number> {
  return Number(await readFile(file, 'utf8')) / 1000;
}

// It takes some 100 MB, and more where a busy machine lets chunks pile up; `bench/large-bodies.js` is stricter.
const mostMegabytes = 200;

// Windows has no signal that lets the server end cleanly.
test.skipIf(process.platform === 'win32')(
  '1 GiB goes up and comes down unchanged, at less than 200 MB of memory on either side',
  { timeout: 900_000 },
  async () => {
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
    const peaks = { client: path.join(cwd, 'client'), server: path.join(cwd, 'server') };
    const server = startCommand(['serve'], { env: reportMemory(peaks.server) });
    await server.says('Ctrl-C ends it');
    const words = ['run', '--endpoint-url', server.firstLine(), '--format', 'json'];
    const { code, stdout } = await runCommand(words, { cwd, env: reportMemory(peaks.client) });
    const { results } = JSON.parse(stdout) as Results;
    expect(results.map(({ status, error_message }) => error_message ?? status)).toEqual(
      Array(4).fill('pass'),
    );
    expect(code).toBe(0);
    expect(results[2]?.actual?.body).toEqual({
      size: 2 ** 30,
      sha256: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(await megabytesIn(peaks.client)).toBeLessThan(mostMegabytes);
    server.kill('SIGTERM');
    expect(await server.finished).toMatchObject({ code: 0 });
    expect(await megabytesIn(peaks.server)).toBeLessThan(mostMegabytes);
  },
);

test.skipIf(process.platform === 'win32')(
  '256 MiB in signed chunks go through the proxy of record and come back, at less than 200 MB of memory',
  { timeout: 900_000 },
  async () => {
    const cwd = await makeFolder({
      's3tester.yaml': `
config: { credentials: [ { name: main, access_key: program, secret_key: secret-of-the-program } ] }
test_cases:
  groups:
    - name: Large
      test:
        - operation: PutObject
          parameters: { bucket: large, key: huge, body: { size: 256MiB, seed: 7 } }
          http: { sign: v4-streaming }
        - operation: GetObject
          parameters: { bucket: large, key: huge }
          expected_result: { body: { size: 256MiB, seed: 7 } }
`,
    });
    const peak = path.join(cwd, 'peak');
    const server = startCommand(['serve', '--bucket', 'large']);
    await server.says('Ctrl-C ends it');
    const proxy = startCommand(
      [
        ...['record', '--upstream', server.firstLine(), '--credential', 'main=s3tester:s3tester-secret'],
        ...['--client-credential', 'program:secret-of-the-program', '--listen', '127.0.0.1:0'],
        ...['--recording', path.join(cwd, 'recording.ndjson')],
      ],
      { env: reportMemory(peak) },
    );
    await proxy.says('Ctrl-C ends it');
    const words = ['run', '--endpoint-url', proxy.firstLine(), '--format', 'json'];
    const { stdout } = await runCommand(words, { cwd });
    const { results } = JSON.parse(stdout) as Results;
    expect(results.map(({ status, error_message }) => error_message ?? status)).toEqual(['pass', 'pass']);
    proxy.kill('SIGTERM');
    expect(await proxy.finished).toMatchObject({ code: 0 });
    expect(await megabytesIn(peak)).toBeLessThan(mostMegabytes);
  },
);
