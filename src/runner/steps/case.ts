import type { Fixtures } from '../../config/language/case.js';
import { follow } from '../../config/values/evaluate.js';
import { defined } from '../../lib/defined.js';
import type { CaseResult } from '../../results/types.js';
import type { StepContext } from '../context.js';
import { startCaseTime } from '../control/case-time.js';
import { secondsSince } from '../control/seconds.js';
import type { FixtureSet } from '../fixtures/fixture-set.js';
import type { Ended } from '../fixtures/limit-cases.js';
import type { SetUpProblem } from '../fixtures/set-up-problem.js';
import { runLoad } from '../load/run-load.js';
import type { StepOutcome } from '../outcome.js';
import type { PlannedCase } from '../plan/planned-step.js';
import { isRowSelected } from '../plan/selection.js';
import { describeCase } from '../record/describe-case.js';
import { leaveStep, recordProblem, skipStep } from '../record/record.js';
import { rerunCommand } from '../record/reproduce.js';
import { rowId } from '../record/row-id.js';
import { filePath } from '../request/file-path.js';
import { SavedValues } from '../values/saved.js';
import { runSequence } from './block.js';
import { deriveContext } from './derive-context.js';
import { turnOf } from './turn.js';

/** Runs a case: its fixtures, its own saved values, its steps until one fails, one verdict. */
export async function runCase(planned: PlannedCase, outer: StepContext): Promise<StepOutcome> {
  const reason = unselectedRow(planned, outer) ?? missingFact(planned, outer);
  if (reason !== null) {
    return skipStep(planned, outer, reason);
  }
  const isNested = outer.caseId !== null;
  const fixtures = planned.step.fixtures ?? (isNested ? undefined : outer.group.defaults?.fixtures);
  const caseRun: CaseRun = { planned, outer, startMs: outer.run.clock.monotonic() };
  if (!fixtures) {
    return runSteps(caseRun, contextInside(caseRun, {}));
  }
  if (!isNested) {
    return outer.run.fixtures.hold(planned.urgency, () => runWithFixtures(caseRun, fixtures));
  }
  // The case around it has its buckets already: waiting for more could wait for ever.
  const { value, tearDown } = await runWithFixtures(caseRun, fixtures);
  await tearDown();
  return value;
}

function unselectedRow({ rows }: PlannedCase, { iteration }: StepContext): string | null {
  return rows === null || isRowSelected(String(iteration), rows) ? null : 'not selected by --case';
}

/** A fact that the case asks for and this run does not have, as the reason to skip it. */
function missingFact({ facts }: PlannedCase, { run }: StepContext): string | null {
  const missing = facts.find(({ name, path }) => follow(run.values.lookup(name), path) === undefined);
  return missing ? `needs ${[missing.name, ...missing.path].join('.')}` : null;
}

interface CaseRun {
  readonly planned: PlannedCase;
  readonly outer: StepContext;
  /** When it began, by the monotonic clock. */
  readonly startMs: number;
  /** Its buckets, where it has fixtures. */
  readonly set?: FixtureSet;
}

async function runWithFixtures(waited: CaseRun, fixtures: Fixtures): Promise<Ended<StepOutcome>> {
  const { planned, outer } = waited;
  const { run, phase, group } = outer;
  const stop = run.stopReason(phase);
  if (stop !== null) {
    return { value: leaveStep(planned, outer, stop), async tearDown() {} };
  }
  const set = run.fixtures.prepare(fixtures, group.credential);
  const caseRun = { ...waited, startMs: run.clock.monotonic(), set };
  const tearDown = () => set.tearDown();
  try {
    const context = { ...contextInside(caseRun, set.names), watch: watchedBy(set, outer) };
    const problem = await set.setUp({
      scope: context.scope,
      resolveFile: (reference) => filePath(reference, context),
    });
    if (problem) {
      const value = run.interrupted()
        ? leaveStep(planned, outer, 'interrupted')
        : finishNotSetUp(caseRun, context, problem);
      return { value, tearDown: isKept(value, outer) ? () => set.leave() : tearDown };
    }
    const value = await runSteps(caseRun, context);
    return { value, tearDown: isKept(value, outer) ? () => set.leave() : tearDown };
  } catch (error) {
    return { value: recordProblem(planned, outer, error), tearDown };
  }
}

/** Whether the buckets of a case that ended like this are to stay. */
function isKept({ status }: StepOutcome, { run }: StepContext): boolean {
  return run.keepBuckets && (status === 'fail' || status === 'error');
}

/** Everything that must know what a step of a case sends: its own fixtures, and those of the cases around it. */
function watchedBy(set: FixtureSet, { watch }: StepContext): NonNullable<StepContext['watch']> {
  return async (call) => {
    const told = await Promise.all([watch?.(call), set.watch(call)]);
    return async (outcome) => {
      await Promise.all(told.map((tell) => tell?.(outcome)));
    };
  };
}

/** The context inside a case; its own variables see the names of its fixtures. */
function contextInside({ planned, outer }: CaseRun, names: Readonly<Record<string, unknown>>): StepContext {
  const context = deriveContext(planned, { ...outer, scope: outer.scope.withFixture(names) });
  const scope = context.scope.withSaved(new SavedValues(outer.scope.saved));
  const { clock, plan } = outer.run;
  const caseTime = outer.caseTime ?? startCaseTime(plan.settings.caseTimeout, clock);
  return { ...context, caseId: rowId(planned, outer), scope, caseTime, turns: undefined };
}

async function runSteps(caseRun: CaseRun, context: StepContext): Promise<StepOutcome> {
  const { planned } = caseRun;
  const { load } = planned.step;
  const outcome = load
    ? await runLoad(
        planned,
        load,
        context,
        turnOf(
          planned,
          context,
          (_planned, inner) => runSequence(planned.children, inner),
          (inner) => inner,
        ),
      )
    : await runSequence(planned.children, context);
  emitCase(caseRun, context, verdictOf(outcome));
  return outcome;
}

/** Ends a case whose set-up failed: its steps are skipped, and the verdict says what was in the way. */
function finishNotSetUp(caseRun: CaseRun, context: StepContext, problem: SetUpProblem): StepOutcome {
  const reason = problem.kind === 'needs' ? problem.message : `set-up: ${problem.message}`;
  const skipReason = problem.kind === 'needs' ? problem.message : 'its set-up failed';
  for (const child of caseRun.planned.children) {
    skipStep(child, { ...context, order: [...context.order, child.place] }, skipReason);
  }
  const verdict = setUpVerdicts[problem.kind];
  const kind = verdict === 'fail' ? kindOfSetUp(problem) : null;
  emitCase(caseRun, context, { verdict, kind, reason, ...exactOf(verdict), ...refusalOf(problem) });
  return { status: verdict, iterations: [], finding: { kind, reason } };
}

const setUpVerdicts = {
  refused: 'fail',
  open: 'fail',
  'no-response': 'error',
  impossible: 'error',
  needs: 'skipped',
} as const;

function kindOfSetUp(problem: SetUpProblem): 'wrong-result' | 'wrongly-refused' {
  const isRefusal = problem.kind === 'refused' && (problem.status >= 300 || problem.errorCode !== null);
  return isRefusal ? 'wrongly-refused' : 'wrong-result';
}

function refusalOf(problem: SetUpProblem): Pick<CaseResult, 'set_up'> {
  if (problem.kind === 'needs' || problem.kind === 'impossible') {
    return {};
  }
  const { part, operation, bucket, status, errorCode } = problem;
  return { set_up: { part, operation, bucket, status_code: status, error_code: errorCode } };
}

type Verdict = Pick<CaseResult, 'verdict' | 'kind' | 'reason' | 'exact' | 'deviation' | 'set_up'>;

function emitCase({ planned, outer, startMs, set }: CaseRun, context: StepContext, verdict: Verdict): void {
  const { run, order } = context;
  const isWrong = verdict.verdict !== 'pass' && verdict.verdict !== 'skipped';
  const kept = set && isWrong && run.keepBuckets ? set.standing() : [];
  const result: CaseResult = {
    ...describeCase(planned, outer),
    ...verdict,
    duration: secondsSince(startMs, run.clock),
    steps: planned.children.map(({ id }) => id),
    ...(isWrong ? { reproduce: rerunCommand(outer, rowId(planned, outer)) } : {}),
    ...(kept.length > 0 ? { kept } : {}),
  };
  run.emit({ type: 'case-finished', order, result: run.redact(result) });
}

/** What is not finished has not passed, whatever its steps did until then. */
function verdictOf({ status, finding, unfinished, deviation }: StepOutcome): Verdict {
  if (unfinished !== undefined && (status === 'pass' || status === 'skipped')) {
    return { verdict: 'skipped', kind: null, reason: unfinished };
  }
  const reason = finding?.reason ?? null;
  const kind = finding?.kind ?? null;
  if (kind === 'unsupported') {
    return { verdict: 'unsupported', kind: null, reason, exact: false };
  }
  // A request that was never answered while others were is no response to judge, and yet a failure of the server.
  const verdict = status === 'error' && kind !== null ? 'fail' : status;
  if (verdict === 'pass') {
    return { verdict, kind: null, reason, exact: deviation === undefined, ...defined({ deviation }) };
  }
  return { verdict, kind: verdict === 'fail' ? kind : null, reason, ...exactOf(verdict) };
}

/** What failed is not exact; of what was not judged nothing is said. */
function exactOf(verdict: CaseResult['verdict']): Pick<CaseResult, 'exact'> {
  return verdict === 'fail' ? { exact: false } : {};
}
