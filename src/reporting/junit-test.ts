import { isExact } from '../results/tally-tests.js';
import type { CaseResult, Status, StepResult } from '../results/types.js';
import { describeMismatch } from './describe-mismatch.js';
import { describeActual, describeInGroup } from './describe-step.js';
import { plainEvidence } from './evidence-text.js';
import { describeVerdict, type GroupOverview, isDeviant, isWrong } from './overview.js';
import { statusAgainstBaseline } from './scores.js';
import { renderTrace } from './trace.js';
import { element, type XmlElement } from './xml.js';

/** A `testcase` of JUnit, and what it counts as. */
export interface JunitTest {
  readonly status: Status;
  /** Whether it passed by nothing that is only tolerated. */
  readonly isExact: boolean;
  readonly element: XmlElement;
}

interface TestFacts {
  readonly classname: string;
  readonly name: string;
  /** Seconds. */
  readonly duration: number;
  readonly status: Status;
  /** Why it did not pass. */
  readonly message: string;
  /** Why it passed and is not exact; null where it is exact, or did not pass. */
  readonly deviation: string | null;
  /** The steps that are its evidence. */
  readonly steps: readonly StepResult[];
}

const messageWidth = 160;

/** A step that belongs to no case, as a test. */
export function testOfStep(step: StepResult): JunitTest {
  return testOf({
    classname: `${step.group_name}.${step.phase}`,
    name: describeInGroup(step),
    duration: step.duration,
    status: step.status,
    deviation: isDeviant(step) ? `tolerated: ${step.tolerated ?? messageOf(step)}` : null,
    message: step.status === 'skipped' ? (step.skip_reason ?? 'no reason given') : messageOf(step),
    steps: [step],
  });
}

/** A case with those of its steps that went wrong, as a test. */
export function testOfCase(one: CaseResult, group: GroupOverview): JunitTest {
  const isEvidence = one.kind === 'tolerated' ? isDeviant : isWrong;
  const wrong = group.steps.filter((step) => step.case === one.id && isEvidence(step));
  const reason = one.reason ?? (wrong[0] === undefined ? null : messageOf(wrong[0]));
  const verdict = reason === null ? describeVerdict(one) : `${describeVerdict(one)}: ${reason}`;
  const known = one.baseline === 'newly-passing' ? 'passes, and the baseline expects it to fail' : verdict;
  return testOf({
    classname: one.group_name,
    name: one.id,
    duration: one.duration,
    status: statusAgainstBaseline(one),
    deviation: one.verdict === 'pass' && !isExact(one) ? (one.deviation ?? 'tolerated') : null,
    message: one.baseline === undefined ? verdict : `${one.baseline}: ${known}`,
    steps: wrong,
  });
}

/** An entry of a baseline that is stale, as a test that failed. */
export function testOfEntry(entry: string, message: string): JunitTest {
  return testOf({
    classname: 'baseline',
    name: entry,
    duration: 0,
    status: 'fail',
    message,
    deviation: null,
    steps: [],
  });
}

/** Something about the run as a whole, as a test that could not be judged. */
export function testOfRun(name: string, message: string): JunitTest {
  return testOf({
    classname: 'run',
    name,
    duration: 0,
    status: 'error',
    message,
    deviation: null,
    steps: [],
  });
}

/** Seconds as JUnit writes them. */
export function formatSeconds(seconds: number): string {
  return seconds.toFixed(3);
}

function testOf({ classname, name, duration, status, message, deviation, steps }: TestFacts): JunitTest {
  const told = deviation === null ? [] : [element('system-out', {}, deviation)];
  const content = status === 'pass' ? told : [outcomeOf(status, message, steps), ...outputOf(steps)];
  return {
    status,
    isExact: status === 'pass' && deviation === null,
    element: element('testcase', { classname, name, time: formatSeconds(duration) }, content),
  };
}

function outcomeOf(
  status: Exclude<Status, 'pass'>,
  message: string,
  steps: readonly StepResult[],
): XmlElement {
  if (status === 'skipped') {
    return element('skipped', { message });
  }
  const [name, type] = status === 'fail' ? ['failure', 'mismatch'] : ['error', 'no-response'];
  const evidence = steps.map((step) => plainEvidence(step).join('\n')).join('\n\n');
  return element(name, { message, type }, evidence);
}

function outputOf(steps: readonly StepResult[]): readonly XmlElement[] {
  const traces = steps
    .flatMap(({ http }) => http)
    .flatMap(({ trace }) => (trace === undefined ? [] : [renderTrace(trace).join('\n')]));
  return traces.length === 0 ? [] : [element('system-out', {}, traces.join('\n\n'))];
}

/** Why a step did not pass, on one line: its first mismatch, or why there is no response. */
function messageOf(step: StepResult): string {
  const [first, ...others] = [...step.mismatches, ...(step.deviations ?? [])];
  if (first === undefined) {
    return describeActual(step);
  }
  const { text, lines } = describeMismatch(first, messageWidth);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return (lines.length === 0 ? text : `mismatch in ${text}`) + more;
}
