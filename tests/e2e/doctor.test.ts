import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { makeSelfSigned } from '../support/self-signed.js';
import { useServer } from '../support/use-server.js';

const embedded = useServer();
const main = ['--credential', 'main=s3tester:s3tester-secret'];

interface Examined {
  readonly findings: readonly {
    readonly check: string;
    readonly status: string;
    readonly summary: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
}

async function examine(...words: readonly string[]) {
  const { code, stdout, stderr } = await runInProcess(['doctor', '--format', 'json', ...words]);
  const { findings } = JSON.parse(stdout) as Examined;
  return {
    code,
    stderr,
    statuses: Object.fromEntries(findings.map(({ check, status }) => [check, status])),
    of: (check: string) => findings.find((one) => one.check === check) ?? expect.fail(`no ${check}`),
    text: stdout,
  };
}

describe('s3tester doctor', () => {
  test('tells of a sound server what a run would want to know, and leaves no bucket', async () => {
    const { code, statuses, of } = await examine('--endpoint-url', embedded.url, ...main);
    expect({ code, statuses }).toEqual({
      code: 0,
      statuses: {
        ...{ connection: 'ok', server: 'ok', clock: 'ok', latency: 'ok', credential: 'ok' },
        ...{
          region: 'ok',
          addressing: 'ok',
          checksums: 'ok',
          features: expect.stringMatching(/^(ok|warn)$/),
        },
      },
    });
    expect(of('checksums').facts.verified).toContain('CRC64NVME');
    expect(of('features').facts).toMatchObject({ multipart: 'pass', versioning: 'pass' });
    expect(of('region').summary).toContain('refuses another region');
    const again = await examine('--endpoint-url', embedded.url, '--read-only', ...main);
    expect(again.of('credential').facts.buckets).toBe(0);
    expect(again.statuses.features).toBe('unknown');
  });

  test('stops at a wrong secret with exit code 3, and shows none', async () => {
    const { code, statuses, text, of } = await examine(
      ...['--endpoint-url', embedded.url, '--credential', 'main=s3tester:wrong-secret-word'],
    );
    expect({ code, credential: statuses.credential, features: statuses.features }).toEqual({
      code: 3,
      credential: 'fail',
      features: undefined,
    });
    expect(of('credential').facts.error_code).toBe('SignatureDoesNotMatch');
    expect(text).not.toContain('wrong-secret-word');
  });

  test('says how far the clocks are apart', async () => {
    const server = await startHttpServer(() => ({
      status: 403,
      headers: { date: new Date(Date.now() + 3 * 3600_000 + 90_000).toUTCString() },
      body: '<Error><Code>RequestTimeTooSkewed</Code></Error>',
    }));
    const { code, of } = await examine('--endpoint-url', server.url, ...main);
    expect(code).toBe(3);
    expect(of('clock')).toMatchObject({ status: 'fail', summary: expect.stringContaining('3 h') });
  });

  test('says that a page is no S3, and that nobody is there', async () => {
    const server = await startHttpServer(() => ({ headers: { 'content-type': 'text/html' }, body: '<p>hi' }));
    const page = await examine('--endpoint-url', server.url, ...main);
    expect([page.code, page.of('server').summary]).toEqual([
      3,
      expect.stringContaining('does not look like S3'),
    ]);
    await server.close();
    const silence = await examine('--endpoint-url', server.url, ...main);
    expect([silence.code, silence.of('server').status]).toEqual([3, 'fail']);
  });

  test('tells the certificates, and whether they are trusted', async () => {
    const tls = makeSelfSigned();
    const folder = await makeFolder({});
    const authority = path.join(folder, 'ca.pem');
    await writeFile(authority, tls.cert);
    const server = await startHttpServer(
      () => ({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }),
      tls,
    );
    const words = ['--endpoint-url', server.url, '--read-only', ...main];
    const stranger = await examine(...words);
    expect([stranger.code, stranger.of('tls')]).toEqual([
      3,
      expect.objectContaining({ status: 'fail', summary: expect.stringContaining('--ca-file PATH') }),
    ]);
    const known = await examine(...words, '--ca-file', authority);
    expect([known.code, known.of('tls')]).toEqual([
      0,
      expect.objectContaining({ status: 'ok', summary: expect.stringContaining('s3tester test') }),
    ]);
  });

  test('shows a line for each finding, and refuses to plan', async () => {
    const { code, stdout } = await runInProcess([
      ...['doctor', '--endpoint-url', embedded.url, '--read-only', ...main],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ connection {2}127\.0\.0\.1 is an address\n✓ server {6}http/);
    const refused = await runInProcess(['doctor', '--dry-run']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--read-only')]);
  });
});
