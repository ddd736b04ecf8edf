import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { errorResponse, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';

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
    ...['--verbose', '--trace', '--log-level', 'trace'],
  ];
  const reports = ['json', 'yaml', 'junit', 'html', 'markdown', 'table'].flatMap((format) => [
    '--report',
    `${format}=report.${format}`,
  ]);
  const runs = await Promise.all([
    runCommand(['run', ...common, '--format', 'table', '--log-format', 'pretty'], { cwd, env }),
    runCommand(['run', ...common, '--format', 'json', '--log-format', 'json'], { cwd, env }),
    runCommand(['run', ...common, '--format', 'yaml', '--log-file', 'log.txt'], { cwd, env }),
    runCommand(['run', ...common, ...reports, '-o', 'out.txt'], { cwd, env }),
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
  expect(files.length).toBe(8);
  const outputs = [
    ...runs.flatMap(({ stdout, stderr }, index) => [
      { name: `stdout of run ${index}`, text: stdout },
      { name: `stderr of run ${index}`, text: stderr },
    ]),
    ...(await Promise.all(
      files.map(async (name) => ({ name, text: await readFile(path.join(cwd, name), 'utf8') })),
    )),
  ];
  const leaks = outputs.flatMap(({ name, text }) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret}`),
  );
  expect(leaks).toEqual([]);
  expect(outputs.filter(({ text }) => text.includes('SignatureDoesNotMatch')).length).toBeGreaterThanOrEqual(
    10,
  );
});
