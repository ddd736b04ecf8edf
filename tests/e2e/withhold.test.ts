import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatSummaries } from '../../src/reporting/format-names.js';
import type { Results } from '../../src/results/types.js';
import { guardedIds, guardedSuite, guardedWords } from '../support/guarded-suite.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { readParts } from '../support/tamper.js';

const suite = ['conformance', '--suite', 'suite', '--seed', '1'];
const security = ['--withhold', 'security'];
const formats = Object.keys(formatSummaries);
const everyFormat = formats.flatMap((format) => ['--report', `${format}=published/out.${format}`]);

let cwd = '';

beforeAll(async () => {
  cwd = await makeFolder(guardedSuite);
  const { code } = await runInProcess([...suite, '--trace', '--format', 'json', '-o', 'whole.json'], { cwd });
  expect(code).toBe(1);
});

/** What of the withheld cases stands in a text: ids, and words that no other case has. */
function leaksIn(text: string): readonly string[] {
  return [...guardedIds, ...guardedWords, 'open-door', 'many-doors'].filter((word) => text.includes(word));
}

async function publishedTexts(): Promise<Readonly<Record<string, string>>> {
  const folder = path.join(cwd, 'published');
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

async function readResults(name: string): Promise<Results> {
  return JSON.parse(await readFile(path.join(cwd, name), 'utf8')) as Results;
}

test('the whole results name what is to be withheld, so that a leak would show', async () => {
  expect(leaksIn(await readFile(path.join(cwd, 'whole.json'), 'utf8'))).toEqual([
    ...guardedIds,
    ...guardedWords,
    'open-door',
    'many-doors',
  ]);
});

describe('with --withhold nothing of the cases leaks', () => {
  test.each([
    ['report', ['report', 'whole.json', '--verbose']],
    ['merge', ['merge', 'whole.json', '--verbose']],
    ['conformance', [...suite, '--verbose', '--log-level', 'trace']],
  ])('from %s in any format', async (_name, words) => {
    const { code, stdout, stderr } = await runInProcess([...words, ...security, ...everyFormat], { cwd });
    expect(code).toBe(1);
    expect(leaksIn(`${stdout}${stderr}`)).toEqual([]);
    const texts = await publishedTexts();
    expect(Object.keys(texts)).toHaveLength(formats.length);
    for (const [name, text] of Object.entries(texts)) {
      expect([name, leaksIn(text)]).toEqual([name, []]);
      // A badge has no more than a figure.
      expect(text).toContain(name.includes('badge') ? '"message"' : 'never-right');
    }
  });

  test('from compare in any format, also as what changed, and as a trend', async () => {
    const reports = ['html', 'markdown', 'json', 'yaml'].flatMap((format) => [
      '--report',
      `${format}=published/compared.${format}`,
    ]);
    for (const words of [
      ['whole.json', 'whole.json'],
      ['whole.json', '--against', 'whole.json'],
      ['.', '--history'],
    ]) {
      const written = words.includes('--history') ? [] : reports;
      const { code, stdout, stderr } = await runInProcess(
        ['compare', ...words, '--verbose', ...security, ...written],
        { cwd },
      );
      expect({ code, stderr: leaksIn(stderr), stdout: leaksIn(stdout) }).toEqual({
        code: 0,
        stderr: [],
        stdout: [],
      });
    }
    for (const [name, text] of Object.entries(await publishedTexts())) {
      expect([name, leaksIn(text)]).toEqual([name, []]);
    }
  });
});

test('lines that tell of failures while they happen leave out those of the cases', async () => {
  const { code, stderr } = await runInProcess([...suite, ...security, '--output', 'live.txt'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^✗ .*object\/plain\/never-right/m);
  expect(leaksIn(stderr)).toEqual([]);
  const whole = await runInProcess([...suite, '--output', 'live.txt'], { cwd });
  expect(leaksIn(whole.stderr)).toContain('guard/doors/open-door');
});

test.each(
  formats.filter((format) => ['table', 'markdown', 'junit', 'html', 'har', 'json', 'yaml'].includes(format)),
)('%s counts what is withheld by area', async (format) => {
  await runInProcess(['report', 'whole.json', ...security, '--report', `${format}=published/counts`], {
    cwd,
  });
  const text = await readFile(path.join(cwd, 'published', 'counts'), 'utf8');
  const counted =
    format === 'json' || format === 'yaml'
      ? /"?name"?: "?guard"?,?\s+"?applicable"?: 5/
      : /guard: 1\/5 passed, 4 failed/;
  expect(text).toMatch(counted);
});

test('scores and totals are those of the cases that are left, and the exit code that of the run', async () => {
  const { code } = await runInProcess(['report', 'whole.json', ...security, '--report', 'json=left.json'], {
    cwd,
  });
  const { tests, conformance, cases, withheld } = await readResults('left.json');
  expect(code).toBe(1);
  expect(tests).toMatchObject({ total: 3, passed: 1, failed: 1, blocked: 1 });
  expect(conformance?.features.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
    ['objects', 1, 1],
  ]);
  expect(cases.find(({ id }) => id === 'object/plain/guarded-object')?.reason).toBe(
    'guards does not work: a case that is withheld',
  );
  expect(withheld).toMatchObject({
    tags: ['security'],
    areas: [{ name: 'guard', applicable: 5, passed: 1, failed: 4 }],
  });
});

test('what is withheld twice is counted once', async () => {
  await runInProcess(['report', 'whole.json', ...security, '--report', 'json=once.json'], { cwd });
  await runInProcess(['report', 'once.json', ...security, '--report', 'json=twice.json'], { cwd });
  expect((await readResults('twice.json')).withheld).toEqual((await readResults('once.json')).withheld);
});

describe('what could publish a case by mistake is refused:', () => {
  const refused = async (words: readonly string[], why: string) => {
    const { code, stderr } = await runInProcess(words, { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) });
  };

  test('a tag that no case has', async () => {
    await refused(['report', 'whole.json', '--withhold', 'securty'], 'no case in them has the tag "securty"');
    await refused([...suite, '--withhold', 'securty'], 'did you mean "security"?');
  });

  test('results without tags, and tests outside of cases', async () => {
    const whole = await readResults('whole.json');
    const files = await makeFolder({
      'old.json': JSON.stringify({ ...whole, cases: whole.cases.map(({ tags: _, ...one }) => one) }),
      'loose.json': JSON.stringify({
        ...whole,
        results: whole.results.map((step, index) => (index === 0 ? { ...step, case: null } : step)),
      }),
    });
    await refused(['report', path.join(files, 'old.json'), ...security], 'they do not say which tags');
    await refused(['report', path.join(files, 'loose.json'), ...security], 'has a test outside of cases');
  });

  test('a stream beside it', async () => {
    await refused([...suite, ...security, '--stream', 'all.ndjson'], 'the stream has every verdict');
  });
});

describe('of a run of scenarios', () => {
  const scenario = `test_cases:
  groups:
    - name: Doors
      tags: [security]
      before_test:
        - { operation: CreateBucket, parameters: { bucket: run-withhold-doors } }
      test:
        - case: open-door
          title: ZEBRA may not write
          steps:
            - { operation: PutObject, parameters: { bucket: run-withhold-doors, key: zebra-key, body: one }, expected_result: { error_code: AccessDenied } }
        - case: many-doors
          title: ZEBRA may go nowhere
          for_each: [x, y]
          steps:
            - { operation: GetObject, parameters: { bucket: run-withhold-doors, key: "zebra-key-\${item}" }, expected_result: { error_code: AccessDenied } }
      after_test:
        - { operation: DeleteObject, parameters: { bucket: run-withhold-doors, key: zebra-key } }
    - name: Plain
      test:
        - case: never-right
          steps:
            - { operation: GetObject, parameters: { bucket: run-withhold-none, key: a } }
        - case: around
          steps:
            - case: open-door-inside
              tags: [security]
              steps:
                - { operation: GetObject, parameters: { bucket: run-withhold-none, key: zebra-key }, expected_result: { error_code: AccessDenied } }
`;
  const words = ['run', 's3tester.yaml', '--endpoint-url', 'embedded'];
  let folder = '';

  beforeAll(async () => {
    folder = await makeFolder({ 's3tester.yaml': scenario });
  });

  const leaks = (text: string) =>
    ['ZEBRA', 'zebra-key', 'open-door', 'many-doors'].filter((word) => text.includes(word));

  test('nothing of the cases leaks into formats, live lines, log, bundle or output', async () => {
    const whole = await runInProcess([...words, '--format', 'json', '--verbose'], { cwd: folder });
    expect(leaks(whole.stdout)).toHaveLength(4);
    const { code, stdout, stderr } = await runInProcess(
      [
        ...words,
        ...security,
        '--verbose',
        '--log-level',
        'trace',
        '--log-file',
        'run.log',
        '--bundle',
        'run.s3t',
        '--har',
        'run.har',
        ...everyFormat,
      ],
      { cwd: folder },
    );
    expect({ code, leaks: leaks(`${stdout}${stderr}`) }).toEqual({ code: 1, leaks: [] });
    expect(stderr).toMatch(/^✗ .*never-right/m);
    const names = await readdir(path.join(folder, 'published'));
    expect(names).toHaveLength(formats.length);
    for (const name of [...names.map((one) => `published/${one}`), 'run.log', 'run.har']) {
      expect([name, leaks(await readFile(path.join(folder, name), 'utf8'))]).toEqual([name, []]);
    }
    for (const [name, content] of await readParts(path.join(folder, 'run.s3t'))) {
      expect([name, leaks(String(content))]).toEqual([name, []]);
    }
    const results = JSON.parse(await readFile(path.join(folder, 'published', 'out.json'), 'utf8')) as Results;
    expect(results.tests).toMatchObject({ total: 1, failed: 1 });
    expect(results.withheld?.areas.reduce((sum, { failed }) => sum + failed, 0)).toBe(5);
  });

  test.each([
    [[...security.slice(0, 1), 'securty'], 'did you mean "security"?'],
    [[...security, '--stream', 'all.ndjson'], 'the stream has every verdict'],
  ])('%j is refused', async (options, why) => {
    const { code, stdout, stderr } = await runInProcess([...words, ...options], { cwd: folder });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(why) });
  });

  test('a step with the tag in a case without it is refused with its place', async () => {
    const files = await makeFolder({
      'step.yaml': `cases:
  - case: told
    steps:
      - { operation: ListBuckets }
      - { operation: GetObject, tags: [security], parameters: { bucket: run-withhold-none, key: a } }
`,
    });
    const run = ['run', 'step.yaml', '--endpoint-url', 'embedded', ...security];
    const { code, stdout, stderr } = await runInProcess(run, { cwd: files });
    const why = 'a step of the case step/told has the tag, step.yaml:5, and only whole cases can be withheld';
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(why) });
  });

  test('a test outside of cases is refused in a withheld group with its place, and left in another', async () => {
    const loose = (group: string) =>
      `test_cases: { groups: [\n  { name: Loose, ${group}test: [{ operation: ListBuckets }] },\n  { name: Other, test: [{ case: locked, tags: [security], steps: [{ operation: ListBuckets }] }] }\n  ] }\n`;
    const files = await makeFolder({ 'tagged.yaml': loose('tags: [security], '), 'plain.yaml': loose('') });
    const run = (name: string) =>
      runInProcess(['run', name, '--endpoint-url', 'embedded', '--verbose', ...security], { cwd: files });
    const refused = await run('tagged.yaml');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('"Loose" has a test outside of cases, tagged.yaml:2, and only cases');
    const { code, stdout } = await run('plain.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('ListBuckets');
    expect(stdout).not.toContain('locked');
  });
});
