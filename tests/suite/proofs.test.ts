import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCases } from '../../scripts/suite/check-cases.js';
import { checkFaults } from '../../scripts/suite/check-faults.js';
import { checkReported } from '../../scripts/suite/check-reported.js';
import { readSuite, serverOptions } from '../../scripts/suite/suite-runner.js';
import { faults, type RunningServer, startServer } from '../../src/server/index.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';

const features = `
version: "0.0.1"
features: [{ name: objects, description: "Objects", reference: "https://docs.aws.amazon.com/" }]
`;

const cases = `
defaults: { feature: objects, level: core, reference: "https://docs.aws.amazon.com/", fixtures: { bucket: own } }
cases:
  - case: reads
    steps:
      - { operation: PutObject, parameters: { key: k, body: hello } }
      - { operation: GetObject, parameters: { key: k }, expected_result: { body: hello } }
  - case: status-alone
    steps: [{ operation: PutObject, parameters: { key: k, body: hello } }]
  - case: believes-anything
    steps: [{ operation: HeadBucket, expected_result: { status_code: [200, 202, 500] } }]
  - case: asks-nothing
    steps: [{ set: { a: "'1'" } }]
  - case: never-right
    steps: [{ operation: HeadBucket, expected_result: { status_code: 418 } }]
  - case: for-others
    steps: [{ operation: HeadBucket, credential: stranger, expected_result: { status_code: 200 } }]
  - case: rows
    for_each: [{ name: strict, wanted: 200 }, { name: lax, wanted: [200, 202, 500] }]
    steps: [{ operation: HeadBucket, expected_result: { status_code: "\${item.wanted}" } }]
  - case: tolerates-other-tags
    steps:
      - operation: PutObject
        parameters: { key: k, body: hello }
        expected_result: { headers: { etag: { $matches: '^"' } } }
        tolerate: [{ reason: no client reads it, status_code: 200 }]
  - case: tolerates-anything
    steps:
      - operation: HeadBucket
        expected_result: { status_code: 200, headers: { x-amz-bucket-region: us-east-1 } }
        tolerate: [{ reason: no client reads it, status_code: [200, 202, 500] }]
  - case: unquoted
    steps: [{ operation: PutObject, parameters: { key: k, body: hello }, expected_result: { headers: { etag: { $matches: '^"' } } } }]
`;

type Answer = import('../../scripts/suite/answer-changes.js').Answer;
type Suite = Awaited<ReturnType<typeof readSuite>>;

let server: RunningServer;
let suite: Suite;

beforeAll(async () => {
  const folder = await makeFolder({ 'suite/features.yaml': features, 'suite/object/put.yaml': cases });
  suite = await readSuite(path.join(folder, 'suite'));
  server = await startServer(serverOptions);
});

afterAll(() => server.close());

async function outcomesOf(...names: readonly string[]): Promise<Record<string, string>> {
  const ids = names.map((name) => `object/put/${name}`);
  const verdicts = await checkCases(suite, ids, server);
  return Object.fromEntries(
    verdicts.map(({ id, outcome, isStatusOnly, isExactOnly }) => [
      id.replace('object/put/', ''),
      outcome + (isStatusOnly ? ': status' : '') + (isExactOnly ? ': not exact' : ''),
    ]),
  );
}

test('a case is noticed to read what it reads, and rejected where it believes anything', async () => {
  expect(await outcomesOf('reads', 'status-alone', 'believes-anything', 'asks-nothing')).toEqual({
    reads: 'noticed',
    'status-alone': 'noticed: status',
    'believes-anything': 'vacuous',
    'asks-nothing': 'vacuous',
  });
});

test('a case that tolerates every change that it notices is told from one that fails', async () => {
  expect(await outcomesOf('tolerates-anything', 'tolerates-other-tags')).toEqual({
    'tolerates-anything': 'noticed: not exact',
    'tolerates-other-tags': 'noticed: status',
  });
});

test('a row that believes anything is not hidden by the others', async () => {
  expect(await outcomesOf('rows')).toEqual({ 'rows[strict]': 'noticed: status', 'rows[lax]': 'vacuous' });
});

test('a case that does not pass, or does not run, counts as checked by nobody', async () => {
  expect(await outcomesOf('never-right', 'for-others', 'no-such-case')).toEqual({
    'never-right': 'unread',
    'for-others': 'skipped',
    'no-such-case': 'unread',
  });
});

test('a case that the proxy cannot serve is not taken for one that noticed', async () => {
  const gone = await startServer(serverOptions);
  await gone.close();
  const verdicts = await checkCases(suite, ['object/put/reads'], gone);
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['unread']);
});

const [unquoted] = faults.filter(({ name }) => name === 'etag-unquoted');

async function judgeWith(caughtBy: Readonly<Record<string, string>>, isWhole = false) {
  if (!unquoted) {
    throw new Error('the fault is gone');
  }
  const verdicts = await checkFaults(suite, [unquoted], caughtBy, { isWhole });
  return verdicts.map(({ name, isCaught, text }) => `${name} ${isCaught}: ${text}`);
}

test('a fault is caught where its case fails with it, and only with it', async () => {
  expect(await judgeWith({ 'etag-unquoted': 'object/put/unquoted' })).toEqual([
    'etag-unquoted true: object/put/unquoted',
  ]);
  expect(await judgeWith({ 'etag-unquoted': 'object/put/reads' })).toEqual([
    'etag-unquoted false: object/put/reads passes with it',
  ]);
  expect(await judgeWith({ 'etag-unquoted': 'object/put/never-right' })).toContain(
    '(no fault) false: object/put/never-right fails, or is not exact, without any fault',
  );
});

test('a fault is caught where its case is no longer exact', async () => {
  expect(await judgeWith({ 'etag-unquoted': 'object/put/tolerates-other-tags' })).toEqual([
    'etag-unquoted true: object/put/tolerates-other-tags',
  ]);
});

test('a fault is not caught by a case that is not there, or not named, or not judged', async () => {
  expect(await judgeWith({})).toEqual(['etag-unquoted false: no case is named']);
  expect(await judgeWith({ 'etag-unquoted': 'object/put/gone' })).toEqual([
    'etag-unquoted false: there is no case object/put/gone',
  ]);
  expect(await judgeWith({ 'etag-unquoted': 'object/put/for-others' })).toEqual([
    'etag-unquoted false: object/put/for-others passes with it',
  ]);
});

test('without a fault the whole suite is wanted to pass', async () => {
  expect(await judgeWith({ 'etag-unquoted': 'object/put/unquoted' }, true)).toEqual([
    'etag-unquoted true: object/put/unquoted',
    '(no fault) false: object/put/never-right fails, or is not exact, without any fault',
  ]);
});

test.each([
  ['vacuity.js', 'object/get-object/describes-the-object', 'vacuity: 1 passed, 0 failed'],
  ['mutants.js', 'list-unsorted', 'mutants: 1 passed, 0 failed'],
])('scripts/suite/%s runs by itself, for %s alone', async (script, chosen, said) => {
  const program = path.join(repository, 'scripts', 'suite', script);
  const { stdout } = await promisify(execFile)(process.execPath, [program, chosen]);
  expect(stdout).toContain(said);
});

test('a mistake that a proxy makes is caught by a case that reads it, and missed by one that does not', async () => {
  const begin = () => (_sent: unknown, given: Answer) => ({
    ...given,
    body: Buffer.from(given.body.toString('utf8').replace('hello', 'jello')),
  });
  const fault = (caughtBy: string) => ({ name: caughtBy, caughtBy: `object/put/${caughtBy}`, begin });
  const names = ['reads', 'status-alone', 'never-right', 'no-such-case'];
  const verdicts = await checkReported(suite, names.map(fault));
  expect(verdicts).toMatchObject([
    { name: 'reads', isCaught: true, text: 'object/put/reads' },
    { isCaught: false, text: 'object/put/status-alone: pass without it, pass with it' },
    { isCaught: false, text: 'object/put/never-right: fail without it, fail with it' },
    { isCaught: false, text: 'object/put/no-such-case: not there without it, not there with it' },
  ]);
});
