import type { ResultHead, ResultSource } from '../results/source.js';
import { stepsOutsideCases } from '../results/tally-tests.js';
import type { Status } from '../results/types.js';
import { secondsBetween } from './durations.js';
import {
  formatSeconds,
  type JunitTest,
  testOfCase,
  testOfEntry,
  testOfRun,
  testOfStep,
} from './junit-test.js';
import { type GroupOverview, groupsOf, stepsByCase } from './overview.js';
import { describeLeftOut } from './turns.js';
import { withheldLine } from './withheld.js';
import { element, writeXml, type XmlElement } from './xml.js';

interface Suite {
  readonly name: string;
  /** Seconds. */
  readonly duration: number;
  readonly timestamp: string;
  readonly tests: readonly JunitTest[];
  /** What has no test of its own, in words. */
  readonly leftOut: string | null;
}

/**
 * Results as JUnit XML, as CI systems read it: a suite per group, a test per case and per step outside of cases.
 * A failed test holds what was expected and what was actual, an error why there is no response.
 */
export function writeJunit(results: ResultSource): Iterable<string> {
  const suites = [
    ...groupsOf(results).map((group) => suiteOfGroup(group, results)),
    ...baselineSuites(results),
    ...wholenessSuites(results),
    ...withheldSuites(results),
  ];
  const facts = {
    name: 's3tester',
    ...countTests(suites.flatMap(({ tests }) => tests)),
    time: formatSeconds(secondsBetween(results.start_time, results.end_time)),
    timestamp: results.start_time,
  };
  return writeXml(
    element(
      'testsuites',
      facts,
      suites.map((suite) => suiteElement(suite, results)),
    ),
  );
}

function suiteElement({ name, duration, timestamp, tests, leftOut }: Suite, results: ResultHead): XmlElement {
  const properties = propertiesOf(results, tests.filter(({ isExact }) => isExact).length, leftOut);
  const facts = { name, ...countTests(tests), time: formatSeconds(duration), timestamp };
  return element('testsuite', facts, contentOf(properties, tests));
}

function* contentOf(properties: XmlElement, tests: readonly JunitTest[]): Generator<XmlElement> {
  yield properties;
  for (const test of tests) {
    yield test.element();
  }
}

function suiteOfGroup(group: GroupOverview, { start_time }: ResultHead): Suite {
  const steps = stepsByCase(group);
  return {
    name: group.name,
    duration: group.duration,
    timestamp: group.steps[0]?.timestamp ?? start_time,
    tests: [
      ...stepsOutsideCases({ results: group.steps, cases: group.cases }).map(testOfStep),
      ...group.cases.map((one) => testOfCase(one, steps.get(one.id) ?? [])),
    ],
    leftOut: describeLeftOut(group.steps),
  };
}

/** Entries of a baseline that are stale fail the run, and belong to no case: they are tests of their own. */
function baselineSuites({ conformance, start_time }: ResultHead): readonly Suite[] {
  const { vanished = [], expired = [] } = conformance?.baseline ?? {};
  const tests = [
    ...vanished.map((entry) => testOfEntry(entry, 'the suite has no such case')),
    ...expired.map((entry) => testOfEntry(entry, 'the entry has expired')),
  ];
  return tests.length === 0
    ? []
    : [{ name: 'baseline', duration: 0, timestamp: start_time, tests, leftOut: null }];
}

/** What keeps a run from being whole belongs to none of its tests, which were only skipped: it is a test of its own. */
function wholenessSuites({ interrupted, endpoint_lost, start_time }: ResultHead): readonly Suite[] {
  const tests = [
    ...(interrupted ? [testOfRun('whole', 'interrupted: what had not run is missing or skipped')] : []),
    ...(endpoint_lost === null ? [] : [testOfRun('endpoint', `endpoint lost: ${endpoint_lost}`)]),
  ];
  return tests.length === 0
    ? []
    : [{ name: 'run', duration: 0, timestamp: start_time, tests, leftOut: null }];
}

/** What is withheld has no tests here; its counts are a property of a suite without any. */
function withheldSuites(results: ResultHead): readonly Suite[] {
  const leftOut = withheldLine(results);
  return leftOut === null
    ? []
    : [{ name: 'withheld', duration: 0, timestamp: results.start_time, tests: [], leftOut }];
}

/** JUnit has no count of what is exact, so that it is a property beside those of the run. */
function propertiesOf(
  { target, s3tester_version, session_id }: ResultHead,
  exact: number,
  leftOut: string | null,
): XmlElement {
  const facts = {
    endpoint_url: target.endpoint_url,
    region: target.region,
    ...(target.server === null ? {} : { server: target.server }),
    s3tester_version,
    session_id,
    exact: String(exact),
    ...(leftOut === null ? {} : { left_out: leftOut }),
  };
  return element(
    'properties',
    {},
    Object.entries(facts).map(([name, value]) => element('property', { name, value })),
  );
}

function countTests(tests: readonly JunitTest[]): Readonly<Record<string, number>> {
  const count = (status: Status) => tests.filter((test) => test.status === status).length;
  return {
    tests: tests.length,
    failures: count('fail'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}
