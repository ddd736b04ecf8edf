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

/** A test as formats that list tests show it: a case, or a step that belongs to none. */
export interface ReportTest {
  /** What it counts as; what a baseline expects is skipped. */
  readonly status: Status;
  /** Whether it passed by nothing that is only tolerated. */
  readonly isExact: boolean;
  /** Its facts; only then the steps are read that are its evidence. */
  read(): TestFacts;
}

/** What there is to say of a test. */
export interface TestFacts {
  /** What it is a part of: the group, with the phase of a step. */
  readonly classname: string;
  readonly name: string;
  /** Seconds. */
  readonly duration: number;
  /** Why it did not pass; of what passed nothing in particular. */
  readonly message: string;
  /** Of what passed: why it is not exact, or what it stands for; null where there is nothing to say. */
  readonly note: string | null;
  /**
   * The state of it more exactly than its status: `set-up`, `unsupported`, `blocked`, the kind of a failure, or how a
   * baseline excuses it; undefined where the status says it all.
   */
  readonly state?: string | undefined;
  /** The case that it is. */
  readonly case?: CaseResult;
  /** Where it is written, `file:line`. */
  readonly place?: string | undefined;
  /** Lines before its evidence. */
  readonly preface?: readonly string[];
  /** The steps that are its evidence. */
  readonly steps: readonly StepResult[];
}

const messageWidth = 160;

/** A step that belongs to no case, as a test. */
export function testOfStep(entry: StepEntry): ReportTest {
  const { status, isDeviant } = entry;
  return {
    status,
    isExact: status === 'pass' && !isDeviant,
    read() {
      const step = entry.read();
      return {
        classname: `${step.group_name}.${step.phase}`,
        // The shards of a run each have the steps of a group that all of them run.
        name: `${describeInGroup(step)}${step.shard === undefined ? '' : ` (shard ${step.shard})`}`,
        duration: step.duration,
        note: isDeviant
          ? `tolerated: ${step.tolerated ?? messageOf(step)}`
          : (noteOfLoad(step) ?? noteOfTurns(step)),
        message: status === 'skipped' ? (step.skip_reason ?? 'no reason given') : messageOf(step),
        place: step.place,
        steps: [step],
      };
    },
  };
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
export function testOfCase(one: CaseResult, steps: readonly StepEntry[]): ReportTest {
  const status = statusAgainstBaseline(one);
  const isInexact = one.verdict === 'pass' && !isExact(one);
  return {
    status,
    isExact: status === 'pass' && !isInexact,
    read() {
      const isEvidence = one.kind === 'tolerated' ? ({ isDeviant }: StepEntry) => isDeviant : isWrong;
      const wrong = steps.filter(isEvidence).map((entry) => entry.read());
      const reason = one.reason ?? (wrong[0] === undefined ? null : messageOf(wrong[0]));
      const verdict = reason === null ? describeVerdict(one) : `${describeVerdict(one)}: ${reason}`;
      const known =
        one.baseline === 'newly-passing' ? 'passes, and the baseline expects it to fail' : verdict;
      return {
        classname: one.group_name,
        name: one.id,
        duration: one.duration,
        note: isInexact ? (one.deviation ?? 'tolerated') : noteOfLoads(steps),
        state: stateOfCase(one, status),
        case: one,
        place: one.place,
        preface: prefaceOf(one),
        message: one.baseline === undefined ? verdict : `${one.baseline}: ${known}`,
        steps: wrong,
      };
    },
  };
}

function stateOfCase({ verdict, kind, set_up, baseline }: CaseResult, status: Status): string | undefined {
  if (status === 'skipped' && verdict !== 'skipped' && verdict !== 'blocked') {
    return baseline;
  }
  if (set_up !== undefined) {
    return 'set-up';
  }
  return verdict === 'unsupported' || verdict === 'blocked' ? verdict : (kind ?? undefined);
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
export function testOfEntry(entry: string, message: string): ReportTest {
  return testOf('fail', { classname: 'baseline', name: entry, message });
}

/** Something about the run as a whole, as a test that could not be judged. */
export function testOfRun(name: string, message: string): ReportTest {
  return testOf('error', { classname: 'run', name, message });
}

function testOf(status: Status, facts: Pick<TestFacts, 'classname' | 'name' | 'message'>): ReportTest {
  return { status, isExact: false, read: () => ({ ...facts, duration: 0, note: null, steps: [] }) };
}

/** What a test leaves to judge it by, as plain text: its title, place and page, then the evidence of each step. */
export function evidenceOfTest({ preface = [], steps }: TestFacts): string {
  const evidence = [
    preface.join('\n'),
    ...steps.map((step) => plainEvidence({ read: () => step }).join('\n')),
  ];
  return evidence.filter((part) => part !== '').join('\n\n');
}

/** What went over the wire for a test, as far as it is kept; null where nothing is. */
export function tracesOfTest({ steps }: TestFacts): string | null {
  const traces = steps
    .flatMap(({ http }) => http)
    .flatMap(({ trace }) => (trace === undefined ? [] : [renderTrace(trace).join('\n')]));
  return traces.length === 0 ? null : traces.join('\n\n');
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
