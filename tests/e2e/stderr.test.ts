import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { noBuckets, type Responder, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';

const scenario = `
config:
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
test_cases:
  groups:
    - name: G
      test:
        - { operation: GetObject, parameters: { bucket: b, key: broken } }
        - { operation: GetObject, parameters: { bucket: b, key: good } }
`;

/** It answers objects alone, and what is asked first as S3 does. */
const breaking: Responder = ({ target }) => {
  if (target.includes('broken')) {
    return 'reset';
  }
  return target.startsWith('/b/') ? { body: 'text' } : noBuckets;
};

/** Words of a run, and whether it writes its results into a file. */
const forms: readonly (readonly [words: string, writes: boolean])[] = [
  ['', false],
  ['--format json', false],
  ['--format yaml', false],
  ['--output out', true],
  ['--format json --output out', true],
];

test.concurrent.for(forms)(
  'an endpoint that is not there: stderr says so: run %s',
  async ([words, writes], { expect }) => {
    const cwd = await makeFolder({ 's3tester.yaml': scenario });
    const command = ['run', '--endpoint-url', 'http://127.0.0.1:1', ...words.split(' ').filter(Boolean)];
    const { code, stderr } = await runCommand(command, { cwd });
    expect(code).toBe(3);
    expect(stderr).toMatch(/ error endpoint lost endpoint_lost: .*ECONNREFUSED/);
    const last = stderr.trimEnd().split('\n').at(-1);
    expect(last).toMatch(/^2 operations: 2 skipped · .* · endpoint lost: .*ECONNREFUSED/);
    expect(stderr.includes('wrote out\n')).toBe(writes);
  },
);

test.concurrent.for(forms)(
  'a connection that is cut: stderr says so: run %s',
  async ([words], { expect }) => {
    const server = await startHttpServer(breaking);
    const cwd = await makeFolder({ 's3tester.yaml': scenario });
    const command = ['run', '--endpoint-url', server.url, ...words.split(' ').filter(Boolean)];
    const { code, stderr } = await runCommand(command, { cwd });
    expect(code).toBe(3);
    expect(stderr).toMatch(/ error step finished: G › test\[0\] › GetObject .*error_message: /);
    expect(stderr).toMatch(/\n2 operations: 1 passed, 1 error · 50 % passed · [^\n]*\n$/);
  },
);

test('a failure is told when it happens, and once: not where the log tells it', async () => {
  const server = await startHttpServer(() => ({ status: 404 }));
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const told = async (...words: string[]) => {
    const command = ['run', '--no-preflight', '--endpoint-url', server.url, ...words];
    const { stderr } = await runCommand(command, { cwd });
    return stderr.split('\n').filter((line) => /✗ failed|step finished/.test(line));
  };
  const live = [
    '✗ failed  G › test[0] › GetObject: GetObject: expected success, got 404',
    '✗ failed  G › test[1] › GetObject: GetObject: expected success, got 404',
  ];
  expect(await told()).toEqual(live);
  expect(await told('--log-level', 'debug', '--log-file', 'l.log')).toEqual(live);
  expect(await told('--log-level', 'info')).toEqual([
    expect.stringContaining('step finished: G › test[0]'),
    expect.stringContaining('step finished: G › test[1]'),
  ]);
  expect(await told('--quiet')).toEqual([]);
});

test('of a suite, only what the baseline does not expect is told', async () => {
  const cwd = await makeFolder({
    'known.yaml': 'known:\n  - { case: object/range/suffix, verdict: fail, reason: on purpose }\n',
  });
  const server = await startHttpServer(() => noBuckets);
  const told = async (...words: string[]) => {
    const { stderr } = await runCommand(
      [
        'conformance',
        '--no-preflight',
        '--endpoint-url',
        server.url,
        '--credential',
        'main=demo:demo-secret',
        ...words,
      ],
      { cwd },
    );
    return stderr.split('\n').filter((line) => line.startsWith('✗ failed'));
  };
  const words = ['--case', 'object/range/suffix'];
  expect(await told(...words)).toEqual([expect.stringMatching(/^✗ failed {2}object\/range\/suffix: /)]);
  expect(await told(...words, '--baseline', 'known.yaml')).toEqual([]);
});

test('--quiet leaves errors and warnings alone on stderr', async () => {
  const server = await startHttpServer(breaking);
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const words = [
    'run',
    '--endpoint-url',
    server.url,
    '--quiet',
    '--output',
    'out',
    '--report',
    'json=r.json',
  ];
  const { code, stdout, stderr } = await runCommand(words, { cwd });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/^\S+ error step finished: [^\n]*\n$/);
  expect(await readFile(path.join(cwd, 'out'), 'utf8')).toContain('2 operations');
});

test('every file that is written is named, and with --log-format json every line is a record', async () => {
  const server = await startHttpServer(breaking);
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const reports = ['--output', 'out', '--report', 'json=r.json', '--report', 'junit=r.xml'];
  const words = ['run', '--endpoint-url', server.url, ...reports, '--log-format', 'json'];
  const { stderr } = await runCommand(words, { cwd });
  const records = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; msg: string });
  const notes = records.filter(({ level }) => level === 'info').map(({ msg }) => msg);
  expect(notes).toEqual([
    'wrote out',
    'wrote r.json',
    'wrote r.xml',
    expect.stringMatching(/^2 operations: /),
  ]);
});

test('the fields of a log say where a step stands and what it is about', async () => {
  const server = await startHttpServer(breaking);
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  const words = ['run', '--endpoint-url', server.url, '--log-level', 'DEBUG', '--log-format', 'json'];
  await runCommand([...words, '--log-file', 'l.log'], { cwd });
  const records = (await readFile(path.join(cwd, 'l.log'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const place = { group: 'G', phase: 'test', operation: 'GetObject', bucket: 'b' };
  expect(records).toContainEqual(
    expect.objectContaining({ ...place, level: 'error', step: 'test[0]', key: 'broken', status: 'error' }),
  );
  expect(records).toContainEqual(
    expect.objectContaining({ ...place, level: 'debug', msg: 'http', key: 'good', status: 200 }),
  );
});
