import type { ResultHead, ResultSource } from '../results/source.js';
import { stepsOutsideCases } from '../results/tally-tests.js';
import { type GroupOverview, groupsOf, stepsByCase } from './overview.js';
import { type ReportTest, testOfCase, testOfEntry, testOfRun, testOfStep } from './report-test.js';
import { describeLeftOut } from './turns.js';
import { withheldLine } from './withheld.js';

/** Tests that belong together, as formats that list tests show them. */
export interface TestSuite {
  readonly name: string;
  /** Seconds. */
  readonly duration: number;
  /** When it began: ISO 8601. */
  readonly timestamp: string;
  readonly tests: readonly ReportTest[];
  /** What has no test of its own, in words; null where everything has. */
  readonly leftOut: string | null;
}

/**
 * The tests of a run: a suite for each group, with a test for each case and for each step outside of cases. What fails a
 * run and belongs to none of its tests has suites of its own, `baseline` and `run`.
 */
export function testSuitesOf(results: ResultSource): readonly TestSuite[] {
  return [
    ...groupsOf(results).map((group) => suiteOfGroup(group, results)),
    ...suiteOf('baseline', testsOfBaseline(results), results),
    ...suiteOf('run', testsOfRun(results), results),
    ...withheldSuites(results),
  ];
}

function suiteOfGroup(group: GroupOverview, { start_time }: ResultHead): TestSuite {
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

/** What is withheld has no tests here; its counts are what a suite without any leaves out. */
function withheldSuites(results: ResultHead): readonly TestSuite[] {
  const leftOut = withheldLine(results);
  return leftOut === null
    ? []
    : [{ name: 'withheld', duration: 0, timestamp: results.start_time, tests: [], leftOut }];
}

function suiteOf(
  name: string,
  tests: readonly ReportTest[],
  { start_time }: ResultHead,
): readonly TestSuite[] {
  return tests.length === 0 ? [] : [{ name, duration: 0, timestamp: start_time, tests, leftOut: null }];
}

/** Entries of a baseline that are stale fail the run, and belong to no case. */
function testsOfBaseline({ conformance }: ResultHead): readonly ReportTest[] {
  const { vanished = [], expired = [] } = conformance?.baseline ?? {};
  return [
    ...vanished.map((entry) => testOfEntry(entry, 'the suite has no such case')),
    ...expired.map((entry) => testOfEntry(entry, 'the entry has expired')),
  ];
}

/** What keeps a run from being whole belongs to none of its tests, which were only skipped. */
function testsOfRun({ interrupted, endpoint_lost, budget_spent }: ResultHead): readonly ReportTest[] {
  return [
    ...(interrupted ? [testOfRun('whole', 'interrupted: what had not run is missing or skipped')] : []),
    ...(endpoint_lost === null ? [] : [testOfRun('endpoint', `endpoint lost: ${endpoint_lost}`)]),
    ...(budget_spent === undefined ? [] : [testOfRun('budget', `stopped: ${budget_spent}`)]),
  ];
}

/** How many tests of suites have each status. */
export function countByStatus(
  tests: readonly ReportTest[],
): Readonly<Record<ReportTest['status'] | 'all', number>> {
  const counts = { all: tests.length, pass: 0, fail: 0, error: 0, skipped: 0 };
  for (const { status } of tests) {
    counts[status] += 1;
  }
  return counts;
}
