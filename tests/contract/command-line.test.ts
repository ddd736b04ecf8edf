import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Results } from '../../src/results/types.js';
import type { PlanDescription } from '../../src/runner/index.js';
import { errorResponse, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { type CommandOptions, runCommand } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';

const example = path.resolve('examples', 'basic-config.yaml');

/** A configuration with one group of a name, which lists buckets. */
function groupFile(name: string, config = ''): string {
  return `${config}\ntest_cases: { groups: [ { name: ${name}, test: [ { operation: ListBuckets } ] } ] }\n`;
}

async function dryRun(words: readonly string[], options: CommandOptions = {}): Promise<PlanDescription> {
  const { code, stdout, stderr } = await runInProcess([...words, '--dry-run', '--format', 'json'], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as PlanDescription;
}

describe('a configuration is found', () => {
  const namesOf = (plan: PlanDescription) => plan.groups.map(({ name }) => name);

  test('as an argument, by -c before or after the command, several in order', async () => {
    const cwd = await makeFolder({
      'a.yaml': groupFile('A'),
      'b.yaml': groupFile('B'),
      'c.yaml': groupFile('C'),
      's3tester.yaml': groupFile('Unasked'),
    });
    const env = { S3TESTER_CONFIG: 's3tester.yaml' };
    expect(namesOf(await dryRun(['run', 'b.yaml', 'a.yaml'], { cwd, env }))).toEqual(['B', 'A']);
    expect(namesOf(await dryRun(['-c', 'c.yaml', 'run', '-c', 'a.yaml'], { cwd, env }))).toEqual(['C', 'A']);
    expect(namesOf(await dryRun(['run', 'b.yaml', '--config=c.yaml'], { cwd, env }))).toEqual(['C', 'B']);
  });

  test('by S3TESTER_CONFIG, else as s3tester.yaml in the current folder', async () => {
    const cwd = await makeFolder({ 'a.yaml': groupFile('A'), 's3tester.yaml': groupFile('Here') });
    expect(namesOf(await dryRun(['run'], { cwd, env: { S3TESTER_CONFIG: 'a.yaml' } }))).toEqual(['A']);
    expect(namesOf(await dryRun(['run'], { cwd }))).toEqual(['Here']);
  });

  test('as the files of a folder, and by a glob in quotes', async () => {
    const cwd = await makeFolder({
      'sc/b.yml': groupFile('B'),
      'sc/a.yaml': groupFile('A'),
      'sc/notes.txt': 'no configuration',
      'sc/parts/c.yaml': groupFile('C'),
      'empty/notes.txt': '',
    });
    expect(namesOf(await dryRun(['run', 'sc'], { cwd }))).toEqual(['A', 'B']);
    expect(namesOf(await dryRun(['run', 'sc/**/*.yaml'], { cwd }))).toEqual(['A', 'C']);
    expect(await runInProcess(['run', 'empty'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('empty: error: this is a folder'),
    });
  });

  test('above the current folder, as far as the repository goes', async () => {
    const inside = { 's3tester.yml': groupFile('Above'), 'a/b/notes.txt': '' };
    const cwd = await makeFolder({ ...inside, '.git/HEAD': '' });
    const below = path.join(cwd, 'a', 'b');
    expect(namesOf(await dryRun(['run'], { cwd: below }))).toEqual(['Above']);
    await writeFile(path.join(cwd, 'a', 's3tester.yaml'), groupFile('Nearer'));
    expect(namesOf(await dryRun(['run'], { cwd: below }))).toEqual(['Nearer']);
    const unversioned = path.join(await makeFolder(inside), 'a', 'b');
    expect(await runInProcess(['run'], { cwd: unversioned })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no configuration'),
    });
  });

  test('with the variables of --var and of files', async () => {
    const named = groupFile('"${FIRST}-${SECOND:-none}-${THIRD}"', 'config: { region: "${AWS_REGION}" }');
    const cwd = await makeFolder({
      's3tester.yaml': named,
      '.env': 'FIRST=a\nSECOND=b # of two\nTHIRD=c\nS3TESTER_CONCURRENCY=7\n',
    });
    const words = ['--var-file', '.env', 'run', '--var', 'THIRD=d', '--var', 'AWS_REGION=eu-var-1'];
    const plan = await dryRun(words, { cwd, env: { FIRST: 'set' } });
    expect(namesOf(plan)).toEqual(['set-b-d']);
    expect(plan).toMatchObject({ region: 'eu-var-1', concurrency: 7 });
    const wrong = await runInProcess(['run', '--var', 'first=hidden'], { cwd });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--var is written NAME=value') });
    expect(wrong.stderr).not.toContain('hidden');
  });

  test('with --var-file, which Node.js itself leaves alone, wherever it stands', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': groupFile('"${NAMED}"'), 'named.env': 'NAMED=a\n' });
    const plan = ['--dry-run', '--format', 'json'];
    for (const words of [
      ['run', '--var-file', 'named.env', ...plan],
      ['--var-file=named.env', 'run', ...plan],
    ]) {
      const { code, stdout } = await runCommand(words, { cwd });
      expect([code, namesOf(JSON.parse(stdout) as PlanDescription)]).toEqual([0, ['a']]);
    }
    expect(await runCommand(['run', '--var-file', 'none.env', '--dry-run'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 's3tester: cannot read the variables of none.env: there is no such file or folder\n',
    });
  });
});

test('what init writes runs as it is, and is not overwritten unasked', async () => {
  const cwd = await makeFolder();
  const written = await runInProcess(['init'], { cwd });
  expect(written).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('s3tester run') });
  expect(await runInProcess(['run'], { cwd })).toMatchObject({ code: 0 });
  const file = path.join(cwd, 's3tester.yaml');
  await writeFile(file, 'mine');
  expect(await runInProcess(['init'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--force'),
  });
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await runInProcess(['init', '--force'], { cwd })).toMatchObject({ code: 0 });
  expect(await readFile(file, 'utf8')).toContain('test_cases:');
});

test('init writes where it is told, and a dry run of it writes nothing', async () => {
  const cwd = await makeFolder();
  const dry = await runInProcess(['init', 'a.yaml', '--dry-run', '--format', 'json'], { cwd });
  expect(dry).toMatchObject({ code: 0, stderr: 'would write a.yaml\n' });
  expect(JSON.parse(dry.stdout)).toEqual({ file: 'a.yaml', written: false });
  expect(await readdir(cwd)).toEqual([]);
  expect(await runInProcess(['init', '-o', 'sub/b.yaml'], { cwd })).toMatchObject({ code: 0, stdout: '' });
  expect(await readFile(path.join(cwd, 'sub', 'b.yaml'), 'utf8')).toContain('test_cases:');
  expect(await runInProcess(['init', 'a.yaml', '-o', 'b.yaml'], { cwd })).toMatchObject({ code: 2 });
});

describe('--output', () => {
  const commands = ['run', 'validate', 'list groups', 'list operations', 'schema', 'serve --list-faults'];

  test.for(commands)('%s writes there, and nothing on stdout', async (words, { expect }) => {
    const cwd = await makeFolder({ 's3tester.yaml': groupFile('G') });
    const command = [...words.split(' '), '--format', 'yaml', '-o', 'a/b.yaml'];
    expect(await runInProcess(command, { cwd })).toMatchObject({ code: 0, stdout: '' });
    expect(parse(await readFile(path.join(cwd, 'a', 'b.yaml'), 'utf8'))).toBeTypeOf('object');
  });

  test.for(commands)('%s is refused where nothing can be written', async (words, { expect }) => {
    const cwd = await makeFolder({ 's3tester.yaml': groupFile('G') });
    const { code, stdout, stderr } = await runInProcess([...words.split(' '), '-o', 's3tester.yaml/b'], {
      cwd,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^s3tester: cannot write s3tester\.yaml\/b: .* is not a folder\n$/);
  });

  test('takes no diagnostics of a run: a results file stays what it was', async () => {
    const cwd = await makeFolder({ 'broken.yaml': 'test_cases: {}', 'results.json': 'of yesterday' });
    const words = ['run', 'broken.yaml', '--format', 'json', '-o', 'results.json'];
    const { code, stdout } = await runInProcess(words, { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).errors).toHaveLength(1);
    expect(await readFile(path.join(cwd, 'results.json'), 'utf8')).toBe('of yesterday');
  });
});

test('a dry run of conformance plans what is chosen, and one of baseline update writes nothing', async () => {
  const suite = path.resolve('tests', 'support', 'mini-suite');
  const cwd = await makeFolder();
  const chosen = ['conformance', '--suite', suite, '--case', 'object/put/{round-trip,never-right}'];
  const { groups } = await dryRun(chosen, { cwd });
  const cases = groups.flatMap(({ phases }) => phases.test.filter(({ kind }) => kind === 'case'));
  expect(cases.map((step) => step.case)).toEqual(['object/put/round-trip', 'object/put/never-right']);
  await runInProcess([...chosen, '--format', 'json', '-o', 'results.json'], { cwd });
  const dry = await runInProcess(['baseline', 'update', 'known.yaml', 'results.json', '--dry-run'], { cwd });
  expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('object/put/never-right') });
  expect(await readdir(cwd)).toEqual(['results.json']);
});

test('options of the target count before the command, too, but not for one that talks to no server', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': groupFile('G') });
  const plan = await dryRun(['--region', 'eu-west-1', '--concurrency=3', 'run', '--concurrency=5'], { cwd });
  expect(plan).toMatchObject({ region: 'eu-west-1', concurrency: 5 });
  const refused = await runInProcess(['--region', 'eu-west-1', 'schema']);
  expect(refused).toEqual({ code: 2, stdout: '', stderr: 's3tester: schema takes no option --region\n' });
});

describe('precedence through the command', () => {
  const config = `
config:
  endpoint_url: http://127.0.0.1:1001
  region: eu-configuration-1
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
`;
  const weaker = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1003', AWS_REGION: 'eu-aws-1' };
  const stronger = { ...weaker, S3TESTER_ENDPOINT_URL: 'http://127.0.0.1:1002', S3TESTER_REGION: 'eu-own-1' };

  test.each<
    readonly [
      from: string,
      words: readonly string[],
      env: Record<string, string>,
      port: number,
      region: string,
    ]
  >([
    ['the configuration', [], weaker, 1001, 'eu-configuration-1'],
    ['S3TESTER_*', [], stronger, 1002, 'eu-own-1'],
    [
      'the command line',
      ['--endpoint-url', 'http://127.0.0.1:1004', '--region', 'eu-flag-1'],
      stronger,
      1004,
      'eu-flag-1',
    ],
  ])('%s', async (_from, words, env, port, region) => {
    const cwd = await makeFolder({ 's3tester.yaml': groupFile('G', config) });
    expect(await dryRun(['run', ...words], { cwd, env })).toMatchObject({
      endpoint_url: `http://127.0.0.1:${port}`,
      region,
    });
  });

  test('AWS_*, also of a profile, come before the defaults', async () => {
    const cwd = await makeFolder({
      's3tester.yaml': groupFile('G'),
      'aws-config': '[profile p]\nregion = eu-profile-1\nendpoint_url = http://127.0.0.1:1005\n',
      'aws-credentials': '[p]\naws_access_key_id = profile-key\naws_secret_access_key = profile-secret\n',
    });
    const files = {
      AWS_CONFIG_FILE: path.join(cwd, 'aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(cwd, 'aws-credentials'),
      AWS_PROFILE: 'p',
    };
    expect(await dryRun(['run'], { cwd, env: files })).toMatchObject({
      endpoint_url: 'http://127.0.0.1:1005',
      region: 'eu-profile-1',
      credentials: ['default'],
    });
    expect(await dryRun(['run'], { cwd })).toMatchObject({
      endpoint_url: 'embedded',
      region: 'us-east-1',
      concurrency: 16,
      credentials: ['main', 'alt'],
    });
  });
});

describe('credentials', () => {
  const config = `
config:
  credentials:
    - { name: main, access_key: from-file, secret_key: secret-of-file }
    - { name: Read-Only, access_key: from-file, secret_key: secret-of-file }
    - { name: other, access_key: from-file, secret_key: secret-of-file }
`;
  const tests = `
test_cases:
  groups:
    - name: G
      test:
        - { operation: ListBuckets }
        - { operation: ListBuckets, credential: Read-Only }
        - { operation: ListBuckets, credential: other }
`;
  /** The access key and token that a request was signed with. */
  const signerOf = (headers: Readonly<Record<string, unknown>>) =>
    `${/Credential=([^/]+)/.exec(String(headers.authorization))?.[1]} ${headers['x-amz-security-token'] ?? ''}`.trim();

  test('come from the command line, S3TESTER_CREDENTIAL_<NAME> and AWS profiles, over those of the file', async () => {
    const cwd = await makeFolder({
      's3tester.yaml': `${config}${tests}`,
      'aws-config': '[profile staging]\nregion = eu-west-1\n',
      'aws-credentials':
        '[staging]\naws_access_key_id = from-profile\naws_secret_access_key = secret-of-profile\naws_session_token = token-of-profile\n',
    });
    const env = {
      AWS_CONFIG_FILE: path.join(cwd, 'aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(cwd, 'aws-credentials'),
      S3TESTER_CREDENTIAL_READ_ONLY: 'from-variable:secret-of-variable:token:with:colons',
      S3TESTER_CREDENTIAL_OTHER: 'from-variable:secret-of-variable',
    };
    const server = await startHttpServer();
    const words = ['run', '--credential', 'main=@staging', '--credential', 'other=from-flag:secret-of-flag'];
    const { code } = await runInProcess([...words, '--endpoint-url', server.url], { cwd, env });
    expect(code).toBe(0);
    expect(server.requests.slice(1).map(({ headers }) => signerOf(headers))).toEqual([
      'from-profile token-of-profile',
      'from-variable token:with:colons',
      'from-flag',
    ]);
  });

  test('are listed without their secrets', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': `${config}${tests}` });
    const words = ['list', 'credentials', '--credential', 'extra=extra-key:extra-secret:extra-token'];
    const { stdout } = await runInProcess([...words, '--format', 'json'], { cwd });
    expect(JSON.parse(stdout)).toEqual([
      { name: 'main', kind: 'keys', access_key: 'from-file', profile: null },
      { name: 'Read-Only', kind: 'keys', access_key: 'from-file', profile: null },
      { name: 'other', kind: 'keys', access_key: 'from-file', profile: null },
      { name: 'extra', kind: 'temporary keys', access_key: 'extra-key', profile: null },
    ]);
    expect(stdout).not.toMatch(/secret|token-/);
  });
});

describe('a selection', () => {
  const yaml = `
config: { credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ] }
test_cases:
  groups:
    - name: One
      tags: slow
      test:
        - { operation: PutObject, parameters: { bucket: b, key: one, body: a } }
    - name: Two
      test:
        - { operation: PutObject, tags: quick, parameters: { bucket: b, key: two, body: a } }
        - case: held
          steps: [ { operation: PutObject, parameters: { bucket: b, key: held, body: a } } ]
        - case: kept
          steps: [ { operation: PutObject, parameters: { bucket: b, key: kept, body: a } } ]
    - name: Three
      test:
        - { operation: PutObject, parameters: { bucket: b, key: three, body: a } }
`;

  test.each<readonly [words: readonly string[], keys: readonly string[]]>([
    [
      ['--group', 'One', '-g', 'Three'],
      ['one', 'three'],
    ],
    [
      ['--tag', 'slow', '--tag', 'quick'],
      ['one', 'two'],
    ],
    [['--case', 'Two/ke*'], ['kept']],
    [
      ['--case', '**'],
      ['held', 'kept'],
    ],
  ])('%s', async (words, keys) => {
    const server = await startHttpServer();
    const cwd = await makeFolder({ 's3tester.yaml': yaml });
    const run = await runInProcess(['run', '--endpoint-url', server.url, '--format', 'json', ...words], {
      cwd,
    });
    expect(run.code).toBe(0);
    const sent = server.requests.flatMap(({ target }) => /^\/b\/(\w+)/.exec(target)?.[1] ?? []);
    expect(sent).toEqual(keys);
    const { summary, results } = JSON.parse(run.stdout) as Results;
    expect(summary).toMatchObject({ passed: keys.length, skipped: 5 - keys.length });
    for (const { skip_reason } of results.filter(({ status }) => status === 'skipped')) {
      expect(skip_reason).toMatch(/^(not selected by --(group|case|tag)|none of its tests is selected)$/);
    }
  });

  test.each<readonly [words: readonly string[], hint: string]>([
    [['--group', 'Tow'], 'did you mean "Two"?'],
    [['--case', 'Two/hold'], 'did you mean "Two/held"?'],
    [['--tag', 'quik'], 'did you mean "quick"?'],
    [['--tag', 'slow', '--group', 'Two'], 'nothing is left to run'],
  ])('%s selects nothing, which is an error', async (words, hint) => {
    const cwd = await makeFolder({ 's3tester.yaml': yaml });
    const { code, stdout, stderr } = await runInProcess(['run', ...words], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(hint);
  });
});

test('--bail stops after so many failures, but cleans up', async () => {
  const server = await startHttpServer(({ method }) =>
    method === 'PUT' ? errorResponse(403, 'AccessDenied') : {},
  );
  const put = (key: string) => `{ operation: PutObject, parameters: { bucket: b, key: ${key}, body: a } }`;
  const cwd = await makeFolder({
    's3tester.yaml': `
config: { credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ] }
test_cases:
  groups:
    - name: G
      test: [ ${['one', 'two', 'three', 'four'].map(put).join(', ')} ]
      after_test: [ { operation: DeleteObject, parameters: { bucket: b, key: one } } ]
`,
  });
  const words = ['run', '--bail=2', '--endpoint-url', server.url, '--format', 'json'];
  const { code, stdout } = await runInProcess(words, { cwd });
  expect(code).toBe(1);
  expect((JSON.parse(stdout) as Results).results.map(({ status }) => status)).toEqual([
    'fail',
    'fail',
    'skipped',
    'skipped',
    'pass',
  ]);
});

describe('a wrong command line is answered with what may have been meant:', () => {
  test.each<readonly [words: readonly string[], told: string]>([
    [['rnu'], 'run'],
    [['valdate', example], 'validate'],
    [['run', '--endpont-url=x'], '--endpoint-url'],
    [['run', '--endpoint', 'x'], '--endpoint-url'],
    [['list', 'group'], 'groups'],
    [['run', '--format', 'jsn'], 'json'],
    [['run', '--timeout', '-1'], 'above 0'],
    [['run', '--concurrency', '0'], 'above 0'],
    [['run', '--concurrency', '1.5'], 'whole number'],
    [['run', '--parallel', '--sequential', example], 'exclude each other'],
    [['run', example, '--credential', 'main'], 'KEY:SECRET'],
    [['run', example, '--identity', 'main'], 'NAME=arn=ARN,account_id=ID,canonical_id=ID'],
    [['conformance', '--case', 'head-bucket*'], '"*" stops at a slash'],
    [['conformance', '--case', '*65537*'], '"**[*ROW*]"'],
    [['serve', '--identity', 'main=arn=x'], 'serve takes no option --identity'],
    [['serve', '--fault', 'no-such-fault'], '--list-faults'],
    [['serve', '--fault', 'not-implementd=ListParts'], 'did you mean "not-implemented"'],
    [['serve', '--fault', 'not-implemented=ListPart'], 'did you mean "ListParts"'],
    [['serve', '--fault', 'not-implemented=ListParts:600'], 'refuses with 400, 403'],
  ])('%s', async (words, told) => {
    const { code, stdout, stderr } = await runInProcess(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('should not happen');
  });
});

test('--help and --version go to stdout and exit with 0', async () => {
  const help = await runInProcess(['run', '--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const option of [
    '--endpoint-url',
    '--credential',
    '--identity',
    '--bail',
    '--report',
    '--format',
    '--dry-run',
  ]) {
    expect(help.stdout).toContain(option);
  }
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(await runInProcess(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe('validate', () => {
  const yaml = `
config:
  credentials:
    - { name: main, access_key: "\${NO_SUCH_KEY}", secret_key: "\${NO_SUCH_SECRET}" }
    - { name: staging, profile: no-such-profile }
variables: { unused: 1 }
test_cases:
  groups:
    - name: G
      test: [ { operation: PutObject, parameters: { bucket: b, key: k, body: file://no-such-file } } ]
`;

  test('accepts what only the machine of the run will have', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': yaml });
    const { code, stdout, stderr } = await runInProcess(['validate', '--format', 'json'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('warning: the environment variable NO_SUCH_KEY is not set');
    const told = JSON.parse(stdout) as { errors: unknown[]; warnings: { code: string }[] };
    expect(told.errors).toEqual([]);
    expect(told.warnings.map(({ code: kind }) => kind)).toEqual(['unset-variable', 'unset-variable']);
  });

  test('--strict wants files, profiles and values, and nothing that is unused', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': yaml });
    const unset = await runInProcess(['validate', '--strict'], { cwd });
    expect(unset.code).toBe(2);
    for (const told of [
      'NO_SUCH_KEY',
      'no-such-file',
      'nothing uses the credential "staging"',
      'the variable "unused"',
    ]) {
      expect(unset.stderr).toContain(told);
    }
    const env = { NO_SUCH_KEY: 'a', NO_SUCH_SECRET: 'b' };
    const set = await runInProcess(['validate', '--strict'], { cwd, env });
    expect(set).toMatchObject({ code: 2, stderr: expect.stringContaining('no-such-profile') });
  });
});

test('list shows groups, cases and operations as a table and as data', async () => {
  const cwd = await makeFolder({
    's3tester.yaml': `
test_cases:
  groups:
    - name: G
      test: [ { operation: ListBuckets }, { case: c, title: A title, steps: [ { operation: ListBuckets } ] } ]
      after_test: [ { operation: ListBuckets } ]
`,
  });
  const [groups, cases] = await Promise.all(
    ['groups', 'cases'].map((what) =>
      runInProcess(['list', what, 's3tester.yaml', '--format', 'yaml'], { cwd }),
    ),
  );
  expect(parse(groups?.stdout ?? '')).toEqual([
    {
      name: 'G',
      credential: 'main',
      parallel: false,
      before_test: 0,
      test: 2,
      after_test: 1,
      loads: [],
      file: 's3tester.yaml',
    },
  ]);
  expect(parse(cases?.stdout ?? '')).toEqual([{ id: 'G/c', title: 'A title', group: 'G' }]);
  const operations = await runInProcess(['list', 'operations', '--format', 'yaml']);
  const known = parse(operations.stdout) as { name: string; alias_of?: string }[];
  expect(known.length).toBeGreaterThanOrEqual(112 + 6);
  expect(known).toContainEqual(
    expect.objectContaining({ name: 'PutObject', method: 'PUT', required: ['Bucket', 'Key'] }),
  );
  const table = await runInProcess(['list', 'operations'], { cwd: await makeFolder() });
  expect(table.stdout).toMatch(/^name +method +required/);
  expect(table.stdout).toMatch(/^ListBucketVersions .*ListObjectVersions/m);
});
