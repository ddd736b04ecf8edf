import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ConsistencyResults } from '../../src/consistency/results.js';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/index.js';
import { afterFile } from '../support/after-file.js';
import { startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { type CommandResult, runCommand, startCommand } from '../support/run-command.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { waitUntil } from '../support/wait-until.js';

const secret = 's3tester-secret';
const credential = ['--credential', `main=s3tester:${secret}`];

async function serverWith(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer({
    users: [{ name: 'main', accessKey: 's3tester', secretKey: secret }],
    ...options,
  });
  afterFile(() => server.close());
  return server;
}

function run(url: string, ...more: readonly string[]): Promise<CommandResult> {
  return runCommand(['consistency', '--endpoint-url', url, ...credential, ...more]);
}

const violated = ({ stdout }: CommandResult): readonly string[] =>
  (JSON.parse(stdout) as ConsistencyResults).verdicts
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ checker }) => checker);

describe('a consistent store', () => {
  test('passes every workload, its buckets go, and the history has no secret and can be checked again', async () => {
    const server = await serverWith();
    const history = path.join(await makeFolder({}), 'history.ndjson');
    const ended = await run(server.url, '--duration', '12s', '--history', history, '--format', 'json');
    const results = JSON.parse(ended.stdout) as ConsistencyResults;
    const findings = results.verdicts.flatMap((verdict) => verdict.findings);
    expect({ code: ended.code, findings }).toEqual({ code: 0, findings: [] });
    expect(results).toMatchObject({ not_judged: [], problems: [], interrupted: false, history });
    expect(results.outcomes.ok).toBeGreaterThan(100);
    expect(await bucketNames(clientOf(server.url))).toEqual([]);

    const text = await readFile(history, 'utf8');
    expect(text).not.toContain(secret);
    const workloads = new Set(text.match(/"workload":"[a-z-]+"/g));
    expect(workloads.size).toBe(results.workloads.length);

    const again = await runCommand(['consistency', '--check', history, '--format', 'json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      operations: results.operations,
      outcomes: results.outcomes,
      verdicts: results.verdicts,
    });
  });

  test('may be addressed by several endpoints, of which each gets operations', async () => {
    const { url } = await serverWith();
    const history = path.join(await makeFolder({}), 'history.ndjson');
    const other = url.replace('127.0.0.1', 'localhost');
    const ended = await run(
      ...([url, '--endpoint-url', other, '--path-style', '--duration', '3s'] as const),
      ...['--workload', 'read-your-writes', '--history', history],
    );
    expect(ended.code).toBe(0);
    const text = await readFile(history, 'utf8');
    expect(text).toContain('"endpoint":0');
    expect(text).toContain('"endpoint":1');
  });

  test('passes while connections are cut, of which the outcome is unknown', async () => {
    const { url } = await serverWith();
    const ended = await run(url, '--duration', '5s', '--cut', '1/10', '--slow', '1/10', '--format', 'json');
    expect(ended.code).toBe(0);
    expect((JSON.parse(ended.stdout) as ConsistencyResults).outcomes.unknown).toBeGreaterThan(5);
  });
});

describe('a store that breaks its promise', () => {
  test('where racing writers all win is found, and shown as timeline, page and scenario', async () => {
    const { url } = await serverWith({ faults: ['conditional-race-many-winners'] });
    const folder = await makeFolder({});
    const at = (name: string) => path.join(folder, name);
    const ended = await run(
      ...([url, '--duration', '60s', '--workload', 'counter', '--slow', '1/4'] as const),
      ...['--format', 'json', '--report', `html=${at('page.html')}`, '--report', `table=${at('table.txt')}`],
      ...['--report', `junit=${at('junit.xml')}`, '--report', `markdown=${at('page.md')}`],
      ...['--scenario', at('replay.yaml'), '--history', at('history.ndjson')],
    );
    expect(ended.code).toBe(1);
    expect(violated(ended)).toContain('one-winner');
    expect(await readFile(at('table.txt'), 'utf8')).toMatch(
      /✗ violated +one-winner[\s\S]*client \d+ +\[ put #/,
    );
    expect(await readFile(at('page.html'), 'utf8')).toContain('<svg');
    expect(await readFile(at('junit.xml'), 'utf8')).toMatch(/<failure message="[^"]*won/);
    expect(await readFile(at('page.md'), 'utf8')).toContain('| one-winner | violated |');
    expect((await runCommand(['validate', at('replay.yaml')])).code).toBe(0);
    // The first violation ends the run.
    expect((JSON.parse(ended.stdout) as ConsistencyResults).seconds).toBeLessThan(50);
  });

  test('by ignoring a condition is found before the clients begin', async () => {
    const { url } = await serverWith({ faults: ['complete-conditions-ignored'] });
    const few = ['--duration', '1s', '--workload', 'counter', '--format', 'json'];
    const ended = await run(url, ...few);
    expect([ended.code, violated(ended)]).toEqual([1, ['conditions']]);
    const told = await run(url, ...few, '--without', 'conditional-complete');
    expect([told.code, violated(told)]).toEqual([0, []]);
  });
});

describe('a lock file asks for If-None-Match alone', () => {
  const locks = ['--workload', 'lock-file', '--format', 'json'] as const;

  test('and is judged where a store has no other condition', async () => {
    const { url } = await serverWith();
    const without = ['if-match', 'conditional-delete'].flatMap((feature) => ['--without', feature]);
    const ended = await run(url, '--duration', '2s', ...locks, ...without);
    const results = JSON.parse(ended.stdout) as ConsistencyResults;
    expect({ code: ended.code, violated: violated(ended), not_judged: results.not_judged }).toEqual({
      code: 0,
      violated: [],
      not_judged: [],
    });
    expect(results.outcomes.ok).toBeGreaterThan(100);
  });

  test('of which two runs that hold it at once are found', async () => {
    const { url } = await serverWith({ faults: ['create-two-winners:1/10'] });
    const ended = await run(url, '--duration', '60s', ...locks);
    expect(ended.code).toBe(1);
    expect(violated(ended)).toContain('one-winner');
  });
});

describe('what cannot be judged ends with 3:', () => {
  test('a workload that the store lacks an operation for', async () => {
    const { url } = await serverWith();
    const ended = await run(
      ...([url, '--duration', '1s', '--workload', 'counter,read-your-writes'] as const),
      ...['--without', 'if-match'],
    );
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain('! not judged  counter: the store is said not to have it');
  });

  test('a store that cannot be reached', async () => {
    const ended = await run('http://127.0.0.1:1', '--duration', '1s');
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('cannot be reached');
  });

  test('a store that refuses everything', async () => {
    const { url } = await startHttpServer(() => ({ status: 403 }));
    const ended = await run(url, '--duration', '1s');
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toContain('CreateBucket: 403');
  });
});

describe('a nemesis', () => {
  const onAndOff = async () => {
    const log = path.join(await makeFolder({}), 'log');
    return { log, words: [`echo on >> '${log}'`, `echo off >> '${log}'`] };
  };

  test('brings its fault again and again, and takes it away at the end', async () => {
    const { url } = await serverWith();
    const { log, words } = await onAndOff();
    const ended = await run(
      ...([url, '--duration', '3s', '--workload', 'counter', '--format', 'json'] as const),
      ...['--nemesis', ...words, 'every', '800ms', 'for', '600ms'],
    );
    expect(ended.code).toBe(0);
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    expect(lines.length % 2).toBe(0);
    expect(lines).toEqual(lines.map((_, index) => (index % 2 === 0 ? 'on' : 'off')));
    expect((JSON.parse(ended.stdout) as ConsistencyResults).faults).toBe(lines.length / 2);
  });

  test('takes its fault away when the run is interrupted, and what there is is judged', async () => {
    const server = await serverWith();
    const { log, words } = await onAndOff();
    const command = startCommand([
      ...['consistency', '--endpoint-url', server.url, ...credential, '--workload', 'counter'],
      ...['--nemesis', ...words, 'every', '61s', 'for', '60s'],
    ]);
    await waitUntil(command, async () =>
      (await readFile(log, 'utf8').catch(() => '')) === 'on\n' ? true : null,
    );
    command.kill('SIGINT');
    const ended = await command.finished;
    expect(ended.code).toBe(130);
    expect(ended.stdout).toMatch(/✓ ok +linearizable[\s\S]*interrupted/);
    expect(await readFile(log, 'utf8')).toBe('on\noff\n');
    expect(await bucketNames(clientOf(server.url))).toEqual([]);
  });

  test('that fails is told', async () => {
    const { url } = await serverWith();
    const ended = await run(
      ...([url, '--duration', '2s', '--workload', 'counter'] as const),
      ...['--nemesis', 'echo no such fault >&2; exit 3', '', 'every', '500ms'],
    );
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain('exit code 3: no such fault');
  });
});

describe('a command line that is wrong ends with 2:', () => {
  test.each<readonly [words: readonly string[], message: string]>([
    [['--workload', 'cas-regster'], '--workload cas-regster: there is none of this name'],
    [['--without', 'magic'], '--without magic: there is none of this name'],
    [['--cut', '3/2'], 'It must be a share'],
    [['--slow', 'often'], 'It must be a share'],
    [['--clients', '0'], 'It must be a whole number above 0'],
    [['--duration', 'long'], 'It must be a duration'],
    [['--nemesis', 'a'], '--nemesis wants a command'],
    [['--endpoint-url', 'ftp://x'], 'each --endpoint-url is written'],
    [['--report', 'har=x.har'], 'keeps no trace of its requests'],
    [['--history', repository], 'it is a folder'],
    [['--max-requests', '5'], '--max-requests'],
    [['--check', 'no-such-file'], 'no-such-file cannot be read'],
  ])('%j', async (words, message) => {
    const ended = await run('http://127.0.0.1:1', ...words);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(message);
  });
});
