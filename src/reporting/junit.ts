import type { CaseResult, Results, StepResult } from '../results/types.js';
import { describeMismatch } from './describe-mismatch.js';
import { describeActual, describeInGroup } from './describe-step.js';
import { secondsBetween } from './durations.js';
import { plainEvidence } from './evidence-text.js';
import { escapeAttribute, escapeText } from './markup.js';
import { describeVerdict, type GroupOverview, groupsOf, isWrong, stepsAlone } from './overview.js';
import { standingOfCase } from './scores.js';
import { renderTrace } from './trace.js';

interface Test {
  readonly status: StepResult['status'];
  readonly markup: string;
}

const lineWidth = 160;

/**
 * Results as JUnit XML, as CI systems read it: a suite per group, a test per case and per step outside of cases.
 * A failed test holds what was expected and what was actual, an error why there is no response.
 */
export function renderJunit(results: Results): string {
  const suites = [
    ...groupsOf(results).map((group) => ({ facts: factsOf(group, results), tests: testsOf(group) })),
    ...baselineSuites(results),
  ];
  const all = suites.flatMap(({ tests }) => tests);
  const facts = {
    name: 's3tester',
    ...countTests(all),
    time: seconds(secondsBetween(results.start_time, results.end_time)),
    timestamp: results.start_time,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(facts)}>`,
    ...suites.flatMap(({ facts: { name, time, timestamp }, tests }) => [
      `  <testsuite${attributes({ name, ...countTests(tests), time, timestamp })}>`,
      ...properties(results),
      ...tests.map(({ markup }) => markup),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface SuiteFacts {
  readonly name: string;
  readonly time: string;
  readonly timestamp: string;
}

function factsOf(group: GroupOverview, results: Results): SuiteFacts {
  return {
    name: group.name,
    time: seconds(group.duration),
    timestamp: group.steps[0]?.timestamp ?? results.start_time,
  };
}

/** Entries of a baseline that are stale fail the run, and belong to no case: they are tests of their own. */
function baselineSuites({ conformance, start_time }: Results) {
  const { vanished = [], expired = [] } = conformance?.baseline ?? {};
  const tests = [
    ...vanished.map((entry) => testOfEntry(entry, 'the suite has no such case')),
    ...expired.map((entry) => testOfEntry(entry, 'the entry has expired')),
  ];
  return tests.length === 0
    ? []
    : [{ facts: { name: 'baseline', time: seconds(0), timestamp: start_time }, tests }];
}

function testOfEntry(entry: string, message: string): Test {
  const facts = { classname: 'baseline', name: entry, time: seconds(0) };
  return { status: 'fail', markup: testMarkup(facts, outcome('fail', message, [], null), []) };
}

function properties({ target, s3tester_version, session_id }: Results): readonly string[] {
  const facts = {
    endpoint_url: target.endpoint_url,
    region: target.region,
    ...(target.server === null ? {} : { server: target.server }),
    s3tester_version,
    session_id,
  };
  return [
    '    <properties>',
    ...Object.entries(facts).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
  ];
}

function testsOf(group: GroupOverview): readonly Test[] {
  const cases = group.cases.map((one) => testOfCase(one, group));
  const steps = stepsAlone(group).map(testOfStep);
  return [...steps, ...cases];
}

function testOfStep(step: StepResult): Test {
  const facts = {
    classname: `${step.group_name}.${step.phase}`,
    name: describeInGroup(step),
    time: seconds(step.duration),
  };
  return {
    status: step.status,
    markup: testMarkup(facts, outcome(step.status, messageOf(step), [step], step.skip_reason), step.http),
  };
}

function testOfCase(one: CaseResult, group: GroupOverview): Test {
  const status = standingOfCase(one);
  const own = group.steps.filter((step) => step.case === one.id);
  const wrong = own.filter(isWrong);
  const reason = one.reason ?? (wrong[0] === undefined ? null : messageOf(wrong[0]));
  const verdict = reason === null ? describeVerdict(one) : `${describeVerdict(one)}: ${reason}`;
  const known = one.baseline === 'newly-passing' ? 'passes, and the baseline expects it to fail' : verdict;
  const message = one.baseline === undefined ? verdict : `${one.baseline}: ${known}`;
  const facts = { classname: one.group_name, name: one.id, time: seconds(one.duration) };
  const http = wrong.flatMap((step) => step.http);
  return { status, markup: testMarkup(facts, outcome(status, message, wrong, message), http) };
}

function messageOf(step: StepResult): string {
  const [first, ...others] = step.mismatches;
  if (first === undefined) {
    return describeActual(step);
  }
  const text = describeMismatch(first, lineWidth);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return (text.lines.length === 0 ? text.text : `${text.text} differs`) + more;
}

function outcome(
  status: StepResult['status'],
  message: string,
  steps: readonly StepResult[],
  skipReason: string | null,
): string | null {
  if (status === 'pass') {
    return null;
  }
  if (status === 'skipped') {
    return `      <skipped${attributes({ message: skipReason ?? 'no reason given' })}/>`;
  }
  const [name, type] = status === 'fail' ? ['failure', 'mismatch'] : ['error', 'no-response'];
  const evidence = steps.map((step) => plainEvidence(step).join('\n')).join('\n\n');
  return `      <${name}${attributes({ message, type })}>${escapeText(evidence)}</${name}>`;
}

function testMarkup(
  facts: Readonly<Record<string, string>>,
  result: string | null,
  http: StepResult['http'],
): string {
  const opening = `    <testcase${attributes(facts)}`;
  if (result === null) {
    return `${opening}/>`;
  }
  const traces = http.flatMap(({ trace }) => (trace === undefined ? [] : [renderTrace(trace).join('\n')]));
  const output =
    traces.length === 0 ? [] : [`      <system-out>${escapeText(traces.join('\n\n'))}</system-out>`];
  return [`${opening}>`, result, ...output, '    </testcase>'].join('\n');
}

function countTests(tests: readonly Test[]): Record<string, string> {
  const count = (status: StepResult['status']) =>
    String(tests.filter((test) => test.status === status).length);
  return {
    tests: String(tests.length),
    failures: count('fail'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
}

function seconds(value: number): string {
  return value.toFixed(3);
}
