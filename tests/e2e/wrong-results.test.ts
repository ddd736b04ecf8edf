import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { runInProcess } from '../support/run-in-process.js';
import { writtenResults } from '../support/written-results.js';

const suite = path.join(repository, 'tests', 'support', 'mini-suite');
const baseline = 'known:\n  - { case: object/put/never-right, verdict: wrong-result, reason: known }\n';

/** A whole result file with something wrong in it, and what is told of it. */
const wrong: readonly (readonly [what: string, change: (data: Data) => void, told: string])[] = [
  [
    'a conformance that is a number',
    (data) => Object.assign(data, { conformance: 5 }),
    'conformance must be',
  ],
  [
    'a baseline that is a list',
    (data) => Object.assign(data.conformance, { baseline: [] }),
    'conformance.baseline must be',
  ],
  [
    'a trace without a head',
    (data) => Object.assign(data.results[0]?.http[0] ?? {}, { trace: { request: 'GET /' } }),
    'results[0].http[0].trace.request must be',
  ],
  [
    'a mark that is a word',
    (data) => Object.assign(data.cases[0] ?? {}, { is_flaky: 'yes' }),
    'cases[0].is_flaky must be',
  ],
  [
    'nothing on how it ended',
    (data) => Reflect.deleteProperty(data, 'interrupted'),
    'interrupted is missing',
  ],
];

interface Data {
  readonly conformance: object;
  readonly results: readonly { readonly http: readonly object[] }[];
  readonly cases: readonly object[];
}

test.each([
  ['merge', ['merge', 'results.json']],
  ['baseline check', ['baseline', 'check', 'baseline.yaml', 'results.json', '--suite', suite]],
  ['baseline update', ['baseline', 'update', 'baseline.yaml', 'results.json']],
  ['conformance --rerun-failed', ['conformance', '--suite', suite, '--rerun-failed', 'results.json']],
])('%s says which file is wrong, and where', async (_command, words) => {
  for (const [what, change, told] of wrong) {
    const data = JSON.parse(await writtenResults('conformance')) as Data;
    change(data);
    const cwd = await makeFolder({ 'results.json': JSON.stringify(data), 'baseline.yaml': baseline });
    const { code, stdout, stderr } = await runInProcess(words, { cwd });
    expect({ code, stdout }, what).toEqual({ code: 2, stdout: '' });
    expect(stderr, what).toContain(`s3tester: results.json is not a complete result file: ${told}`);
    expect(await readFile(path.join(cwd, 'baseline.yaml'), 'utf8'), what).toBe(baseline);
  }
});
