import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import type { PlanDescription } from '../../src/runner/index.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { runInProcess } from '../support/run-in-process.js';

const suite = path.join(repository, 'tests', 'support', 'mini-suite');

/** Runs the small suite on the embedded server: seven cases, of which one fails and two are skipped. */
function conformance(words: readonly string[], cwd: string) {
  return runInProcess(['conformance', '--suite', suite, ...words], { cwd });
}

async function runInto(file: string, words: readonly string[], cwd: string): Promise<Results> {
  await conformance([...words, '--format', 'json', '-o', file], cwd);
  return JSON.parse(await readFile(path.join(cwd, file), 'utf8')) as Results;
}

const verdictsOf = ({ cases }: Results) => cases.map(({ id, verdict }) => `${id} ${verdict}`);

describe('selection', () => {
  test.each<readonly [words: readonly string[], message: string, hint: string]>([
    [['--feature', 'object'], 'there is no feature "object"', 'did you mean "objects"?'],
    [['--level', 'cor'], 'there is no level "cor"', 'levels: core, extended, aws, legacy'],
    [['--operation', 'GetObjct'], 'there is no operation "GetObjct"', 'did you mean "GetObject"?'],
    [['--tag', 'wrng'], 'there is no tag "wrng"', 'did you mean "wrong"?'],
    [['--case', 'object/puts/**'], 'no case matches "object/puts/**"', 'did you mean "object/put/**"?'],
    [['--case', 'object/**', '--case', 'nothing'], 'no case matches "nothing"', 'object/put/rows'],
    [['--shard', '3/2'], '--shard 3/2: write I/N', 'such as 2/8'],
    [['--case', '**/rows', '--tag', 'wrong'], 'no case is selected', 's3tester list cases'],
    [['--rerun-failed', 'none.json'], 'cannot read the results none.json', 'there is no such file or folder'],
  ])('%j is told, and nothing is sent', async (words, message, hint) => {
    const { code, stdout, stderr } = await conformance(words, await makeFolder());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });

  test('a dry run counts what is selected', async () => {
    const { code, stdout } = await conformance(['--dry-run', '--case', '**/round-trip'], await makeFolder());
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^1 case: at least 2 operations/m),
    });
  });

  test('by operation, with levels in one list', async () => {
    const cwd = await makeFolder();
    const words = ['--operation', 'PutBucketVersioning', '--level', 'extended,aws'];
    expect(verdictsOf(await runInto('a.json', words, cwd))).toEqual(['object/versions/two-versions pass']);
  });
});

test('what failed runs again, narrowed by a glob', async () => {
  const cwd = await makeFolder();
  await runInto('all.json', [], cwd);
  expect(verdictsOf(await runInto('again.json', ['--rerun-failed', 'all.json'], cwd))).toEqual([
    'object/put/never-right fail',
  ]);
  const narrowed = await conformance(['--rerun-failed', 'all.json', '--case', 'object/versions/*'], cwd);
  expect(narrowed).toMatchObject({ code: 2, stderr: expect.stringContaining('no case is selected') });
});

test('runs of which other cases apply have other plans', async () => {
  const cwd = await makeFolder();
  const planOf = async (words: readonly string[]) =>
    (await runInto('plan.json', ['--case', 'object/put/**', ...words], cwd)).conformance?.plan;
  const main = ['--credential', 'main=a:b'];
  const alt = ['--credential', 'alt=c:d'];
  const plans = [
    await planOf(main),
    await planOf([...main, ...alt]),
    await planOf([...main, ...alt, '--identity', 'alt=canonical_id=abc']),
  ];
  expect(new Set(plans).size).toBe(3);
  expect(await planOf(['--credential', 'main=other:keys'])).toBe(plans[0]);
});

test('shards merged give the verdicts, the scores and the plan of the whole', async () => {
  const cwd = await makeFolder();
  const whole = await runInto('whole.json', [], cwd);
  const shards = ['1', '2', '3'];
  for (const index of shards) {
    await runInto(`${index}.json`, ['--shard', `${index}/3`], cwd);
  }
  const files = shards.map((index) => `${index}.json`);
  const { code } = await runInProcess(['merge', ...files, '--format', 'json', '-o', 'merged.json'], { cwd });
  expect(code).toBe(1);
  const merged = JSON.parse(await readFile(path.join(cwd, 'merged.json'), 'utf8')) as Results;
  expect(verdictsOf(merged).sort()).toEqual(verdictsOf(whole).sort());
  expect(merged.conformance).toEqual(whole.conformance);

  const incomplete = await runInProcess(['merge', '1.json', '3.json'], { cwd });
  expect(incomplete).toMatchObject({ code: 2, stderr: expect.stringContaining('shard 2/3 is missing') });
});

describe('two scores of one run', () => {
  const files = {
    'suite/features.yaml':
      'version: "0.0.1"\nfeatures: [{ name: objects, description: Objects, reference: "https://docs.aws.amazon.com/s3" }]\n',
    'suite/object/get.yaml': `defaults: { feature: objects, level: core, fixtures: { bucket: shared } }
cases:
  - case: as-aws
    title: A key that holds nothing is refused
    steps:
      - { operation: GetObject, parameters: { key: "\${prefix}a" }, expected_result: { error_code: NoSuchKey } }
  - case: nearly
    title: A key that holds nothing is refused in another way
    steps:
      - operation: GetObject
        parameters: { key: "\${prefix}a" }
        expected_result: { error_code: AccessDenied }
        tolerate: [{ reason: clients treat both alike, error_code: NoSuchKey }]
`,
  };
  const run = (words: readonly string[], cwd: string) =>
    runInProcess(['conformance', '--suite', 'suite', ...words], { cwd });

  test('both are said, and what is only tolerated passes', async () => {
    const cwd = await makeFolder(files);
    const { code, stdout } = await run(['--format', 'json', '-o', 'a.json', '--report', 'table=a.txt'], cwd);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(await readFile(path.join(cwd, 'a.txt'), 'utf8')).toContain(
      '2 of 2 cases work for clients, 1 of them exactly as AWS',
    );
    const results = JSON.parse(await readFile(path.join(cwd, 'a.json'), 'utf8')) as Results;
    expect(results.tests).toMatchObject({ passed: 2, exact: 1 });
    expect(results.conformance?.levels).toMatchObject([{ name: 'core', passed: 2, exact: 1 }]);
    expect(results.cases).toMatchObject([
      { exact: true },
      { exact: false, deviation: expect.stringContaining('clients treat both alike') },
    ]);
  });

  test('with --exact it fails with a kind of its own, which a baseline can hold', async () => {
    const cwd = await makeFolder(files);
    const { code } = await run(
      ['--exact', '--format', 'json', '-o', 'a.json', '--report', 'table=a.txt'],
      cwd,
    );
    expect(code).toBe(1);
    const table = await readFile(path.join(cwd, 'a.txt'), 'utf8');
    expect(table).toContain('2 of 2 cases work for clients, 1 of them exactly as AWS');
    expect(table).toMatch(/✗ tolerated +object\/get\/nearly/);
    const results = JSON.parse(await readFile(path.join(cwd, 'a.json'), 'utf8')) as Results;
    expect(results.tests).toMatchObject({ passed: 1, exact: 1, failed: 1 });
    await runInProcess(['baseline', 'update', 'known.yaml', 'a.json'], { cwd });
    expect(await readFile(path.join(cwd, 'known.yaml'), 'utf8')).toContain(
      'verdict: tolerated, reason: "deviates: GetObject answers 404 NoSuchKey instead of AccessDenied" }',
    );
    for (const words of [['--exact'], []]) {
      expect(await run([...words, '--baseline', 'known.yaml'], cwd)).toMatchObject({ code: 0 });
    }
  });

  test('shards merged have both; those of which one was judged exactly are of other runs', async () => {
    const cwd = await makeFolder(files);
    await run(['--shard', '1/2', '--format', 'json', '-o', '1.json'], cwd);
    await run(['--shard', '2/2', '--format', 'json', '-o', '2.json'], cwd);
    await run(['--exact', '--shard', '2/2', '--format', 'json', '-o', 'exact.json'], cwd);
    const merged = await runInProcess(['merge', '1.json', '2.json'], { cwd });
    expect(merged.stdout).toContain('2 of 2 cases work for clients, 1 of them exactly as AWS');
    const mixed = await runInProcess(['merge', '1.json', 'exact.json'], { cwd });
    expect(mixed).toMatchObject({ code: 2, stderr: expect.stringContaining('is a shard of another run') });
  });
});

describe('a baseline', () => {
  test('is written, met, and made stale by what passes or vanishes', async () => {
    const cwd = await makeFolder({
      'stale.yaml': [
        'known:',
        '  - { case: object/put/never-right, verdict: wrong-result, reason: "deviates: …" }',
        '  - { case: object/put/round-trip, verdict: fail, reason: "deviates: …" }',
        '  - { case: object/put/gone, verdict: fail, reason: "deviates: …" }',
        '',
      ].join('\n'),
    });
    await runInto('all.json', [], cwd);
    expect(await runInProcess(['baseline', 'update', 'known.yaml', 'all.json'], { cwd })).toMatchObject({
      code: 0,
    });
    expect(await readFile(path.join(cwd, 'known.yaml'), 'utf8')).toContain(
      'verdict: wrong-result, reason: \'deviates: GetObject gives body "one" instead of "two"\' }',
    );
    expect(await conformance(['--baseline', 'known.yaml'], cwd)).toMatchObject({ code: 0 });
    const stale = await runInProcess(['baseline', 'check', 'stale.yaml', 'all.json', '--suite', suite], {
      cwd,
    });
    expect(stale.code).toBe(1);
    expect(stale.stdout).toMatch(
      /1 expected, no regressions, 1 newly passing, 1 vanished: object\/put\/gone/,
    );
  });

  test('that is no baseline is told with its place, and not written over', async () => {
    const text = 'known: [ { case: a, verdict: error, reason: r } ]\n';
    const cwd = await makeFolder({ 'known.yaml': text });
    await runInto('all.json', ['--case', '**/round-trip'], cwd);
    for (const what of ['check', 'update']) {
      const { code, stderr } = await runInProcess(['baseline', what, 'known.yaml', 'all.json'], { cwd });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('known.yaml:1:30') });
    }
    expect(await readFile(path.join(cwd, 'known.yaml'), 'utf8')).toBe(text);
  });
});

test('the cases are listed with what they are about', async () => {
  const { code, stdout } = await runInProcess(['list', 'cases', '--format', 'json']);
  const [first] = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(Object.keys(first)).toEqual(
    expect.arrayContaining([
      'id',
      'title',
      'feature',
      'level',
      'reference',
      'operations',
      'needs',
      'provenance',
    ]),
  );
});

describe('the credential main', () => {
  const endpoint = ['--endpoint-url', 'http://127.0.0.1:1'];

  test.each<readonly [words: readonly string[], given: string]>([
    [[], ''],
    [['--credential', 'Main=a:bbbbbb'], '; given: "Main"'],
  ])('is asked for once where it is missing: %j', async (words, given) => {
    const { code, stdout, stderr } = await runInProcess(['conformance', ...endpoint, ...words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [first, hint, ...more] = stderr.split('\n');
    expect(first).toBe(`s3tester: the suite needs a credential called "main"${given}`);
    expect(hint).toContain('--credential main=KEY:SECRET');
    expect(more).toEqual(['']);
  });

  test('is made of AWS_* variables, also beside another; the embedded server needs none', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'of-aws', AWS_SECRET_ACCESS_KEY: 'secret-of-aws' };
    const words = ['conformance', '--case', 'object/range/**', '--dry-run', '--format', 'json'];
    const credentialsOf = async (more: readonly string[]) => {
      const { stdout } = await runInProcess([...words, ...more], { env });
      return (JSON.parse(stdout) as PlanDescription).credentials;
    };
    expect(await credentialsOf(endpoint)).toEqual(['main']);
    expect(await credentialsOf([...endpoint, '--credential', 'alt=c:dddddd'])).toEqual(['main', 'alt']);
    expect(await credentialsOf([])).toEqual(['main', 'alt']);
  });

  test('is not asked for where cases are only listed', async () => {
    const words = ['list', 'cases', '--feature', 'ranges', '--level', 'extended', '--format', 'json'];
    const { code, stdout } = await runInProcess([...words, ...endpoint]);
    const listed = JSON.parse(stdout) as readonly { feature: string; level: string }[];
    expect(code).toBe(0);
    expect(listed.length).toBeGreaterThan(0);
    expect(new Set(listed.map(({ feature, level }) => `${feature} ${level}`))).toEqual(
      new Set(['ranges extended']),
    );
  });
});

test('a dry run lists the cases that would run, and marks those that are only asked first', async () => {
  const { stdout } = await conformance(['--dry-run', '--case', '**/round-trip'], await makeFolder());
  expect(stdout).toMatch(/^id +level +probe +title\n/);
  expect(stdout).toMatch(/^object\/put\/round-trip +core +/m);
});

test.each<readonly [words: readonly string[], message: string]>([
  [['operations', '--case', 'x'], 'list operations has no use for --case'],
  [
    ['cases', 'examples/access-control.yaml', '--level', 'core'],
    'a list of the cases of a configuration has no use for --level',
  ],
  [['cases', '--tag', 'nothing'], 'there is no tag "nothing"'],
])('list %j is refused', async (words, message) => {
  const { code, stderr } = await runInProcess(['list', ...words]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test('list cases of a configuration takes --case and --tag', async () => {
  const words = [
    'list',
    'cases',
    'examples/access-control.yaml',
    '--case',
    '*/policy-deny-*',
    '--format',
    'json',
  ];
  const { stdout } = await runInProcess(words);
  expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ id: 'Bucket policies/policy-deny-wins' })]);
});
