import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';

const scenario = (group: string, step: string) => `
config:
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
test_cases: { groups: [ { name: ${group}, test: [ ${step} ] } ] }
`;
const list = '{ operation: ListBuckets }';
const upload = (file: string) =>
  `{ operation: PutObject, parameters: { bucket: b, key: k, body: "${file}" } }`;

async function groupsOf(words: readonly string[], cwd: string) {
  const { code, stdout, stderr } = await runInProcess(['list', 'groups', ...words, '-f', 'json'], { cwd });
  return code === 0 ? (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name) : stderr;
}

describe('configuration files', () => {
  test('are found by a glob that no shell expanded, and in a folder', async () => {
    const cwd = await makeFolder({
      'sc/b.yaml': scenario('B', list),
      'sc/a.yaml': scenario('A', list),
      'sc/[x].yaml': scenario('X', list),
    });
    expect(await groupsOf(['sc/?.yaml'], cwd)).toEqual(['A', 'B']);
    expect(await groupsOf(['-c', 'sc/{b,a}.yaml'], cwd)).toEqual(['A', 'B']);
    expect(await groupsOf(['sc/[x].yaml'], cwd)).toEqual(['X']);
    expect(await groupsOf(['sc/*.yml'], cwd)).toBe('s3tester: no file matches sc/*.yml\n');
    expect(await groupsOf(['sc/'], cwd)).toEqual(['X', 'A', 'B']);
  });

  test('may be called s3tester.yml', async () => {
    const cwd = await makeFolder({ 's3tester.yml': scenario('Y', list) });
    expect(await groupsOf([], cwd)).toEqual(['Y']);
  });
});

describe('a configuration on standard input', () => {
  test('is run, relative to the current folder', async () => {
    const server = await startHttpServer(() => ({ body: '' }));
    const cwd = await makeFolder({ 'body.txt': 'one', 'more.yaml': scenario('More', list) });
    const stdin = `include: [more.yaml]\n${scenario('G', upload('file://./body.txt'))}`;
    const { code, stdout } = await runCommand(
      ['run', '-', '--endpoint-url', server.url, '--format', 'json'],
      { cwd, stdin },
    );
    expect(code, stdout).toBe(0);
    expect(server.requests.map(({ body }) => body.toString())).toContain('one');
    expect(JSON.parse(stdout)).toMatchObject({ config_files: ['<stdin>', 'more.yaml'], total_operations: 2 });
  });

  test('is named in diagnostics, and read again by the line that reproduces', async () => {
    const wrong = await runCommand(['validate', '-'], { stdin: scenario('G', '{ operation: PutObjekt }') });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^<stdin>:4:\d+: error: /);
    const server = await startHttpServer(() => ({ status: 404 }));
    const failed = await runCommand(['run', '-', '--endpoint-url', server.url], {
      stdin: scenario('G', '{ repeat: 2, steps: [{ operation: ListBuckets }] }'),
    });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/^ +place +<stdin>:4$/m);
    expect(failed.stdout).toMatch(/^ +reproduce /m);
    expect(failed.stdout).not.toMatch(/^ +reproduce .*<stdin>/m);
  });
});

test('a timeout may be a fraction of a second', async () => {
  const server = await startHttpServer(() => null);
  const cwd = await makeFolder({ 's3tester.yaml': scenario('G', list) });
  const { stdout, stderr } = await runCommand(['run', '--endpoint-url', server.url, '--timeout', '0.25'], {
    cwd,
  });
  expect(stdout + stderr).toContain('within 0.25 s');
});

describe('files that are sent', () => {
  test('need not be there for a dry run', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': scenario('G', upload('file://./later.bin')) });
    expect(await runInProcess(['run', '--dry-run'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(await runInProcess(['run'], { cwd })).toMatchObject({ code: 2 });
  });

  test('are named by a URL, percent-encoded or with localhost, and file_path by a path', async () => {
    const server = await startHttpServer(() => ({ body: '' }));
    const cwd = await makeFolder({ 'a b.txt': 'one', '%41.txt': 'two' });
    const steps = [
      upload('file://./a%20b.txt'),
      upload('file://./a b.txt'),
      upload(`file://localhost${path.join(cwd, 'a%20b.txt')}`),
      '{ operation: PutObject, parameters: { bucket: b, key: k, file_path: "%41.txt" } }',
    ];
    await writeFile(path.join(cwd, 's3tester.yaml'), scenario('G', steps.join(', ')));
    const { code, stdout } = await runInProcess(['run', '--endpoint-url', server.url], { cwd });
    expect(code, stdout).toBe(0);
    const bodies = server.requests.filter(({ method }) => method === 'PUT').map(({ body }) => String(body));
    expect(bodies).toEqual(['one', 'one', 'one', 'two']);
  });

  test('are looked for beside the configuration; one that is there seen from the current folder is named', async () => {
    const cwd = await makeFolder({
      'sc/a.yaml': scenario('G', upload('file://sc/data.bin')),
      'sc/data.bin': 'x',
    });
    const { code, stderr } = await runInProcess(['run', 'sc/a.yaml'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(`there is no file ${path.join('sc', 'sc', 'data.bin')}`);
    expect(stderr).toContain(`seen from the current folder, ${path.join('sc', 'data.bin')} is there`);
  });
});

test('words of other tools are answered with what to write here', async () => {
  const cwd = await makeFolder({
    's3tester.yaml': `credentials: []
config:
  retry_max_attempts: 3
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret, region: x } ]
test_cases:
  groups:
    - name: G
      description: x
      test:
        - { operation: GetPresignedURL }
        - { operation: HTTPRequest }
        - { operation: LoopTest }
        - { operation: ListBuckets, parameters: { expected_result: { success: true } } }
        - { operation: ListBuckets, expected_result: { contains: x, ETag: y, response_contains: { ETag: x } } }
        - { operation: ListBuckets, store_output: x, parameters: { prefix: "\${UUID}" } }
        - { operation: CreateBucket, parameters: { bucket: b, region: x } }
`,
  });
  const { code, stdout } = await runInProcess(['validate', '--format', 'json'], { cwd });
  const { errors, warnings } = JSON.parse(stdout) as Record<string, { hint?: string }[]>;
  expect(code).toBe(2);
  expect([...(errors ?? []), ...(warnings ?? [])].map(({ hint }) => hint?.split(/[:,]/)[0])).toEqual([
    'it stands under config',
    'write retry',
    'a run has one server',
    'write a comment with #',
    'write a step presign',
    'write a step request',
    'write for_each or repeat beside the operation',
    'it stands beside parameters',
    'write response_contains',
    'what the response holds stands under response',
    'what the response holds stands under response',
    'write save',
    'write create_bucket_configuration',
    'write ${uuid}',
  ]);
});

test.each<readonly [words: readonly string[], env: Record<string, string>, format: string]>([
  [['-f', 'json'], {}, 'json'],
  [[], { S3TESTER_FORMAT: 'json' }, 'json'],
  [['--format', 'table'], { S3TESTER_FORMAT: 'json' }, 'table'],
  [[], { S3TESTER_FORMAT: '' }, 'table'],
])('list %j with %j is written as %s', async (words, env, format) => {
  const { code, stdout } = await runInProcess(['list', 'groups', 'examples/basic-config.yaml', ...words], {
    env,
  });
  expect(code).toBe(0);
  expect(stdout.startsWith('[')).toBe(format === 'json');
});

test('a format and a log level that are none are refused, also of the variable', async () => {
  const env = { S3TESTER_FORMAT: 'xml' };
  const { code, stderr } = await runInProcess(['list', 'operations'], { env });
  expect(code).toBe(2);
  expect(stderr).toContain('S3TESTER_FORMAT must be one of table, json, yaml, not "xml"');
  const level = await runInProcess(['list', 'operations', '--log-level', 'loud']);
  expect(level).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Allowed choices are trace, debug'),
  });
});

test.each(['DEBUG', 'Info', 'WARNING', 'critical'])('--log-level %s is read', async (level) => {
  expect(await runInProcess(['list', 'operations', '--log-level', level, '-q'])).toMatchObject({
    code: 0,
    stderr: '',
  });
});

test.each(['operations', 'workloads', 'profiles'])(
  'list %s refuses a configuration, which it would not read',
  async (what) => {
    const { code, stdout, stderr } = await runInProcess(['list', what, 'a.yaml']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`list ${what} reads no configuration: it has no use for a.yaml`);
  },
);

test('a log below a file is refused for what it is', async () => {
  const group = '{ name: G, test: [{ operation: ListBuckets }] }';
  const configuration = `config: { endpoint_url: embedded }\ntest_cases: { groups: [${group}] }\n`;
  const cwd = await makeFolder({ taken: 'text', 's3tester.yaml': configuration });
  const { code, stderr } = await runInProcess(['run', '--log-file', 'taken/run.log'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^s3tester: cannot write taken\/run\.log: .*taken is not a folder\n$/);
});

test.each([
  ['qualify', '--certificate', 'one.json', '--report', 'json=one.json'],
  ['consistency', '--history', 'one.json', '--report', 'json=one.json'],
  ['consistency', '--scenario', 'one.json', '--history', 'one.json'],
])('%s %s %s %s %s: two results do not go to one file', async (...words) => {
  const cwd = await makeFolder({});
  const { code, stderr } = await runInProcess([...words, '--endpoint-url', 'embedded'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 's3tester: two results cannot go to one file, one.json\n',
  });
});

test('-h is help, -t the timeout', async () => {
  expect(await runInProcess(['run', '-h'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('-t, --timeout'),
  });
  expect(await runInProcess(['run', '-t', '0'])).toMatchObject({ code: 2 });
});

test('colours are what the environment says where there is no terminal; - is no file', async () => {
  const words = ['run', 'examples/basic-config.yaml'];
  const [plain, colored, refused] = await Promise.all(
    [{}, { FORCE_COLOR: '1' }, { FORCE_COLOR: '1', NO_COLOR: '1' }].map((env) => runCommand(words, { env })),
  );
  expect(plain?.stdout).not.toContain('\u001b[');
  expect(colored?.stdout).toContain('\u001b[');
  expect(refused?.stdout).not.toContain('\u001b[');
  const dash = await runCommand(['run', 'tests/contract/golden/unknown-key.yaml', '--report', 'junit=-']);
  expect(dash).toMatchObject({ code: 2, stderr: expect.stringContaining('a report goes to a file') });
});

test('init names the schema for editors where it is there, and says otherwise how it is made', async () => {
  const folders = [
    {},
    { 's3tester.schema.json': '{}' },
    { 'node_modules/s3tester/schema/s3tester.schema.json': '{}' },
  ];
  const first = await Promise.all(
    folders.map(async (files) => {
      const cwd = await makeFolder(files);
      await runInProcess(['init'], { cwd });
      const [line] = (await readFile(path.join(cwd, 's3tester.yaml'), 'utf8')).split('\n');
      return line;
    }),
  );
  expect(first).toEqual([
    expect.stringContaining('s3tester schema -o s3tester.schema.json'),
    '# yaml-language-server: $schema=./s3tester.schema.json',
    '# yaml-language-server: $schema=./node_modules/s3tester/schema/s3tester.schema.json',
  ]);
});
