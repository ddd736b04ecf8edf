import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import path from 'node:path';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { type RunningCommand, runCommand, startCommand } from '../support/run-command.js';
import { makeSelfSigned } from '../support/self-signed.js';

async function endpointOf(command: RunningCommand): Promise<string> {
  await command.says('http://127.0.0.1:');
  await command.says('Ctrl-C ends it');
  return command.firstLine();
}

function clientOf(endpoint: string, accessKeyId: string, secretAccessKey: string): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials });
}

/** Why cases of a run of the suite were skipped. */
function skipped(stdout: string): readonly (string | null)[] {
  const { cases } = JSON.parse(stdout) as Results;
  return cases.filter(({ verdict }) => verdict === 'skipped').map(({ reason }) => reason);
}

describe.skipIf(process.platform === 'win32')('s3tester serve', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'names its endpoint first, accepts connections from then on, and ends cleanly on %s',
    async (signal) => {
      const command = startCommand(['serve']);
      const endpoint = await endpointOf(command);
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      for (const name of ['s3tester', 's3tester-alt']) {
        const client = clientOf(endpoint, name, `${name}-secret`);
        await expect(client.send(new ListBucketsCommand())).resolves.toMatchObject({ Buckets: [] });
        client.destroy();
      }
      command.kill(signal);
      expect(await command.finished).toMatchObject({ code: 0, stdout: `${endpoint}\n` });
    },
  );

  test('keeps what --data names, knows the users of --credential, and shows no secret', async () => {
    const words = ['serve', '--data', await makeFolder(), '--credential', 'owner=owner-key:owner-secret'];
    for (const [turn, found] of [
      ['first', []],
      ['second', [{ Name: 'kept' }]],
    ] as const) {
      const command = startCommand(words);
      const endpoint = await endpointOf(command);
      const stranger = clientOf(endpoint, 's3tester', 's3tester-secret');
      await expect(stranger.send(new ListBucketsCommand())).rejects.toMatchObject({
        name: 'InvalidAccessKeyId',
      });
      const owner = clientOf(endpoint, 'owner-key', 'owner-secret');
      expect((await owner.send(new ListBucketsCommand())).Buckets).toMatchObject(found);
      if (turn === 'first') {
        await owner.send(new CreateBucketCommand({ Bucket: 'kept' }));
      }
      for (const client of [owner, stranger]) {
        client.destroy();
      }
      command.kill('SIGTERM');
      const { code, stdout, stderr } = await command.finished;
      expect(code).toBe(0);
      expect(`${stdout}${stderr}`).not.toContain('owner-secret');
    }
  });

  test('tells the ids of its users as the suite takes them, so that no case is left out for want of one', async () => {
    const command = startCommand([
      'serve',
      '--credential',
      'main=m:main-secret',
      '--credential',
      'alt=a:alt-secret',
    ]);
    const endpoint = await endpointOf(command);
    const words = [
      'conformance',
      '--endpoint-url',
      endpoint,
      '--case',
      '{acl,policy}/**',
      '--format',
      'json',
    ];
    const keys = ['--credential', 'main=m:main-secret', '--credential', 'alt=a:alt-secret'];
    const without = await runCommand([...words, ...keys]);
    expect(skipped(without.stdout)).toContain('needs credentials.alt.arn');
    expect(skipped(without.stdout)).toContain('needs credentials.alt.canonical_id');
    command.kill('SIGTERM');
    const { stderr } = await command.finished;
    const ids = stderr.match(/--identity \S+/g)?.flatMap((option) => option.split(' ')) ?? [];
    expect(ids).toHaveLength(4);
    const again = startCommand(['serve', '--port', new URL(endpoint).port, ...keys]);
    await endpointOf(again);
    const whole = await runCommand([...words, ...keys, ...ids]);
    expect(whole.code, whole.stderr).toBe(0);
    expect(skipped(whole.stdout).filter((reason) => reason?.includes('credential'))).toEqual([]);
    again.kill('SIGTERM');
    await again.finished;
  });

  test('tells a port that is taken', async () => {
    const command = startCommand(['serve']);
    const { port } = new URL(await endpointOf(command));
    const second = await startCommand(['serve', '--port', port]).finished;
    expect(second).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(port) });
    command.kill('SIGTERM');
    await command.finished;
  });

  test('listens elsewhere, accepts Signature Version 2, and logs each request, where it is told to', async () => {
    const file = path.join(await makeFolder(), 'log', 'requests.jsonl');
    const command = startCommand([
      ...['serve', '--host', 'localhost', '--signature-v2', '--region', 'eu-west-1'],
      ...['--log-level', 'info', '--log-format', 'json', '--log-file', file],
    ]);
    await command.says('Ctrl-C ends it');
    expect(command.firstLine()).toMatch(/^http:\/\/localhost:\d+$/);
    const url = `${command.firstLine()}/b/missing?AWSAccessKeyId=s3tester&Signature=forged&Expires=9999999999`;
    expect(await (await fetch(url)).text()).toContain('SignatureDoesNotMatch');
    expect((await fetch(command.firstLine(), { method: 'HEAD' })).status).toBe(200);
    command.kill('SIGTERM');
    const { stderr } = await command.finished;
    expect(stderr).not.toContain('missing');
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records).toMatchObject([
      {
        level: 'info',
        msg: 'request',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        requestId: expect.stringMatching(/^[0-9A-F]{16}$/),
        method: 'GET',
        path: '/b/missing',
        operation: 'GetObject',
        bucket: 'b',
        key: 'missing',
        user: null,
        status: 403,
        errorCode: 'SignatureDoesNotMatch',
        bytesSent: expect.any(Number),
        duration: expect.any(Number),
      },
      { method: 'HEAD', path: '/', status: 200, errorCode: null },
    ]);
    expect(lines.join()).not.toContain('forged');
  });

  test('tells programs in a file that it is ready, has what it is seeded with, and is reset by request', async () => {
    const folder = await makeFolder({ 'seed/photos/a/b.txt': 'seeded' });
    const readyFile = path.join(folder, 'ready', 'server.json');
    const credential = ['--credential', 'app=app-key:app-secret'];
    const seed = ['--bucket', 'first', '--bucket', 'second', '--seed-from', path.join(folder, 'seed')];
    const command = startCommand(['serve', '--ready-file', readyFile, '--admin', ...credential, ...seed]);
    const endpoint = await endpointOf(command);
    const ready = JSON.parse(await readFile(readyFile, 'utf8')) as Record<string, unknown>;
    expect(ready).toEqual({
      endpoint,
      port: Number(new URL(endpoint).port),
      pid: expect.any(Number),
      users: [
        {
          name: 'app',
          access_key: 'app-key',
          account_id: expect.stringMatching(/^\d{12}$/),
          canonical_id: expect.stringMatching(/^[0-9a-f]{64}$/),
          arn: expect.stringMatching(/^arn:aws:iam::\d{12}:user\/app$/),
        },
      ],
    });
    const client = clientOf(endpoint, 'app-key', 'app-secret');
    const names = async () => (await client.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name);
    const seeded = ['first', 'photos', 'second'];
    expect(await names()).toEqual(seeded);
    await client.send(new CreateBucketCommand({ Bucket: 'third' }));
    expect((await fetch(`${endpoint}/-/reset`, { method: 'POST' })).status).toBe(204);
    expect(await names()).toEqual(seeded);
    client.destroy();
    process.kill(Number(ready.pid), 'SIGTERM');
    const { code, stderr } = await command.finished;
    expect(code).toBe(0);
    expect(stderr).toContain('/-/reset');
    expect(existsSync(readyFile)).toBe(false);
  });

  test('serves HTTPS, and writes and says what clients must trust', async () => {
    const ca = path.join(await makeFolder(), 'ca.pem');
    for (const words of [[], ['--tls-ca', ca]]) {
      const command = startCommand(['serve', '--tls-self-signed', ...words]);
      await command.says('https://127.0.0.1:');
      await command.says('Ctrl-C ends it');
      const endpoint = command.firstLine();
      command.kill('SIGTERM');
      const { stderr } = await command.finished;
      expect(endpoint).toMatch(/^https:/);
      expect(stderr).not.toContain('PRIVATE KEY');
      expect(stderr).toContain(words.length === 0 ? '-----BEGIN CERTIFICATE-----' : ca);
    }
    expect(await readFile(ca, 'utf8')).toMatch(
      /^-----BEGIN CERTIFICATE-----\n[^-]*-----END CERTIFICATE-----\n$/,
    );
  });

  test('serves HTTPS with a certificate that is given', async () => {
    const { cert, key } = makeSelfSigned();
    const folder = await makeFolder({ 'cert.pem': cert, 'key.pem': key });
    const files = ['--tls-cert', path.join(folder, 'cert.pem'), '--tls-key', path.join(folder, 'key.pem')];
    const command = startCommand(['serve', '--domain', 's3.example.test', ...files]);
    await command.says('Ctrl-C ends it');
    const status = await new Promise((resolve, reject) => {
      request(`${command.firstLine()}/-/health`, { ca: cert, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    command.kill('SIGTERM');
    expect(await command.finished).toMatchObject({ code: 0 });
  });

  test('does not leave the file of an earlier server to be read, where it cannot start', async () => {
    const readyFile = path.join(await makeFolder(), 'ready.json');
    await writeFile(readyFile, '{"endpoint":"http://127.0.0.1:1"}');
    const ended = await runCommand(['serve', '--ready-file', readyFile, '--bucket', 'No']);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('"No" cannot be the name') });
    expect(existsSync(readyFile)).toBe(false);
  });

  test('accepts Signature Version 2 nowhere, where it is told so', async () => {
    const command = startCommand(['serve', '--no-signature-v2']);
    const endpoint = await endpointOf(command);
    const url = `${endpoint}/b/k?AWSAccessKeyId=s3tester&Signature=forged&Expires=9999999999`;
    expect(await (await fetch(url)).text()).toContain('Please use AWS4-HMAC-SHA256');
    command.kill('SIGTERM');
    await command.finished;
  });

  test('refuses a data folder that another server uses, and takes that of a server that was killed', async () => {
    const folder = await makeFolder();
    const first = startCommand(['serve', '--data', folder]);
    await endpointOf(first);
    const second = await runCommand(['serve', '--data', folder]);
    expect(second).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('is used by process'),
    });
    first.kill('SIGKILL');
    await first.finished;
    const third = startCommand(['serve', '--data', folder]);
    await endpointOf(third);
    third.kill('SIGTERM');
    expect(await third.finished).toMatchObject({ code: 0 });
  });

  test.each([
    ['an unknown fault', ['--fault', 'etag-unqoted'], 'did you mean "etag-unquoted"?'],
    ['a fault like no other', ['--fault', 'zzz'], '--list-faults lists them'],
    ['a fault that takes no chance', ['--fault', 'acl-ignored:1/10'], 'acl-ignored takes no chance'],
    ['a chance that is none', ['--fault', 'cas-lost:2/1'], 'and not 2/1'],
    ['a fault with too much', ['--fault', 'stale-read:1/10:soon'], 'write stale-read[:1/N][:TIME]'],
    ['an unknown fault with a chance', ['--fault', 'cas-lots:1/10'], 'did you mean "cas-lost"?'],
    ['a fault twice', ['--fault', 'cas-lost', '--fault', 'cas-lost:1/2'], 'is asked for twice'],
    ['a seed that is none', ['--fault-seed', '-1'], 'whole number from 0'],
    ['a port that is none', ['--port', '65536'], '0 to 65535'],
    ['an address of another machine', ['--host', '192.0.2.1'], '192.0.2.1'],
    ['a day without length', ['--lifecycle-day', '0'], 'above 0'],
    ['users with one access key', ['--credential', 'a=k:s', '--credential', 'b=k:t'], 'one access key'],
    ['a user without a secret', ['--credential', 'a=k'], 'KEY:SECRET'],
    ['an unknown option', ['--prot', '1'], '--port'],
    ['a certificate without a key', ['--tls-cert', 'cert.pem'], '--tls-cert and --tls-key go together'],
    ['a certificate that is not there', ['--tls-cert', 'no', '--tls-key', 'no'], 'cannot read no'],
    ['two certificates', ['--tls-self-signed', '--tls-cert', 'a', '--tls-key', 'b'], 'bring another'],
    ['an authority without a certificate', ['--tls-ca', 'ca.pem'], '--tls-self-signed'],
    ['a domain that is none', ['--domain', 'http://s3.test'], 'is no domain'],
    ['a seed that is not there', ['--seed-from', 'no-such-folder'], 'no-such-folder'],
    ['a timeout that is none', ['--idle-timeout', '0'], 'above 0'],
  ])('tells %s, and ends with 2', async (_what, words, said) => {
    const ended = await runCommand(['serve', ...words]);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
  });

  test('tells a data folder that is none, and a journal that it did not write', async () => {
    const folder = await makeFolder({ file: 'text', 'kept/journal.jsonl': '{"change":"no such"}\n' });
    for (const [name, said] of [
      ['file', 'a part of its path is a file, not a folder'],
      ['kept', 'line 1 of the journal is damaged'],
    ] as const) {
      const ended = await runCommand(['serve', '--data', path.join(folder, name)]);
      expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
    }
    expect(await readFile(path.join(folder, 'kept', 'journal.jsonl'), 'utf8')).toContain('no such');
  });

  test.skipIf(!existsSync('/proc/self'))('tells a data folder where there can be none', async () => {
    const ended = await runCommand(['serve', '--data', '/proc/no-such-folder/data']);
    const said = 'the server cannot start: /proc/no-such-folder: there is no such file or folder';
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(said) });
  });
});
