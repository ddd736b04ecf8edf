import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorResponse, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';
import { readParts } from '../support/tamper.js';

const secretKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY"EXAMPLE&KEY';
const sessionToken = 'FwoGZXIvYXdzEBYaD+session/token==with&odd"characters';
const flagSecret = 'secret-of-the-command-line/+=';
const variableSecret = 'secret-of-a-variable/+=';
const profileSecret = 'secret-of-a-profile/+=';
const inlineSecret = 'secret-of-a-step/+=&"<';
const inlineToken = 'token-of-a-step/+=&"<';
const customerKey = '0123456789abcdef0123456789ABCDEF';

const yaml = `
config:
  credentials:
    - { name: main, access_key: AKIAMAIN, secret_key: ${JSON.stringify(secretKey)}, session_token: ${JSON.stringify(sessionToken)} }
    - { name: profile, profile: staging }
test_cases:
  groups:
    - name: Secrets
      test:
        - operation: PutObject
          parameters:
            bucket: b
            key: ${JSON.stringify(inlineSecret)}
            body: ${JSON.stringify(`{ ${inlineSecret} }`)}
            metadata: { note: ${JSON.stringify(inlineSecret)}, remark: ${JSON.stringify(inlineToken)} }
        - request:
            path: /b/k
            headers: { x-note: ${JSON.stringify(inlineSecret)} }
            credential: { access_key: AKIAINLINE, secret_key: ${JSON.stringify(inlineSecret)}, session_token: ${JSON.stringify(inlineToken)} }
        - operation: PutObject
          parameters: &encrypted
            bucket: b
            key: k
            body: text
            sse_customer_algorithm: AES256
            sse_customer_key: ${customerKey}
        - { operation: PutObject, credential: other, parameters: *encrypted, client: { driver: sdk } }
        - { operation: ListBuckets, credential: flag }
        - { operation: ListBuckets, credential: profile }
        - { operation: ListBuckets, credential: variable }
        - operation: CopyObject
          parameters:
            bucket: b
            key: copy
            source_bucket: b
            source_key: k
            copy_source_sse_customer_algorithm: AES256
            copy_source_sse_customer_key: ${customerKey}
        - presign: { operation: GetObject, parameters: { bucket: b, key: k } }
          save: { link: url }
        - request: { method: GET, url: "\${link}" }
        - operation: GetObject
          parameters: { bucket: b, key: "\${link}" }
        - operation: GetObject
          parameters: { bucket: b, key: cut }
`;

const listBuckets = 'test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets } ] } ] }\n';

/** What a server that is not careful says back: everything that it was sent. */
function echo(target: string, headers: Readonly<Record<string, unknown>>) {
  if (target.includes('cut')) {
    return 'reset';
  }
  const said = JSON.stringify({ target, ...headers })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
  return {
    ...errorResponse(403, 'SignatureDoesNotMatch', said),
    headers: { 'x-echo': String(headers.authorization) },
  };
}

/** A secret as it may turn up: plain, in base64, percent-encoded, escaped. */
function formsOf(secret: string): string[] {
  return [
    secret,
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  ];
}

test('no secret stands in any stream or file of a verbose run in which everything fails', async () => {
  const server = await startHttpServer(({ target, headers }) => echo(target, headers));
  const cwd = await makeFolder({
    's3tester.yaml': yaml,
    'aws-credentials': `[staging]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = ${profileSecret}\n`,
  });
  const env = {
    AWS_SHARED_CREDENTIALS_FILE: path.join(cwd, 'aws-credentials'),
    S3TESTER_CREDENTIAL_VARIABLE: `AKIAVARIABLE:${variableSecret}`,
    S3TESTER_CREDENTIAL_OTHER: `AKIAOTHER:${variableSecret}:${sessionToken}`,
  };
  const common = [
    ...['--endpoint-url', server.url, '--credential', `flag=AKIAFLAG:${flagSecret}`],
    ...['--verbose', '--trace', '--log-level', 'trace', '--no-preflight'],
  ];
  const reports = ['json', 'yaml', 'junit', 'html', 'markdown', 'table', 'har'].flatMap((format) => [
    '--report',
    `${format}=report.${format}`,
  ]);
  const runs = await Promise.all([
    runCommand(['run', ...common, '--format', 'table', '--log-format', 'pretty'], { cwd, env }),
    runCommand(['run', ...common, '--format', 'json', '--log-format', 'json'], { cwd, env }),
    runCommand(['run', ...common, '--format', 'yaml', '--log-file', 'log.txt'], { cwd, env }),
    runCommand(['run', ...common, ...reports, '-o', 'out.txt', '--bundle', 'evidence.s3t'], { cwd, env }),
    runCommand(['run', ...common, '--dry-run', '--format', 'json'], { cwd, env }),
    runCommand(['list', 'credentials', '--format', 'json', '--verbose'], { cwd, env }),
    runCommand(['validate', '--strict', '--verbose'], { cwd, env }),
  ]);
  expect(runs.map(({ code }) => code).slice(0, 4)).toEqual([1, 1, 1, 1]);

  const sent = server.requests.map(({ headers }) => String(headers.authorization));
  const signatures = sent.flatMap((header) => /Signature=([\da-f]{64})/.exec(header)?.[1] ?? []);
  const inLinks = server.requests.flatMap(
    ({ target }) => /X-Amz-Signature=([\da-f]{64})/.exec(target)?.[1] ?? [],
  );
  expect(signatures.length).toBeGreaterThan(0);
  expect(inLinks.length).toBeGreaterThan(0);
  expect(server.requests.some(({ headers }) => headers['x-amz-security-token'] === sessionToken)).toBe(true);

  const secrets = [
    ...[secretKey, sessionToken, flagSecret, variableSecret, profileSecret, customerKey].flatMap(formsOf),
    ...[inlineSecret, inlineToken].flatMap(formsOf),
    ...signatures,
    ...inLinks,
  ];
  const files = (await readdir(cwd)).filter((name) => !['s3tester.yaml', 'aws-credentials'].includes(name));
  expect(files.length).toBe(10);
  const outputs = [
    ...runs.flatMap(({ stdout, stderr }, index) => [
      { name: `stdout of run ${index}`, text: stdout },
      { name: `stderr of run ${index}`, text: stderr },
    ]),
    ...(await Promise.all(
      files.map(async (name) => ({ name, text: await readFile(path.join(cwd, name), 'utf8') })),
    )),
    ...[...(await readParts(path.join(cwd, 'evidence.s3t')))].map(([name, bytes]) => ({
      name: `evidence.s3t: ${name}`,
      text: bytes.toString('utf8'),
    })),
  ];
  const leaks = outputs.flatMap(({ name, text }) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret}`),
  );
  expect(leaks).toEqual([]);
  expect(outputs.filter(({ text }) => text.includes('SignatureDoesNotMatch')).length).toBeGreaterThanOrEqual(
    10,
  );
});

describe('a mistake on the command line or in the environment repeats no secret', () => {
  const planted = 'Zq9wJalr/7xW';
  const endpoints = [
    `user:${planted}@127.0.0.1:1`,
    `http://user:${planted}@h`,
    `http://user:${planted}/pw@h`,
    `http://user:${planted}@h:99999`,
    `//user:${planted}@h`,
    `http://h/?X-Amz-Signature=${planted}`,
    `http://h/#${planted}`,
  ];
  const profile = { AWS_CONFIG_FILE: 'aws-config', AWS_SHARED_CREDENTIALS_FILE: 'none' };

  type Environment = Readonly<Record<string, string>>;
  type Mistake = readonly [name: string, words: readonly string[], env?: Environment];
  const mistakes: readonly Mistake[] = [
    ['a credential without its name', ['run', '--credential', `AKIA0:${planted}==`]],
    ['a user without a name', ['serve', '--credential', `AKIA0:${planted}==`]],
    ['a secret alone', ['run', '--credential', 'Zq9wJalr7xW==']],
    ['broken JSON', ['run', '--credential', `main={"access_key":"a:b","secret_key":"${planted}`]],
    ['JSON with another key', ['run', '--credential', `main={"access_key":"a","secret":"${planted}"}`]],
    ['a blank instead of =', ['run', '--credential', 'main', `AKIA:${planted}`]],
    ['an option that is forgotten', ['run', `main=AKIA:${planted}`]],
    ['keys among the files', ['validate', 's3tester.yaml', `AKIA:${planted}`]],
    ['keys as a command', [`main=AKIA:${planted}`, 'run']],
    ['keys for another option', ['run', '--timeout', `AKIA:${planted}`]],
    ['a misspelt option', ['run', `--credentail=main=AKIA:${planted}`]],
    ['keys as an identity', ['run', '--identity', `AKIA:${planted}==`]],
    ['keys in another variable', ['run'], { S3TESTER_TIMEOUT: `AKIA:${planted}` }],
    ['a variable without a key', ['run'], { S3TESTER_CREDENTIAL_MAIN: planted }],
    ['a profile whose process fails', ['run', '--credential', 'main=@failing'], profile],
    ...endpoints.flatMap((url): readonly Mistake[] => [
      [`the endpoint ${url}`, ['run', '--endpoint-url', url]],
      [`the endpoint ${url} of the suite`, ['conformance', '--endpoint-url', url]],
      [`the endpoint ${url} of a variable`, ['run'], { AWS_ENDPOINT_URL: url }],
      [`the endpoint ${url} of a file`, ['run', '-c', 'endpoint.yaml'], { ENDPOINT: url }],
    ]),
  ];

  test.each(mistakes.map(([name, words, env = {}]) => ({ name, words, env })))(
    '$name',
    async ({ words, env }) => {
      const cwd = await makeFolder({
        's3tester.yaml': listBuckets,
        'endpoint.yaml': `config: { endpoint_url: "${env.ENDPOINT ?? 'embedded'}" }\n${listBuckets}`,
        'aws-config': `[profile failing]\ncredential_process = sh -c "echo ${planted} >&2; exit 3" --password ${planted}\n`,
      });
      const { code, stdout, stderr } = await runInProcess([...words, '--format', 'json'], { cwd, env });
      expect(code).toBe(2);
      expect(`${stdout}${stderr}`).not.toContain('Zq9');
      expect(stderr).not.toBe('');
    },
  );
});

test('an access key with a colon, and a secret with one, are given as JSON', async () => {
  const server = await startHttpServer();
  const cwd = await makeFolder({ 's3tester.yaml': listBuckets });
  const keys = JSON.stringify({ access_key: 'test:tester', secret_key: 'a:b"c', session_token: 'to:ken' });
  const runs = await Promise.all([
    runCommand(['run', '--quiet', '--endpoint-url', server.url, '--credential', `main=${keys}`], { cwd }),
    runCommand(['run', '--quiet', '--endpoint-url', server.url], {
      cwd,
      env: { S3TESTER_CREDENTIAL_MAIN: keys },
    }),
  ]);
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  const signed = server.requests.filter(({ headers }) => headers.authorization !== undefined);
  expect(new Set(signed.map(({ headers }) => headers['x-amz-security-token']))).toEqual(new Set(['to:ken']));
  for (const { headers } of signed) {
    expect(headers.authorization).toContain('Credential=test:tester/');
  }
});
