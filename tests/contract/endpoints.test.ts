import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { makeSelfSigned } from '../support/self-signed.js';
import { useServer } from '../support/use-server.js';

const golden = path.join(import.meta.dirname, 'golden');
const server = useServer();

const yaml = `
config: { credentials: [ { name: main, access_key: s3tester, secret_key: not-the-secret } ] }
test_cases: { groups: [ { name: Objects, test: [ { operation: ListBuckets } ] } ] }
`;

/** Runs one operation against an endpoint; what changes from run to run is named instead. */
async function runAgainst(url: string, words: readonly string[] = []) {
  const cwd = await makeFolder({ 's3tester.yaml': yaml });
  const { code, stdout, stderr } = await runInProcess(['run', '--quiet', '--endpoint-url', url, ...words], {
    cwd,
  });
  const steady = (text: string) =>
    text
      .replaceAll(new URL(url).port, 'PORT')
      .replace(/s3tester \d+\.\d+\.\d+\S*/, 's3tester VERSION')
      .replaceAll(/\b[\d.]+ m?s\b/g, 'TIME');
  return { code, stdout: steady(stdout), stderr };
}

/** A port of the loopback at which nobody listens. */
async function findClosedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}

describe('an endpoint that', () => {
  test('nobody listens at ends the run with 3 and is named', async () => {
    const { code, stdout, stderr } = await runAgainst(`http://127.0.0.1:${await findClosedPort()}`);
    await expect(stdout).toMatchFileSnapshot(path.join(golden, 'run-dead-endpoint.txt'));
    expect(code).toBe(3);
    expect(stderr).toMatch(/ error endpoint lost .*ECONNREFUSED/);
  });

  test('takes connections and never answers ends the run with 3 within the timeout', async () => {
    const silent = await startHttpServer(() => null);
    const { code, stdout } = await runAgainst(silent.url, ['--timeout', '0.3']);
    await expect(stdout).toMatchFileSnapshot(path.join(golden, 'run-silent-endpoint.txt'));
    expect(code).toBe(3);
  });

  test('has a name that nobody knows is told so', async () => {
    const { code, stdout } = await runAgainst('http://no-such-host.invalid:8080');
    expect(stdout).toContain('no-such-host.invalid:PORT has a name that does not resolve');
    expect(code).toBe(3);
  });

  test('speaks another protocol ends the run with 3', async () => {
    const listener = createServer((socket) =>
      socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.6\r\n'),
    );
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const { code, stdout } = await runAgainst(`http://127.0.0.1:${port}`);
    listener.close();
    await expect(stdout).toMatchFileSnapshot(path.join(golden, 'run-other-protocol.txt'));
    expect(code).toBe(3);
  });
});

test('an endpoint without TLS that is asked for it ends the run with 3, saying how to go on', async () => {
  const plain = await startHttpServer(() => ({}));
  const { code, stdout } = await runAgainst(plain.url.replace('http:', 'https:'));
  expect(stdout).toContain(
    'failed the TLS handshake: wrong version number; it may speak plain HTTP: write http://\n',
  );
  expect(code).toBe(3);
});

describe('a certificate that nobody vouches for', () => {
  const { key, cert } = makeSelfSigned();
  const list = '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>';

  test('ends the run with 3, saying so and how to go on', async () => {
    const secure = await startHttpServer(() => ({ body: list }), { key, cert });
    const { code, stdout } = await runAgainst(secure.url);
    await expect(stdout).toMatchFileSnapshot(path.join(golden, 'run-untrusted-certificate.txt'));
    expect(code).toBe(3);
    expect(secure.requests).toEqual([]);
  });

  test('is accepted as an authority by --ca-file, and unseen by --insecure', async () => {
    const secure = await startHttpServer(() => ({ body: list }), { key, cert });
    const authority = path.join(await makeFolder(), 'ca.pem');
    await writeFile(authority, cert);
    expect(await runAgainst(secure.url, ['--ca-file', authority])).toMatchObject({ code: 0, stderr: '' });
    expect(await runAgainst(secure.url, ['--insecure'])).toMatchObject({ code: 0, stderr: '' });
    expect(await runAgainst(secure.url, ['--ca-file', 'no-such.pem'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no-such.pem'),
    });
    await writeFile(authority, key);
    expect(await runAgainst(secure.url, ['--ca-file', authority])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no certificate in'),
    });
  });
});

test('without preflight a wrong secret is a failed test: SignatureDoesNotMatch', async () => {
  const { code, stdout, stderr } = await runAgainst(server.url, ['--format', 'json', '--no-preflight']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const { results } = JSON.parse(stdout) as Results;
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({
    status: 'fail',
    actual: { success: false, status_code: 403, error_code: 'SignatureDoesNotMatch' },
    mismatches: [{ path: 'success', expected: true, actual: false }],
  });
  const table = await runAgainst(server.url);
  expect(table.stdout).toContain('SignatureDoesNotMatch');
});
