import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Need, readRecording } from '../../src/record/index.js';
import { writtenForms } from '../../src/results/secret-forms.js';
import { startServer } from '../../src/server/index.js';
import { startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, startCommand } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';

const program = fileURLToPath(new URL('../support/record-program.js', import.meta.url));
const node = process.execPath;

async function needIn(file: string): Promise<Need> {
  return parse(await readFile(file, 'utf8')) as Need;
}

describe.skipIf(process.platform === 'win32')('s3tester record', () => {
  test('runs a program, and writes down what it asked', async () => {
    const folder = await makeFolder();
    const file = (name: string) => path.join(folder, name);
    const { code, stdout, stderr } = await runCommand([
      ...['record', '--upstream', 'embedded', '--application', 'program@1.2'],
      ...['--recording', file('r.ndjson'), '--need', file('need.yaml'), '--har', file('r.har')],
      ...['--', node, program, 'job'],
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'PreconditionFailed\n10\n' });
    expect(stderr).toMatch(/^recorded 12 requests: 4 PutObject, 2 ListObjectsV2, 2 UploadPart, /m);
    const { head, lines } = await readRecording(file('r.ndjson'));
    expect(head).toMatchObject({ application: 'program', version: '1.2', addressing: 'path' });
    expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    expect(await needIn(file('need.yaml'))).toMatchObject({
      application: 'program',
      requests: 12,
      operations: {
        PutObject: {
          count: 4,
          conditions: ['IfNoneMatch'],
          statuses: { 200: 3, 412: 1 },
          errors: ['PreconditionFailed'],
        },
        GetObject: { forms: { range: ['suffix'] } },
        CompleteMultipartUpload: {
          document: expect.arrayContaining(['CompleteMultipartUpload/Part/ChecksumCRC32']),
        },
      },
      multipart: { uploads: 1, completed: 1, part_size: 5_242_880, most_parts: 2 },
      paging: { ListObjectsV2: { page_sizes: [2], continued: 1, by: ['continuation-token'] } },
    });
    const { log } = JSON.parse(await readFile(file('r.har'), 'utf8'));
    expect(log.entries).toHaveLength(12);
    expect(log.entries[0]).toMatchObject({
      request: { method: 'PUT', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/recorded\/$/) },
      response: { status: 200 },
      comment: '#1 CreateBucket',
    });
  });

  test('leaves no secret anywhere', async () => {
    const folder = await makeFolder();
    const secrets = {
      client: 'client-secret/key+of=the-program0123456789',
      server: 'server-secret/key+of=the-server9876543210',
      token: 'FwoGZXIvYXdzEBYaD+session/token==of-the-server',
      customer: '0123456789abcdef0123456789ABCDEF',
      copy: 'fedcba9876543210FEDCBA9876543210',
    };
    const [clientKey, serverKey] = ['AKIACLIENT0123456789', 'AKIASERVER0123456789'];
    // A server that repeats in its errors all that it was sent, as some do.
    const talkative = await startHttpServer(({ target, headers }) => {
      const said = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
      return {
        status: 403,
        headers: { 'x-said': String(headers.authorization ?? target), 'content-type': 'application/xml' },
        body: `<Error><Code>AccessDenied</Code><StringToSign>${target.replaceAll('&', '&amp;')}\n${said.join('')}</StringToSign></Error>`,
      };
    });
    const { code, stdout, stderr } = await runCommand([
      ...['record', '--upstream', talkative.url],
      ...[
        '--credential',
        `main={"access_key":"${serverKey}","secret_key":"${secrets.server}","session_token":"${secrets.token}"}`,
      ],
      ...['--client-credential', `${clientKey}:${secrets.client}`],
      ...['--recording', path.join(folder, 'r.ndjson'), '--need', path.join(folder, 'need.yaml')],
      ...['--har', path.join(folder, 'r.har'), '--log-level', 'trace', '--verbose'],
      ...['--log-file', path.join(folder, 'log'), '--log-format', 'json'],
      ...['--', node, program, 'secrets', secrets.customer, secrets.copy],
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const signatures = talkative.requests.flatMap(
      ({ target, headers }) =>
        /Signature=([0-9a-f]{64})/.exec(`${target} ${headers.authorization}`)?.[1] ?? [],
    );
    expect(signatures).toHaveLength(4);
    expect(talkative.requests[0]?.headers).toMatchObject({ 'x-amz-security-token': secrets.token });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const md5 = (text: string) => createHash('md5').update(text).digest('base64');
    const { customer, copy } = secrets;
    const sought = [
      ...[...Object.values(secrets), base64(customer), base64(copy), md5(customer), md5(copy)],
      ...[clientKey, serverKey, ...signatures],
    ].flatMap(writtenForms);
    const names = await readdir(folder);
    expect(names.sort()).toEqual(['log', 'need.yaml', 'r.har', 'r.ndjson']);
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    for (const text of [...texts, stdout, stderr]) {
      expect(sought.filter((secret) => text.includes(secret))).toEqual([]);
    }
    const recorded = texts[names.indexOf('r.ndjson')] ?? '';
    expect(recorded).toContain('<StringToSign>');
    expect(recorded).toContain('Credential=KEY/');
  });

  test('waits for requests where it is told to listen, and ends on SIGTERM', async () => {
    const need = path.join(await makeFolder(), 'need.json');
    const command = startCommand([
      ...['record', '--upstream', 'embedded', '--listen', '127.0.0.1:0', '--need', need, '--format', 'json'],
    ]);
    await command.says('Ctrl-C ends it');
    const { stderr } = await (async () => {
      const client = new S3Client({
        endpoint: command.firstLine(),
        region: 'us-east-1',
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: { accessKeyId: 'somebody', secretAccessKey: 'else' },
      });
      await expect(client.send(new ListBucketsCommand())).rejects.toMatchObject({
        name: 'InvalidAccessKeyId',
      });
      client.destroy();
      command.kill('SIGTERM');
      return command.finished;
    })();
    expect(stderr).toMatch(
      /^sign with access key RECORD\w+ and secret key [0-9a-f]{40}, which were made up/m,
    );
    expect(JSON.parse(await readFile(need, 'utf8'))).toMatchObject({ requests: 1 });
  });

  test('takes any key where it is told to', async () => {
    const recording = path.join(await makeFolder(), 'r.ndjson');
    const script = `
      import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
      const client = new S3Client({ credentials: { accessKeyId: 'own', secretAccessKey: 'of the program' } });
      console.log((await client.send(new ListBucketsCommand())).$metadata.httpStatusCode);`;
    const words = ['record', '--upstream', 'embedded', '--any-key', '--recording', recording];
    const { stdout } = await runCommand([...words, '--', node, '--input-type=module', '-e', script]);
    expect(stdout).toBe('200\n');
  });

  test('says whose keys a server refused', async () => {
    const server = await startServer();
    try {
      const need = path.join(await makeFolder(), 'need.yaml');
      const words = ['record', '--upstream', server.url, '--need', need];
      const list = `import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
        await new S3Client({}).send(new ListBucketsCommand()).catch(() => undefined);`;
      const program = ['--', node, '--input-type=module', '-e', list];
      const wrong = await runCommand([...words, '--credential', 'main=s3tester:wrong', ...program]);
      expect(wrong.stderr).toContain(
        `${server.url} refused what was signed with the credential "main" (SignatureDoesNotMatch)`,
      );
      expect(wrong.stderr).not.toContain('wrong');
      const right = await runCommand([...words, '--credential', 'main=s3tester:s3tester-secret', ...program]);
      expect(right.stderr).not.toContain('refused');
    } finally {
      await server.close();
    }
  });

  test('passes on the exit code of the program, and the signals that it gets', async () => {
    const need = path.join(await makeFolder(), 'need.yaml');
    const words = ['record', '--upstream', 'embedded', '--need', need, '--', node, '-e'];
    const failed = await runCommand([...words, 'process.exit(7)']);
    expect(failed.code).toBe(7);
    expect(failed.stderr).toMatch(/^s3tester: nothing was sent to http:\/\/127\.0\.0\.1:\d+; /m);
    expect((await runCommand([...words, 'process.kill(process.pid, "SIGKILL")'])).code).toBe(128 + 9);
    const asked = startCommand([
      ...words,
      'process.on("SIGTERM", () => process.exit(5)); console.log("ready"); setInterval(() => {}, 1000)',
    ]);
    await asked.says('ready');
    asked.kill('SIGTERM');
    expect(await asked.finished).toMatchObject({ code: 5 });
  });

  test('fills in what stands for the proxy among the words, and hands out no key of the server', async () => {
    const need = path.join(await makeFolder(), 'need.yaml');
    const { stdout } = await runCommand(
      [
        ...['record', '--upstream', 'http://127.0.0.1:9', '--region', 'eu-west-3', '--need', need],
        ...['--client-credential', 'KEY:SECRET', '--', node, '-p'],
        'JSON.stringify([process.argv.slice(1), Object.entries(process.env).filter(([name]) => /^(AWS_(?!SDK|CONFIG|SHARED)|S3TESTER_C)/.test(name)).sort()])',
        ...['{endpoint}', '{host} {port}', '{access_key}/{secret_key}', '{region}', '{other}'],
      ],
      {
        env: {
          AWS_PROFILE: '',
          AWS_ACCESS_KEY_ID: 'server-key',
          AWS_SECRET_ACCESS_KEY: 'server-secret',
          AWS_SESSION_TOKEN: 'server-token',
        },
      },
    );
    const [words, variables] = JSON.parse(stdout) as [string[], [string, string][]];
    const endpoint = words[0] ?? '';
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { host, port } = new URL(endpoint);
    expect(words.slice(1)).toEqual([`${host} ${port}`, 'KEY/SECRET', 'eu-west-3', '{other}']);
    expect(Object.fromEntries(variables)).toEqual({
      AWS_ACCESS_KEY_ID: 'KEY',
      AWS_SECRET_ACCESS_KEY: 'SECRET',
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_DEFAULT_REGION: 'eu-west-3',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });
});

describe('s3tester record, told wrong,', () => {
  const upstream = ['--upstream', 'embedded'];
  test.each<[words: readonly string[], message: string]>([
    [[...upstream, '--need', 'n'], 'there is nothing to record'],
    [[...upstream, '--', 'true'], 'nothing says where the recording goes'],
    [[...upstream, '--need', 'n', '-o', 'm', '--', 'true'], '--need and --output are the same file'],
    [[...upstream, '--need', 'n', '--recording', 'n', '--', 'true'], 'two results cannot go to one file, n'],
    [[...upstream, '--need', 'n', '-f', 'table', '--', 'true'], 'is written as yaml or json'],
    [[...upstream, '--need', 'n', '--listen', 'here'], '--listen here: write HOST:PORT'],
    [
      [...upstream, '--need', 'n', '--listen', '0.0.0.0:0', '--any-key'],
      '--any-key signs for whoever reaches 0.0.0.0',
    ],
    [[...upstream, '--need', 'n', '--any-key', '--client-credential', 'a:b', '--', 'x'], 'give one of them'],
    [
      [...upstream, '--need', 'n', '--client-credential', 'ab', '--', 'x'],
      '--client-credential is written KEY:SECRET',
    ],
    [
      ['--upstream', 'http://127.0.0.1:9', '--need', 'n', '--', 'true'],
      'there are no keys that requests could be signed with',
    ],
    [['--upstream', 'nowhere', '--need', 'n', '--', 'true'], 'nowhere'],
    [
      [...upstream, '--need', 'n', '--', 'no-such-program'],
      'cannot start no-such-program: there is no such program',
    ],
  ])('%j says so', async (words, message) => {
    const cwd = await makeFolder();
    const { code, stdout, stderr } = await runInProcess(['record', ...words], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('speaks TLS with a certificate of its own, which the program is told to trust', async () => {
    const folder = await makeFolder();
    const file = (name: string) => path.join(folder, name);
    const script =
      "const { S3Client, CreateBucketCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');" +
      "const { readFile } = await import('node:fs/promises');" +
      'const s3 = new S3Client({ forcePathStyle: true }); const Bucket = "over-tls";' +
      'await s3.send(new CreateBucketCommand({ Bucket }));' +
      'await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "hello" }));' +
      'const named = [process.env.AWS_CA_BUNDLE, process.env.SSL_CERT_FILE, process.argv[1]];' +
      'console.log(process.env.AWS_ENDPOINT_URL.slice(0, 8), new Set(named).size, named[0]);' +
      'console.log((await readFile(named[0], "utf8")).split("BEGIN CERTIFICATE").length > 10);';
    const { code, stdout, stderr } = await runCommand([
      ...['record', '--upstream', 'embedded', '--tls-self-signed', '--tls-ca', file('ca.pem')],
      ...['--need', file('need.yaml'), '--har', file('r.har')],
      ...['--', node, '--input-type=module', '-e', script, '{ca_file}'],
    ]);
    expect({ code, stdout }, stderr).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^https:\/\/ 1 .*ca\.pem\ntrue\n$/),
    });
    expect((await needIn(file('need.yaml'))).operations.PutObject?.count).toBe(1);
    const { log } = JSON.parse(await readFile(file('r.har'), 'utf8'));
    expect(log.entries[1].request.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/over-tls\/k/);
    const ca = await readFile(file('ca.pem'), 'utf8');
    expect(ca.split('BEGIN CERTIFICATE')).toHaveLength(2);
    expect(ca).not.toContain('PRIVATE KEY');
    // What the program trusted is gone with it.
    await expect(readFile(stdout.split('\n')[0]?.slice('https:// 1 '.length) ?? '')).rejects.toThrow(
      'ENOENT',
    );
  });

  test.each([
    [['--tls-cert', 'cert.pem'], '--tls-cert and --tls-key go together'],
    [['--tls-ca', 'ca.pem'], '--tls-ca goes with --tls-self-signed'],
    [['--tls-self-signed', '--tls-key', 'k.pem'], '--tls-self-signed makes a certificate'],
  ])('refuses %j', async (words, message) => {
    const need = path.join(await makeFolder(), 'need.yaml');
    const ended = await runInProcess([
      'record',
      ...['--upstream', 'embedded', '--need', need, ...words],
      '--',
      node,
    ]);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('a recording that breaks off is read up to there, which is said', async () => {
    const folder = await makeFolder();
    const file = (name: string) => path.join(folder, name);
    const made = await runCommand([
      ...['record', '--upstream', 'embedded', '--recording', file('r.ndjson'), '--', node, program, 'job'],
    ]);
    expect(made.code).toBe(0);
    const text = await readFile(file('r.ndjson'), 'utf8');
    await writeFile(file('torn.ndjson'), text.slice(0, -100));
    const ended = await runInProcess(['record', '--from', file('torn.ndjson'), '--need', file('need.yaml')]);
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('torn.ndjson:13 is broken off') });
    expect((await needIn(file('need.yaml'))).requests).toBe(11);
  });

  test('of a program that sends nothing, the exit code stays that of the program', async () => {
    const folder = await makeFolder();
    const { code, stderr } = await runCommand([
      ...['record', '--upstream', 'embedded', '--need', path.join(folder, 'need.yaml')],
      ...['--scenario', path.join(folder, 'replay.yaml'), '--', node, '-e', 'process.exit(7)'],
    ]);
    expect([code, stderr]).toEqual([7, expect.stringContaining('nothing was sent to http://127.0.0.1:')]);
  });

  test('a dry run starts nothing', async () => {
    const cwd = await makeFolder();
    const words = ['record', '--upstream', 'http://127.0.0.1:9', '--credential', 'main=a:b', '--need', 'n'];
    const { code, stderr } = await runInProcess([...words, '--dry-run', '--', 'no-such-program'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'requests would go on to http://127.0.0.1:9\n' });
    expect(await readdir(cwd)).toEqual([]);
  });
});

test.skipIf(process.platform === 'win32')('s3tester serve --record writes down the same', async () => {
  const folder = await makeFolder();
  const file = path.join(folder, 'served.ndjson');
  const server = startCommand(['serve', '--record', file]);
  await server.says('Ctrl-C ends it');
  const proxied = path.join(folder, 'proxied.ndjson');
  const { code } = await runCommand([
    ...['record', '--upstream', server.firstLine(), '--credential', 'main=s3tester:s3tester-secret'],
    ...['--recording', proxied, '--', node, program, 'job'],
  ]);
  server.kill('SIGTERM');
  expect([code, (await server.finished).code]).toEqual([0, 0]);
  // Each connection has its own, and the proxy signs again.
  const changed = /^(?:host|authorization|connection|keep-alive|date)$/;
  const shown = async (name: string) =>
    (await readRecording(name)).lines.map((line) => ({
      ...line,
      ...{ n: 0, at: 0, took: 0 },
      headers: line.headers.filter(([header]) => !changed.test(header)).sort(),
      response: line.response && {
        ...line.response,
        headers: line.response.headers.filter(([header]) => !changed.test(header)),
      },
    }));
  // Three requests come at once, and so in any order.
  const byKey = (lines: Awaited<ReturnType<typeof shown>>) =>
    lines.toSorted((a, b) => `${a.operation} ${a.key}`.localeCompare(`${b.operation} ${b.key}`));
  expect(byKey(await shown(file))).toEqual(byKey(await shown(proxied)));
});
