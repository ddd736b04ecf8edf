import type { ResultHead, ResultSource } from '../results/source.js';
import { secondsBetween } from './durations.js';
import { describeLeftBehind } from './notices.js';
import { evidenceOfTest, type ReportTest, type TestFacts, tracesOfTest } from './report-test.js';
import { countByStatus, type TestSuite, testSuitesOf } from './test-suites.js';
import { element, writeXml, type XmlElement } from './xml.js';

/**
 * Results as JUnit XML, as CI systems read it: a suite per group, a test per case and per step outside of cases.
 * A failed test holds what was expected and what was actual, an error why there is no response; the `type` says more
 * exactly what it is. It follows the schema of Jenkins, whose root has neither a count of what was skipped nor a date.
 */
export function writeJunit(results: ResultSource): Iterable<string> {
  const suites = testSuitesOf(results);
  const { skipped: _, ...counts } = countTests(suites.flatMap(({ tests }) => tests));
  const facts = {
    name: 's3tester',
    ...counts,
    time: formatSeconds(secondsBetween(results.start_time, results.end_time)),
  };
  return writeXml(
    element(
      'testsuites',
      facts,
      suites.map((suite) => suiteElement(suite, results)),
    ),
  );
}

function suiteElement({ name, duration, timestamp, tests, leftOut }: TestSuite, results: ResultHead) {
  const properties = propertiesOf(results, tests.filter(({ isExact }) => isExact).length, leftOut);
  const facts = { name, ...countTests(tests), time: formatSeconds(duration), timestamp };
  return element('testsuite', facts, contentOf(properties, tests));
}

function* contentOf(properties: XmlElement, tests: readonly ReportTest[]): Generator<XmlElement> {
  yield properties;
  for (const test of tests) {
    yield testElement(test);
  }
}

/** JUnit has no count of what is exact, and no place for what stayed behind: they are properties beside those of the run. */
function propertiesOf(results: ResultHead, exact: number, leftOut: string | null): XmlElement {
  const { target, s3tester_version, session_id } = results;
  const leftBehind = describeLeftBehind(results);
  const facts = {
    endpoint_url: target.endpoint_url,
    region: target.region,
    ...(target.server === null ? {} : { server: target.server }),
    s3tester_version,
    session_id,
    exact: String(exact),
    ...(leftOut === null ? {} : { left_out: leftOut }),
    ...(leftBehind === null ? {} : { left_behind: leftBehind }),
  };
  return element(
    'properties',
    {},
    Object.entries(facts).map(([name, value]) => element('property', { name, value })),
  );
}

function countTests(tests: readonly ReportTest[]) {
  const { all, fail, error, skipped } = countByStatus(tests);
  return { tests: all, failures: fail, errors: error, skipped };
}

function testElement(test: ReportTest): XmlElement {
  const facts = test.read();
  const { classname, name, duration, note } = facts;
  const told = note === null ? [] : [outputElement(note)];
  const content = test.status === 'pass' ? told : [outcomeOf(test.status, facts), ...outputOf(facts)];
  return element('testcase', { classname, name, time: formatSeconds(duration) }, content);
}

function outcomeOf(status: Exclude<ReportTest['status'], 'pass'>, facts: TestFacts): XmlElement {
  const { message, state } = facts;
  if (status === 'skipped') {
    return element('skipped', { message, ...(state === undefined ? {} : { type: state }) });
  }
  const [name, usual] = status === 'fail' ? ['failure', 'mismatch'] : ['error', 'no-response'];
  // GitLab shows the text, and not the message.
  return element(name, { message, type: state ?? usual }, evidenceOfTest(facts) || message);
}

function outputOf(facts: TestFacts): readonly XmlElement[] {
  const traces = tracesOfTest(facts);
  return traces === null ? [] : [outputElement(traces)];
}

/** Output, in which a server names no file: GitLab makes a link of `[[ATTACHMENT|path]]`. */
function outputElement(text: string): XmlElement {
  return element('system-out', {}, text.replaceAll('[[ATTACHMENT', '[ [ATTACHMENT'));
}

/** Seconds as JUnit writes them. */
function formatSeconds(seconds: number): string {
  return seconds.toFixed(3);
}
