import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runFiles } from '../../../src/app/run-files.js';
import { recordDiagnostic, renderDiagnostic } from '../../../src/config/index.js';
import { type FormatName, formatSummaries } from '../../../src/reporting/format-names.js';
import { report } from '../../../src/reporting/index.js';
import { brokenConfiguration, leakOf } from '../../support/broken-credentials.js';
import { errorResponse, startHttpServer } from '../../support/http-server.js';
import { makeFolder } from '../../support/make-folder.js';

/** How a server may repeat what it was sent. */
const echoes: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  percent: encodeURIComponent,
  'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'percent everywhere': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'upper-case hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'hex byte by byte': (text) =>
    Buffer.from(text)
      .toString('hex')
      .replace(/..(?!$)/g, '$& '),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'JSON of PHP': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'JSON twice': (text) => JSON.stringify(JSON.stringify(text)),
  entities: (text) => text.replace(/[^\w ]/g, (char) => `&#x${(char.codePointAt(0) ?? 0).toString(16)};`),
};

/** Every way in which a configuration may have a secret; each step sends it where anybody may read it, too. */
const ways: Readonly<Record<string, (secret: string) => string>> = {
  configured: (secret) => `
config: { credentials: [ { name: main, access_key: AK, secret_key: ${JSON.stringify(secret)} } ] }
${groupOf(secret, '')}`,
  'in a step': (secret) =>
    groupOf(
      secret,
      `- request: { path: /b/k, credential: { access_key: AK, secret_key: ${JSON.stringify(secret)} } }`,
    ),
  'in a form': (secret) =>
    groupOf(
      secret,
      `- post_form: { bucket: b, fields: { key: k }, file: x, credential: { access_key: AK, secret_key: x, session_token: ${JSON.stringify(secret)} } }`,
    ),
  'of a variable': (secret) =>
    groupOf(
      secret,
      `- variables: { mine: ${JSON.stringify(secret)} }
          steps: [ { request: { path: /b/k, credential: { access_key: AK, secret_key: "\${mine}" } } } ]`,
    ),
  'of a loop': (secret) =>
    groupOf(
      secret,
      `- for_each: [ ${JSON.stringify(secret)} ]
          request: { path: /b/k, credential: { access_key: AK, secret_key: "\${item}" } }`,
    ),
  'of the environment': (secret) =>
    groupOf(
      secret,
      '- request: { path: /b/k, credential: { access_key: AK, secret_key: "${PLANTED_SECRET}" } }',
    ),
  'made during the run': (secret) =>
    groupOf(
      secret,
      `- set: { half: "'${secret.slice(0, 3)}'" }
        - request: { path: /b/k, credential: { access_key: AK, secret_key: ${JSON.stringify(`\${half}${secret.slice(3)}`)} } }`,
    ),
  'of a default': (secret) =>
    groupOf(
      secret,
      `- request: { path: /b/k, credential: { access_key: AK, secret_key: ${JSON.stringify(`\${NOT_SET:-${secret}}`)} } }`,
    ),
};

function groupOf(secret: string, step: string): string {
  const note = JSON.stringify(secret);
  return `
test_cases:
  groups:
    - name: G
      test:
        - { operation: PutObject, parameters: { bucket: b, key: ${note}, body: ${note}, metadata: { note: ${note} } } }
        ${step}
        - { operation: HeadObject, parameters: { bucket: b, key: k } }
`;
}

const server = await startHttpServer(({ target, headers, body }) => {
  const echo = Object.values(echoes)[server.requests.length % Object.keys(echoes).length] ?? String;
  const said = echo(`${target} ${JSON.stringify(headers)} ${headers.authorization} ${body.toString('utf8')}`);
  const escaped = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return { ...errorResponse(403, 'AccessDenied', escaped), headers: { 'x-echo': said.slice(0, 4000) } };
});

/** Everything that a run of this text leaves: diagnostics, results, reports, events, journals. */
async function leftBy(text: string, secret: string): Promise<string> {
  const folder = await makeFolder({ 'a.yaml': text });
  const state = path.join(folder, 'state');
  const events: unknown[] = [];
  const { diagnostics, results } = await runFiles([path.join(folder, 'a.yaml')], {
    endpointUrl: server.url,
    timeout: 20,
    trace: true,
    environment: {
      PLANTED_SECRET: secret,
      S3TESTER_STATE_DIR: state,
      ...(text.includes('config:') ? {} : { S3TESTER_CREDENTIAL_MAIN: `AK:${secret}` }),
    },
    onEvent: (event) => events.push(event),
  });
  const journals = await readdir(state, { recursive: true, withFileTypes: true }).catch(() => []);
  const kept = journals.filter((entry) => entry.isFile());
  return [
    ...diagnostics.map(
      (one) => `${renderDiagnostic(one)}\n${JSON.stringify([one.message, recordDiagnostic(one)])}`,
    ),
    ...(results
      ? Object.keys(formatSummaries).map((name) => report(name as FormatName, results, { verbose: true }))
      : []),
    JSON.stringify(events),
    ...(await Promise.all(kept.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'utf8')))),
  ].join('\n');
}

const secrets = fc
  .string({ minLength: 20, maxLength: 40, unit: fc.constantFrom(...'abcdefXYZ0123456789/+="&<\'! é') })
  .map((text) => `Zq9${text.trim()}7xW`);

test.each(Object.entries(ways))(
  'no output shows a secret that is %s, however a server repeats it',
  async (_, way) => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const left = await leftBy(way(secret), secret);
        const shown = Object.entries({ ...echoes, JSON: (text: string) => JSON.stringify(text).slice(1, -1) })
          .filter(([, echo]) => left.includes(echo(secret).replace(/^"|"$/g, '')))
          .map(([name]) => name);
        expect(shown).toEqual([]);
        expect(left).toContain('AccessDenied');
      }),
      { numRuns: 12 },
    );
  },
);

test('signatures are masked, however a server repeats them', async () => {
  const before = server.requests.length;
  const left = await leftBy(groupOf('Zq9abcdef7xW0123456789', ''), 'Zq9abcdef7xW0123456789');
  const sent = server.requests
    .slice(before)
    .flatMap(({ headers }) => /Signature=([\da-f]{64})/.exec(String(headers.authorization))?.[1] ?? []);
  expect(sent.length).toBeGreaterThan(1);
  const shown = sent.flatMap((signature) =>
    Object.values(echoes).filter((echo) => left.includes(echo(signature))),
  );
  expect(shown).toEqual([]);
});

test('no output of a run shows a secret beside which there is a mistake', async () => {
  await fc.assert(
    fc.asyncProperty(brokenConfiguration, async ({ text, secret }) => {
      expect(leakOf(secret, await leftBy(text, 'Zq9-another-secret-7xW'))).toBeNull();
    }),
    { numRuns: 60, seed: 20261201 },
  );
});
