import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { guardedSuite } from '../support/guarded-suite.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { writeParts } from '../support/tamper.js';

let cwd = '';
const s3tester = (...words: readonly string[]) => runInProcess(words, { cwd });

/** A program that sends one request to the endpoint that it is told. */
const program = 'fetch(process.argv[2]).then((response) => response.text());';

beforeAll(async () => {
  cwd = await makeFolder({
    ...guardedSuite,
    'program.mjs': program,
    'scenario.yaml': 'test_cases: { groups: [{ name: G, test: [{ operation: ListBuckets }] }] }\n',
    'baseline.yaml': 'known: [{ case: object/plain/never-right, verdict: wrong-result, reason: known }]\n',
    'profile.yaml': await readFile(new URL('../../profiles/terraform.yaml', import.meta.url), 'utf8'),
    'junk.txt': 'a text of somebody\n',
  });
  const suite = ['conformance', '--suite', 'suite', '--case', 'object/**', '-q', '-o', 'results.json'];
  await s3tester(...suite, '--format', 'json', '--bundle', 'bundle.s3t', '--stream', 'stream.ndjson');
  for (const format of ['har', 'junit', 'html', 'yaml']) {
    await s3tester('report', 'results.json', '-q', '--format', format, '-o', `results.${format}`);
  }
  await s3tester('compare', 'results.json', 'results.yaml', '--format', 'json', '-o', 'comparison.json');
  const recorded = ['--recording', 'recording.ndjson', '--need', 'need.yaml', '--any-key'];
  await s3tester('record', '--upstream', 'embedded', ...recorded, '--', 'node', 'program.mjs', '{endpoint}');
  const clients = ['--duration', '0.2', '--clients', '2', '--workload', 'cas-register'];
  await s3tester('consistency', '--endpoint-url', 'embedded', ...clients, '--history', 'history.ndjson');
  await writeParts(path.join(cwd, 'other.zip'), [['word/document.xml', Buffer.from('<a/>')]]);
  await writeFile(path.join(cwd, 'cut.zip'), 'PK\u0003\u0004'.padEnd(26, '\0').concat('\u0004\0\0\0a.js'));
});

/** Each file, and what it is said to be. */
const files: Readonly<Record<string, string>> = {
  'results.json': 'a file of results',
  'results.yaml': 'a file of results',
  'bundle.s3t': 'a zip file, as an evidence bundle is',
  'stream.ndjson': 'a stream of events',
  'recording.ndjson': 'a recording',
  'history.ndjson': 'a history',
  'need.yaml': 'the need of a program',
  'baseline.yaml': 'a baseline',
  'profile.yaml': 'a profile of an application',
  'scenario.yaml': 'a configuration',
  'comparison.json': 'a comparison',
  'results.har': 'a HAR archive',
  'results.junit': 'an XML document',
  'results.html': 'a web page',
};

/** Commands that read a file, `FILE` being the one, and those that they do read. */
const commands: readonly (readonly [words: string, read: readonly string[]])[] = [
  ['verify FILE', ['bundle.s3t']],
  ['report FILE', ['results.json', 'results.yaml', 'bundle.s3t', 'stream.ndjson']],
  ['compare FILE results.json', ['results.json', 'results.yaml', 'bundle.s3t']],
  ['merge FILE', ['results.json', 'results.yaml', 'bundle.s3t']],
  ['baseline check baseline.yaml FILE --suite suite', ['results.json', 'results.yaml', 'bundle.s3t']],
  ['baseline update FILE results.json --dry-run', ['baseline.yaml']],
  ['conformance --suite suite --baseline FILE', ['baseline.yaml']],
  ['record --from FILE --har made.har', ['recording.ndjson']],
  ['consistency --check FILE', ['history.ndjson']],
  ['qualify --need FILE --dry-run', ['need.yaml']],
  ['qualify --profile-file FILE --dry-run', ['profile.yaml']],
  ['qualify --check-certificate FILE', []],
  ['validate FILE', ['scenario.yaml']],
];

test('every file was written', async () => {
  expect(await readdir(cwd)).toEqual(expect.arrayContaining(Object.keys(files)));
});

test.each(commands)('s3tester %s says of each other file what it is', async (words, read) => {
  for (const [file, what] of Object.entries(files)) {
    if (read.includes(file)) {
      continue;
    }
    const { code, stdout, stderr } = await s3tester(...words.replace('FILE', file).split(' '));
    expect({ file, code, stdout, stderr }).toEqual({
      ...{ file, code: 2, stdout: '' },
      stderr: expect.stringMatching(new RegExp(`^s3tester: ${file} is no [a-z ]+, it is ${what}.*\n`)),
    });
  }
});

test.each(commands.filter(([, read]) => read.length > 0))(
  's3tester %s reads its own',
  async (words, read) => {
    for (const file of read) {
      const { stderr } = await s3tester(...words.replace('FILE', file).split(' '));
      expect(stderr).not.toContain(' is no ');
    }
  },
);

test.each(['other.zip', 'cut.zip'])('%s, which has nothing of a bundle, was never changed', async (file) => {
  for (const words of [
    ['verify', file, '--suite', 'suite'],
    ['report', file],
  ]) {
    const { code, stdout, stderr } = await s3tester(...words);
    expect({ code, stdout, stderr }).toEqual({
      ...{ code: 2, stdout: '' },
      stderr: expect.stringMatching(/^s3tester: \w+\.zip is no .*zip file.*nothing of a bundle/),
    });
  }
});

test('a text of somebody is refused, too', async () => {
  for (const [words] of commands) {
    const { code, stdout } = await s3tester(...words.replace('FILE', 'junk.txt').split(' '));
    expect([words, code, stdout]).toEqual([words, 2, '']);
  }
});
