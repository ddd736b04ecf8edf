import { expect, test } from 'vitest';
import { errorResponse, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';

const scenario = `config:
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
test_cases:
  groups:
    - name: G
      test:
        - { operation: GetObject, parameters: { bucket: b, key: k } }
`;

async function runFailing(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const server = await startHttpServer(() => errorResponse(404, 'NoSuchBucket'));
  const cwd = await makeFolder({ 'tests/a.yaml': scenario });
  const command = ['run', 'tests/a.yaml', '--endpoint-url', server.url, ...words];
  const { code, stderr } = await runCommand(command, { cwd, env: { GITHUB_WORKSPACE: cwd, ...env } });
  expect(code).toBe(1);
  return stderr.split('\n').filter((line) => line.startsWith('::'));
}

test('a job of GitHub Actions gets annotations by itself, at the line of the step', async () => {
  const lines = await runFailing([], { GITHUB_ACTIONS: 'true' });
  expect(lines).toEqual([
    expect.stringMatching(
      /^::error file=tests\/a\.yaml,line=7,title=G › test\[0\] › GetObject::GetObject: expected success, got NoSuchBucket/,
    ),
    expect.stringMatching(/^::notice title=s3tester::1 operation: 1 failed/),
  ]);
});

test.for<readonly [words: readonly string[], env: Readonly<Record<string, string>>, lines: number]>([
  [[], {}, 0],
  [['--annotations'], {}, 2],
  [['--no-annotations'], { GITHUB_ACTIONS: 'true' }, 0],
  [['--quiet'], { GITHUB_ACTIONS: 'true' }, 2],
  [['--log-format', 'json'], { GITHUB_ACTIONS: 'true' }, 0],
])('%j with %j', async ([words, env, count]) => {
  expect(await runFailing(words, env)).toHaveLength(count);
});
