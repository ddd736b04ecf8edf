import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';

const configuration = (more: string) => `config:
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
${more}
test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets } ] } ] }
`;

const reports = `  reports:
    - { format: csv, file: out/tests.csv }
    - { format: tap, file: out/tests.tap }`;

test('run writes the reports of the configuration, beside it; --report takes their place', async () => {
  const cwd = await makeFolder({ 'ci/a.yaml': configuration(reports) });
  expect((await runInProcess(['run', 'ci/a.yaml'], { cwd })).code).toBe(0);
  expect((await readdir(path.join(cwd, 'ci', 'out'))).sort()).toEqual(['tests.csv', 'tests.tap']);
  expect(
    (await runInProcess(['run', 'ci/a.yaml', '--report', 'tap=only.tap'], { cwd })).stderr,
  ).not.toContain('tests.csv');
  expect(await readdir(cwd)).toContain('only.tap');
});

test('a file that has settings of the suite alone is valid, and run says whose they are', async () => {
  const settings = 'config: { endpoint_url: embedded, conformance: { level: core } }\n';
  const cwd = await makeFolder({
    'suite.yaml': settings,
    'server.yaml': 'config: { endpoint_url: embedded }\n',
  });
  for (const words of [['suite.yaml'], ['suite.yaml', '--strict']]) {
    expect(await runInProcess(['validate', ...words], { cwd })).toMatchObject({
      ...{ code: 0, stderr: '' },
      stdout: '1 file is valid: settings of s3tester conformance, and no group\n',
    });
  }
  const { code, stderr } = await runInProcess(['run', 'suite.yaml'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('the settings are for the suite: s3tester conformance -c suite.yaml'),
  });
  expect(await runInProcess(['validate', 'server.yaml'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is nothing to run'),
  });
});

test('conformance runs what the configuration chooses, and reports it', async () => {
  const chosen = `${reports}
  conformance: { case: object/range/suffix, baseline: known.yaml }`;
  const cwd = await makeFolder({ 'ci/a.yaml': configuration(chosen), 'ci/known.yaml': 'known: []\n' });
  const found = await runInProcess(['conformance', '-c', 'ci/a.yaml', '--format', 'json'], { cwd });
  expect(found.code, found.stderr).toBe(0);
  const { cases, conformance } = JSON.parse(found.stdout) as {
    cases: { id: string }[];
    conformance: { baseline: { file: string } };
  };
  expect(cases.map(({ id }) => id)).toEqual(['object/range/suffix']);
  expect(conformance.baseline.file).toBe(path.join('ci', 'known.yaml'));
  expect((await readdir(path.join(cwd, 'ci', 'out'))).sort()).toEqual(['tests.csv', 'tests.tap']);
});

test.each([
  ['  reports: [ { format: pdf, file: a.pdf } ]', /^a\.yaml:3:24: error: .*pdf/],
  ['  reports: [ { format: csv } ]', /^a\.yaml:3:16: error: .*file/],
  ['  reports: [ { format: csv, path: a.csv } ]', /a\.yaml:3:29: error: .*path/],
  ['  conformance: { level: [core, extendet] }', /^a\.yaml:3:32: error: .*extendet[\s\S]*extended/],
  ['  conformance: { baselin: known.yaml }', /^a\.yaml:3:18: error: .*baselin[\s\S]*baseline/],
  ['  conformance: { flaky: 0 }', /^a\.yaml:3:25: error: /],
])('what is wrong is told with its place: %s', async (more, message) => {
  const cwd = await makeFolder({ 'a.yaml': configuration(more) });
  const { code, stderr } = await runInProcess(['validate', 'a.yaml'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
});

test.each([
  ['feature: [objects, bukets]', 3, 'bukets', 'there is no feature "bukets"'],
  ['operation: [ PutObjct ]', 3, 'PutObjct', 'there is no operation "PutObjct"'],
  ['case: objct/**', 3, 'objct', 'no case matches "objct/**"'],
  ['tag: nope', 3, 'nope', 'there is no tag "nope"'],
])(
  'what the suite does not have is told where the configuration names it: %s',
  async (choice, line, word, said) => {
    const text = configuration(`  conformance: { ${choice} }`);
    const cwd = await makeFolder({ 'a.yaml': text });
    const column = (text.split('\n')[line - 1] ?? '').indexOf(word) + 1;
    const { code, stdout, stderr } = await runInProcess(['conformance', '-c', 'a.yaml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`a.yaml:${line}:${column}: error: ${said}`);
    // What the command line chooses takes the place of it.
    const chosen = await runInProcess(['conformance', '-c', 'a.yaml', '--case', 'object/range/suffix'], {
      cwd,
    });
    expect(chosen.code, chosen.stderr).toBe(0);
  },
);
