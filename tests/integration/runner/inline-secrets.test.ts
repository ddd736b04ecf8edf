import { expect, test } from 'vitest';
import { startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

/** Runs steps after one that sends texts where anybody may read them; gives its metadata as the results show it. */
async function shownBeside(texts: readonly string[], further: string): Promise<readonly unknown[]> {
  const server = await startHttpServer();
  const metadata = Object.fromEntries(texts.map((text, index) => [`m${index}`, text]));
  const { results } = await runScenario(
    `
test_cases:
  groups:
    - name: Inline
      variables: { spelt: "spelt-\${TAIL}" }
      test:
        - { operation: PutObject, parameters: { bucket: b, key: k, body: x, metadata: ${JSON.stringify(metadata)} } }
${further}
`,
    server.url,
    { environment: { TAIL: 'out-of-two' } },
  );
  expect(results.map(({ status }) => status)).not.toContain('error');
  const shown = results[0]?.parameters.metadata as Readonly<Record<string, unknown>>;
  return Object.values(shown);
}

test('a secret that stands in a step is masked in steps before it, however it is written down', async () => {
  const secrets = [
    'of-a-request',
    'of-a-token',
    'spelt-out-of-two',
    'of-a-list',
    'of-a-form',
    'of-an-edit',
    '12345678',
    'of-a-during',
  ];
  const shown = await shownBeside(
    secrets,
    `
        - request: { path: /b/k, credential: { access_key: a, secret_key: of-a-request, session_token: of-a-token } }
        - request: { path: /b/k, credential: { access_key: a, secret_key: "\${spelt}" } }
        - for_each: [ { path: /b/k, credential: { access_key: a, secret_key: of-a-list } } ]
          request: "\${item}"
        - post_form: { bucket: b, fields: { key: k }, file: x, credential: { access_key: a, secret_key: of-a-form } }
        - { operation: HeadObject, parameters: { bucket: b, key: k }, http: { credential: { access_key: a, secret_key: of-an-edit } } }
        - variables: { whole: { access_key: a, secret_key: 12345678 } }
          steps:
            - request: { path: /b/k, credential: "\${whole}" }
        - operation: PutObject
          parameters: { bucket: b, key: k, body: xx }
          during:
            at: 50%
            steps: [ { request: { path: /b/k, credential: { access_key: a, secret_key: of-a-during } } } ]
`,
  );
  expect(shown).toEqual(secrets.map(() => '***'));
});

test('what is too short, or not known before the run, hides no ordinary words', async () => {
  const words = ['tiny', 'begins-like-it', '2026'];
  const shown = await shownBeside(
    words,
    `
        - request: { path: /b/k, credential: { access_key: a, secret_key: tiny } }
        - request: { path: /b/k, credential: { access_key: a, secret_key: "begins-like-it\${random:8}" } }
        - request: { path: /b/k, credential: { access_key: a, secret_key: "\${now|iso}" } }
`,
  );
  expect(shown).toEqual(words);
});
