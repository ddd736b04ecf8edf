import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { errorResponse, noBuckets, type Responder, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, startCommand } from '../support/run-command.js';

const config = `
config:
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
`;

const passing = '{ operation: GetObject, parameters: { bucket: b, key: good } }';
const failing = '{ operation: GetObject, parameters: { bucket: b, key: missing } }';
const breaking = '{ operation: GetObject, parameters: { bucket: b, key: broken } }';

/** Answers by key: `missing` is a refusal, `broken` a cut connection. */
const byKey: Responder = ({ target }) => {
  if (target.includes('missing')) {
    return errorResponse(404, 'NoSuchKey');
  }
  if (target === '/' || target.startsWith('/?')) {
    return noBuckets;
  }
  return target.includes('broken') ? 'reset' : { body: 'text' };
};

async function runSteps(steps: readonly string[], words: readonly string[] = []) {
  const server = await startHttpServer(byKey);
  const cwd = await makeFolder({
    's3tester.yaml': `${config}test_cases: { groups: [ { name: G, test: [ ${steps.join(', ')} ] } ] }`,
  });
  return runCommand(['run', '--endpoint-url', server.url, ...words], { cwd });
}

describe('exit code', () => {
  test('0: everything passed', async () => {
    const { code, stdout, stderr } = await runCommand(['run', 'examples/basic-config.yaml']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^9 operations: 9 passed[^\n]*\n$/);
    expect(stdout).toMatch(/9 operations: 9 passed/);
  });

  test('1: a test failed', async () => {
    expect(await runSteps([passing, failing])).toMatchObject({ code: 1 });
  });

  test('1, not 3: a test failed, and something could not be judged', async () => {
    expect(await runSteps([breaking, failing])).toMatchObject({ code: 1 });
  });

  test.each<readonly [what: string, words: readonly string[], env: Record<string, string>]>([
    ['the command line', ['run', '--no-such-option'], {}],
    ['the command', ['no-such-command'], {}],
    ['the configuration', ['run', 'tests/contract/golden/unknown-key.yaml'], {}],
    ['the configuration of a dry run', ['run', '--dry-run', 'tests/contract/golden/unknown-key.yaml'], {}],
    ['the configuration that is validated', ['validate', 'tests/contract/golden/unknown-key.yaml'], {}],
    ['the configuration that is listed', ['list', 'groups', 'tests/contract/golden/unknown-key.yaml'], {}],
    ['a profile', ['run', 'examples/basic-config.yaml', '--credential', 'main=@no-such-profile'], {}],
    ['a file of variables', ['run', 'examples/basic-config.yaml', '--var-file', 'none.env'], {}],
    ['the environment', ['run', 'examples/basic-config.yaml'], { S3TESTER_TIMEOUT: 'soon' }],
  ])('2: %s is wrong', async (_what, words, env) => {
    const { code, stdout, stderr } = await runCommand(words, { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('should not happen');
  });

  test('3: a connection was cut, and nothing failed', async () => {
    const { code, stdout } = await runSteps([breaking, passing], ['--format', 'json']);
    const { results } = JSON.parse(stdout) as Results;
    expect(results.map(({ status }) => status)).toEqual(['error', 'pass']);
    expect(results[0]?.error_message).toContain('http://127.0.0.1:');
    expect(code).toBe(3);
  });

  test.skipIf(!existsSync('/dev/full'))('3: the results could not be written', async () => {
    const example = path.resolve('examples', 'basic-config.yaml');
    const { code, stderr } = await runCommand(['run', example, '-o', '/dev/full']);
    expect(stderr).toMatch(/^s3tester: cannot write \/dev\/full: the disk is full$/m);
    expect(code).toBe(3);
  });
});

/** Signals reach processes only where the system knows them. */
describe.skipIf(process.platform === 'win32')('an interruption', () => {
  const yaml = `${config}
test_cases:
  groups:
    - name: Interrupted
      before_test: [ { operation: CreateBucket, parameters: { bucket: b } } ]
      test:
        - { operation: GetObject, parameters: { bucket: b, key: missing } }
        - { operation: PutObject, parameters: { bucket: b, key: slow, body: text } }
        - { operation: PutObject, parameters: { bucket: b, key: never, body: text } }
      after_test:
        - { operation: DeleteObject, parameters: { bucket: b, key: slow } }
        - { operation: DeleteBucket, parameters: { bucket: b } }
    - name: Never begun
      before_test: [ { operation: CreateBucket, parameters: { bucket: never } } ]
      test: [ { operation: PutObject, parameters: { bucket: never, key: never, body: text } } ]
      after_test: [ { operation: DeleteBucket, parameters: { bucket: never } } ]
`;

  async function interrupt(slow: (release: Promise<void>) => ReturnType<Responder>) {
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let release: () => void = () => undefined;
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await startHttpServer((request) => {
      if (request.method !== 'PUT' || !request.target.includes('slow')) {
        return byKey(request);
      }
      asked();
      return slow(isReleased);
    });
    const cwd = await makeFolder({ 's3tester.yaml': yaml });
    const words = ['run', '--endpoint-url', server.url, '--format', 'json', '-o', 'results.json'];
    const command = startCommand(words, { cwd });
    await isAsked;
    command.kill('SIGINT');
    await command.says('interrupted');
    return { server, command, release, resultFile: path.join(cwd, 'results.json') };
  }

  test('130: what runs ends, after_test runs, the results are written; no new step begins', async () => {
    const { server, command, release, resultFile } = await interrupt(async (isReleased) => {
      await isReleased;
      return {};
    });
    release();
    const { code, stdout } = await command.finished;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    const { results } = JSON.parse(await readFile(resultFile, 'utf8')) as Results;
    expect(results.map(({ step, status, skip_reason }) => [step, status, skip_reason])).toEqual([
      ['before_test[0]', 'pass', null],
      ['test[0]', 'fail', null],
      ['test[1]', 'pass', null],
      ['test[2]', 'skipped', 'interrupted'],
      ['after_test[0]', 'pass', null],
      ['after_test[1]', 'pass', null],
      ['before_test[0]', 'skipped', 'interrupted'],
      ['test[0]', 'skipped', 'interrupted'],
      ['after_test[0]', 'skipped', 'interrupted'],
    ]);
    const sent = server.requests.map(({ method, target }) => `${method} ${target}`);
    expect(sent.filter((request) => request.includes('never'))).toEqual([]);
    expect(sent.slice(-2)).toEqual([
      expect.stringMatching(/^DELETE \/b\/slow/),
      expect.stringMatching(/^DELETE \/b\/?$/),
    ]);
  });

  test('130 at once, where it comes twice', async () => {
    const { server, command } = await interrupt(() => null);
    command.kill('SIGINT');
    const { code, stdout } = await command.finished;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(server.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});
