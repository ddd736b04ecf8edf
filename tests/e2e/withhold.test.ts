import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatSummaries } from '../../src/reporting/format-names.js';
import type { Results } from '../../src/results/types.js';
import { guardedIds, guardedSuite, guardedWords } from '../support/guarded-suite.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';

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
