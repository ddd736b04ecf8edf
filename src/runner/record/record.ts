import { positionOf } from '../../config/text/source-file.js';
import { ValueError } from '../../config/values/evaluate.js';
import { jsonableRecord } from '../../lib/jsonable.js';
import type { Mismatch } from '../../results/types.js';
import type { StepContext } from '../context.js';
import type { StepOutcome } from '../outcome.js';
import { type PlannedCase, type PlannedStep, stepsInside } from '../plan/planned-step.js';
import type { PreparedCall } from '../request/prepared-call.js';
import type { Attempt } from './attempt.js';
import { describeDeviation, describeFinding, deviationsOf, jsonableMismatch } from './describe-attempt.js';
import { describeCase } from './describe-case.js';
import { describeBeginning, describeResponse } from './describe-response.js';
import { emitResult } from './emit-result.js';
import { recordExchanges } from './exchanges.js';
import { reproduceStep, rerunCommand } from './reproduce.js';
import { rowId } from './row-id.js';
import { shortenBodies } from './shorten-bodies.js';

/** Records a judged attempt. */
export function recordAttempt(planned: PlannedStep, context: StepContext, attempt: Attempt): StepOutcome {
  const { prepared, expected, outcome, mismatches, status, startedAt, seconds } = attempt;
  const { response, failure } = outcome;
  const { shorten, traceAll } = context.run;
  const traced = traceAll || status === 'fail' || status === 'error';
  const known = {
    status,
    duration: seconds,
    startedAt,
    credential: prepared.credential,
    operation_name: prepared.operation,
    ...(status === 'error' ? {} : { exact: attempt.isExact }),
  };
  emitResult(planned, context, known, () => ({
    parameters: jsonableRecord(shortenBodies(prepared.parameters)),
    expected: jsonableRecord(shortenBodies(expected)),
    actual: response
      ? describeResponse(response, shorten)
      : status === 'fail'
        ? describeBeginning(outcome)
        : null,
    mismatches: mismatches.map((mismatch) => shorten(jsonableMismatch(mismatch))),
    error_message: failure?.message ?? response?.parseError ?? null,
    http: recordExchanges(outcome.exchanges, traced),
    ...deviationsOf(attempt),
    ...(outcome.retries > 0 ? { retries: outcome.retries } : {}),
    reproduce: status === 'pass' ? null : reproduceStep(planned, context, attempt),
    sent: outcome.exchanges.map(({ requestHead }) => requestHead),
  }));
  const iterations = context.isJudgedTogether
    ? [response ?? { success: false, status: null, error: null, output: {} }]
    : [];
  if (status === 'pass') {
    const deviation = describeDeviation(planned, attempt);
    return deviation === undefined ? { status, iterations } : { status, iterations, deviation };
  }
  return {
    status,
    iterations,
    finding: { kind: attempt.failure, reason: `${planned.id}: ${describeFinding(planned, attempt)}` },
  };
}

/** Records a presigned URL that was made. */
export function recordPresigned(
  planned: PlannedStep,
  context: StepContext,
  prepared: PreparedCall,
): StepOutcome {
  emitResult(planned, context, { status: 'pass', operation_name: prepared.operation }, () => ({
    parameters: jsonableRecord(shortenBodies(prepared.parameters)),
  }));
  return { status: 'pass', iterations: [] };
}

/** Records what was judged of a loop or a block as a whole. */
export function recordTogether(
  planned: PlannedStep,
  context: StepContext,
  expected: Readonly<Record<string, unknown>>,
  mismatches: readonly Mismatch[],
): StepOutcome {
  const status = mismatches.length > 0 ? 'fail' : 'pass';
  emitResult(
    planned,
    { ...context, order: [...context.order, Number.MAX_SAFE_INTEGER] },
    {
      status,
      name: planned.step.name ?? 'all outcomes together',
      expected: jsonableRecord(expected),
      mismatches: mismatches.map(jsonableMismatch),
      exact: status === 'pass',
      reproduce: status === 'pass' ? null : reproduceStep(planned, context, null),
    },
  );
  if (status === 'pass') {
    return { status, iterations: [] };
  }
  return {
    status,
    iterations: [],
    finding: { kind: 'wrong-result', reason: `${planned.id}: all outcomes together` },
  };
}

/** Records a step that could not be sent: a value that nothing has, a file that is not there, a fault of our own. */
export function recordProblem(planned: PlannedStep, context: StepContext, problem: unknown): StepOutcome {
  const message = problem instanceof Error ? problem.message : String(problem);
  emitResult(planned, context, { status: 'error', error_message: `${placeOf(problem)}${message}` });
  if (planned.kind === 'case') {
    finishUnrunCase(planned, context, 'error', message);
  }
  return { status: 'error', iterations: [], finding: { kind: null, reason: `${planned.id}: ${message}` } };
}

function placeOf(problem: unknown): string {
  if (!(problem instanceof ValueError)) {
    return '';
  }
  const { file, start } = problem.at;
  const { line, column } = positionOf(file, start);
  return `${file.name}:${line}:${column}: `;
}

/** Records a step that did not run, and every step inside it; a case is `blocked` where what it needs does not work. */
export function skipStep(
  planned: PlannedStep,
  context: StepContext,
  reason: string,
  verdict: 'skipped' | 'blocked' = 'skipped',
): StepOutcome {
  const isLoad = planned.step.load !== undefined;
  const inside = planned.kind === 'case' ? { ...context, caseId: rowId(planned, context) } : context;
  if (isLoad || planned.kind === 'call' || planned.kind === 'presign') {
    emitResult(planned, inside, { status: 'skipped', skip_reason: reason });
  }
  for (const child of isLoad ? [] : stepsInside(planned)) {
    skipStep(child, { ...inside, order: [...context.order, child.place] }, reason);
  }
  if (planned.kind === 'case') {
    finishUnrunCase(planned, context, verdict, reason);
  }
  return { status: 'skipped', iterations: [] };
}

/** Skips a step because the run stops; what it stands in is then not finished. */
export function leaveStep(planned: PlannedStep, context: StepContext, reason: string): StepOutcome {
  return { ...skipStep(planned, context, reason), unfinished: reason };
}

function finishUnrunCase(
  planned: PlannedCase,
  context: StepContext,
  verdict: 'error' | 'skipped' | 'blocked',
  reason: string,
): void {
  context.run.emit({
    type: 'case-finished',
    order: context.order,
    result: context.run.redact({
      ...describeCase(planned, context),
      verdict,
      kind: null,
      reason,
      duration: 0,
      steps: [planned.id],
      ...(verdict === 'error' ? { reproduce: rerunCommand(context, rowId(planned, context)) } : {}),
    }),
  });
}
