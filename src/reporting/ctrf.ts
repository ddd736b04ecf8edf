import { defined } from '../lib/defined.js';
import type { ResultSource } from '../results/source.js';
import { tallyTests } from '../results/tally-tests.js';
import { briefText } from './brief.js';
import { writeList, writeObject } from './json.js';
import { evidenceOfTest, type ReportTest } from './report-test.js';
import { splitPlace } from './split-place.js';
import { countByStatus, type TestSuite, testSuitesOf } from './test-suites.js';

/** CTRF has no word for what could not be judged. */
const statuses = { pass: 'passed', fail: 'failed', error: 'other', skipped: 'skipped' } as const;

const mostCharacters = 2000;
const mostOfEvidence = 20_000;

/** The tests of a run in the Common Test Report Format (https://ctrf.io), version 0.0.0 of its schema; times are milliseconds. */
export function* writeCtrf(results: ResultSource): Generator<string> {
  const suites = testSuitesOf(results);
  const tests = suites.flatMap((suite) => suite.tests.map((test) => ({ suite, test })));
  const found = {
    tool: { name: 's3tester', version: results.s3tester_version },
    summary: summaryOf(suites, results),
    tests: (indent: string) => writeList(tests, indent, ({ suite, test }) => testOf(suite, test)),
    environment: environmentOf(results),
  };
  const document = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: `s3tester ${results.s3tester_version}`,
    results: (indent: string) => writeObject(found, indent),
  };
  yield* writeObject(document, '');
  yield '\n';
}

function summaryOf(suites: readonly TestSuite[], results: ResultSource) {
  const counts = countByStatus(suites.flatMap(({ tests }) => tests));
  const { exact, unsupported, blocked } = tallyTests(results);
  const [start, stop] = [moment(results.start_time), moment(results.end_time)];
  const leftOut = suites.flatMap((suite) => suite.leftOut ?? []);
  return {
    tests: counts.all,
    passed: counts.pass,
    failed: counts.fail,
    skipped: counts.skipped,
    pending: 0,
    other: counts.error,
    suites: suites.length,
    start,
    stop,
    duration: Math.max(0, stop - start),
    extra: {
      exact,
      ...defined({ unsupported, blocked }),
      ...(leftOut.length === 0 ? {} : { left_out: leftOut }),
    },
  };
}

function environmentOf({ target, endpoint_lost, session_id, left_behind }: ResultSource) {
  const { endpoint_url, region, server } = target;
  return {
    testEnvironment: endpoint_url,
    healthy: endpoint_lost === null,
    extra: { region, session_id, ...(server === null ? {} : { server }), ...defined({ left_behind }) },
  };
}

function testOf(suite: TestSuite, test: ReportTest): Readonly<Record<string, unknown>> {
  const facts = test.read();
  const { name, duration, message, note, state, place, case: one, steps } = facts;
  const at = splitPlace(place);
  const told = test.status === 'pass' ? note : message;
  const evidence = test.status === 'pass' || test.status === 'skipped' ? '' : evidenceOfTest(facts);
  const reproduce = one?.reproduce ?? steps.find((step) => step.reproduce !== null)?.reproduce;
  return {
    name: name === '' ? '-' : name,
    status: statuses[test.status],
    rawStatus: state ?? test.status,
    duration: Math.round(duration * 1000),
    suite: [suite.name],
    ...(told === null || told === '' ? {} : { message: briefText(told, mostCharacters) }),
    ...(evidence === '' ? {} : { trace: briefText(evidence, mostOfEvidence) }),
    ...(at === null ? {} : { filePath: at.file, line: at.line }),
    ...(one?.is_flaky === true ? { flaky: true } : {}),
    ...labelsOf(one?.feature, one?.level, one?.operations),
    extra: {
      ...(test.status === 'pass' ? { exact: test.isExact } : {}),
      ...defined({ title: one?.title ?? undefined, reference: one?.reference, baseline: one?.baseline }),
      ...defined({ kept: one?.kept, reproduce: reproduce ?? undefined }),
    },
  };
}

function labelsOf(feature?: string, level?: string, operations: readonly string[] = []) {
  const labels = {
    ...defined({ feature, level }),
    ...(operations.length === 0 ? {} : { operations }),
  };
  return Object.keys(labels).length === 0 ? {} : { labels };
}

/** Milliseconds of a moment; 0 where results of another program say what is none. */
function moment(time: string): number {
  return Date.parse(time) || 0;
}
