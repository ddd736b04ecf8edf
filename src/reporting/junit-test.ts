import type { StepEntry } from '../results/source.js';
import { isExact } from '../results/tally-tests.js';
import type { CaseResult, Status, StepResult } from '../results/types.js';
import { describeMismatch } from './describe-mismatch.js';
import { describeActual, describeInGroup } from './describe-step.js';
import { plainEvidence } from './evidence-text.js';
import { describeLoad, figureLines, notesOf } from './load.js';
import { describeVerdict, isWrong } from './overview.js';
import { oneLine } from './printable.js';
import { statusAgainstBaseline } from './scores.js';
import { renderTrace } from './trace.js';
import { describeLatency, describeTurns } from './turns.js';
import { element, type XmlElement } from './xml.js';

/** A `testcase` of JUnit, and what it counts as. */
export interface JunitTest {
  readonly status: Status;
  /** Whether it passed by nothing that is only tolerated. */
  readonly isExact: boolean;
  /** Makes it; only then the steps are read that are its evidence. */
  element(): XmlElement;
}

interface TestFacts {
  readonly classname: string;
  readonly name: string;
  /** Seconds. */
  readonly duration: number;
  /** Why it did not pass. */
  readonly message: string;
  /** Of what passed: why it is not exact, or what it stands for; null where there is nothing to say. */
  readonly note: string | null;
  /** What kind of failure it is; by default by its status. */
  readonly type?: string | undefined;
  /** Lines before its evidence. */
  readonly preface?: readonly string[];
  /** The steps that are its evidence. */
  readonly steps: readonly StepResult[];
}

const messageWidth = 160;

/** A step that belongs to no case, as a test. */
export function testOfStep(entry: StepEntry): JunitTest {
  const { status, isDeviant } = entry;
  return testOf({ status, isExact: status === 'pass' && !isDeviant }, () => {
    const step = entry.read();
    return {
      classname: `${step.group_name}.${step.phase}`,
      name: describeInGroup(step),
      duration: step.duration,
      note: isDeviant
        ? `tolerated: ${step.tolerated ?? messageOf(step)}`
        : (noteOfLoad(step) ?? noteOfTurns(step)),
      message: status === 'skipped' ? (step.skip_reason ?? 'no reason given') : messageOf(step),
      steps: [step],
    };
  });
}

function noteOfLoads(steps: readonly StepEntry[]): string | null {
  const notes = steps.flatMap((entry) => (entry.isLoad ? (noteOfLoad(entry.read()) ?? []) : []));
  return notes.length === 0 ? null : notes.join('\n\n');
}

/** What was measured of a load. */
function noteOfLoad({ load }: StepResult): string | null {
  return load === undefined ? null : [describeLoad(load), ...notesOf(load), ...figureLines(load)].join('\n');
}

function noteOfTurns({ turns }: StepResult): string | null {
  if (turns === undefined) {
    return null;
  }
  const { latency } = turns;
  return [describeTurns(turns), ...(latency === undefined ? [] : [describeLatency(latency)])].join('; ');
}

/** A case with those of its steps that went wrong, as a test; `steps` are all of its own. */
export function testOfCase(one: CaseResult, steps: readonly StepEntry[]): JunitTest {
  const status = statusAgainstBaseline(one);
  const isInexact = one.verdict === 'pass' && !isExact(one);
  return testOf({ status, isExact: status === 'pass' && !isInexact }, () => {
    const isEvidence = one.kind === 'tolerated' ? ({ isDeviant }: StepEntry) => isDeviant : isWrong;
    const wrong = steps.filter(isEvidence).map((entry) => entry.read());
    const reason = one.reason ?? (wrong[0] === undefined ? null : messageOf(wrong[0]));
    const verdict = reason === null ? describeVerdict(one) : `${describeVerdict(one)}: ${reason}`;
    const known = one.baseline === 'newly-passing' ? 'passes, and the baseline expects it to fail' : verdict;
    return {
      classname: one.group_name,
      name: one.id,
      duration: one.duration,
      note: isInexact ? (one.deviation ?? 'tolerated') : noteOfLoads(steps),
      type: typeOfCase(one),
      preface: prefaceOf(one),
      message: one.baseline === undefined ? verdict : `${one.baseline}: ${known}`,
      steps: wrong,
    };
  });
}

/** JUnit knows failures and errors alone: what kind of failure it is stands in its type. */
function typeOfCase({ verdict, kind, set_up }: CaseResult): string | undefined {
  if (set_up !== undefined) {
    return 'set-up';
  }
  return verdict === 'unsupported' ? verdict : (kind ?? undefined);
}

function prefaceOf({ title, place, reference, kept = [], reproduce }: CaseResult): readonly string[] {
  const facts = [
    title,
    place ?? null,
    reference ?? null,
    ...kept.map((bucket) => `kept ${bucket}`),
    reproduce ?? null,
  ];
  return facts.filter((fact) => fact !== null).map(oneLine);
}

/** An entry of a baseline that is stale, as a test that failed. */
export function testOfEntry(entry: string, message: string): JunitTest {
  const facts = { classname: 'baseline', name: entry, duration: 0, message, note: null, steps: [] };
  return testOf({ status: 'fail', isExact: false }, () => facts);
}

/** Something about the run as a whole, as a test that could not be judged. */
export function testOfRun(name: string, message: string): JunitTest {
  const facts = { classname: 'run', name, duration: 0, message, note: null, steps: [] };
  return testOf({ status: 'error', isExact: false }, () => facts);
}

/** Seconds as JUnit writes them. */
export function formatSeconds(seconds: number): string {
  return seconds.toFixed(3);
}

function testOf({ status, isExact }: Omit<JunitTest, 'element'>, factsOf: () => TestFacts): JunitTest {
  return {
    status,
    isExact,
    element() {
      const { classname, name, duration, message, note, steps, type, preface = [] } = factsOf();
      const told = note === null ? [] : [element('system-out', {}, note)];
      const content =
        status === 'pass' ? told : [outcomeOf(status, { message, steps, type, preface }), ...outputOf(steps)];
      return element('testcase', { classname, name, time: formatSeconds(duration) }, content);
    },
  };
}

function outcomeOf(
  status: Exclude<Status, 'pass'>,
  { message, steps, type, preface = [] }: Pick<TestFacts, 'message' | 'steps' | 'type' | 'preface'>,
): XmlElement {
  if (status === 'skipped') {
    return element('skipped', { message });
  }
  const [name, usual] = status === 'fail' ? ['failure', 'mismatch'] : ['error', 'no-response'];
  const evidence = [
    preface.join('\n'),
    ...steps.map((step) => plainEvidence({ read: () => step }).join('\n')),
  ];
  return element(name, { message, type: type ?? usual }, evidence.filter((part) => part !== '').join('\n\n'));
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
