import { positionOf } from '../../config/text/source-file.js';
import { ValueError } from '../../config/values/evaluate.js';
import { toBodyValue } from '../../results/body-value.js';
import { jsonable } from '../../results/jsonable.js';
import type { Actual, Mismatch, StepResult } from '../../results/types.js';
import type { Answer } from '../../s3/types.js';
import type { Place } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';
import type { PreparedCall } from '../request/prepared-call.js';
import type { Attempt } from '../steps/attempt.js';
import type { StepOutcome } from '../steps/outcome.js';
import { rowId } from '../steps/row-id.js';
import { recordExchanges } from './exchanges.js';
import { joinHeaders } from './join-headers.js';
import { reproduceStep } from './reproduce.js';
import { shortenBodies } from './shorten-bodies.js';

type Known = Partial<StepResult> & Pick<StepResult, 'status'>;

function emitResult(planned: PlannedStep, place: Place, known: Known): void {
  const { step } = planned;
  const { status, ...others } = known;
  const result: StepResult = {
    group_name: place.group.name,
    phase: place.phase,
    case: place.caseId ?? planned.caseId,
    step: planned.id,
    kind: step.kind,
    operation_name:
      step.kind === 'operation' ? step.operation : step.kind === 'presign' ? step.presign.operation : null,
    name: step.name ?? null,
    iteration: place.iteration,
    credential: place.credential,
    status,
    duration: 0,
    parameters: {},
    expected: {},
    actual: null,
    mismatches: [],
    error_message: null,
    skip_reason: null,
    timestamp: place.context.clock.now().toISOString(),
    http: [],
    reproduce: null,
    ...others,
  };
  place.context.emit({ type: 'step-finished', order: place.order, result: place.context.redact(result) });
}

/** Records a judged attempt. */
export function recordAttempt(planned: PlannedStep, place: Place, attempt: Attempt): StepOutcome {
  const { prepared, expected, outcome, mismatches, status, startedAt, duration } = attempt;
  const { answer, failure } = outcome;
  const traced = place.context.traceAll || status === 'fail' || status === 'error';
  emitResult(planned, place, {
    status,
    duration,
    timestamp: startedAt.toISOString(),
    credential: prepared.credential,
    operation_name: prepared.operation,
    parameters: jsonable(shortenBodies(prepared.parameters)) as StepResult['parameters'],
    expected: jsonable(shortenBodies(expected)) as StepResult['expected'],
    actual: answer && describeAnswer(answer),
    mismatches: jsonable(mismatches) as unknown as Mismatch[],
    error_message: failure?.message ?? answer?.parseError ?? null,
    http: recordExchanges(outcome.exchanges, traced),
    ...(outcome.retries > 0 ? { retries: outcome.retries } : {}),
    reproduce: status === 'pass' ? null : reproduceStep(planned, place, attempt),
  });
  const turns = [answer ?? { success: false, status: null, error: null, output: {} }];
  if (status === 'pass') {
    return { status, turns };
  }
  return {
    status,
    turns,
    finding: { kind: attempt.failure, reason: `${planned.id}: ${describeFinding(planned, attempt)}` },
  };
}

function describeFinding({ step }: PlannedStep, { outcome, mismatches, prepared }: Attempt): string {
  const what = step.name ?? prepared.operation ?? step.kind;
  if (outcome.failure) {
    return `${what}: ${outcome.failure.message}`;
  }
  // The narrower finding says more than that a success was expected.
  const telling =
    mismatches.find(({ path }) => path === 'error_code') ?? mismatches.find(({ path }) => path !== 'success');
  const { path, expected, actual } = telling ?? mismatches[0] ?? { path: '', expected: null, actual: null };
  return `${what}: ${path}: expected ${inShort(expected)}, got ${inShort(actual)}`;
}

function inShort(value: unknown): string {
  const text = JSON.stringify(jsonable(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function describeAnswer(answer: Answer): Actual {
  const { success, status, output, error, headers, body } = answer;
  return {
    success,
    status_code: status,
    ...(error?.Code === undefined ? {} : { error_code: error.Code }),
    ...(error ? { error } : {}),
    headers: joinHeaders(headers),
    response: jsonable(output) as Actual['response'],
    ...(body.size > 0 ? { body: toBodyValue(body) } : {}),
  };
}

/** Records a presigned URL that was made. */
export function recordPresigned(planned: PlannedStep, place: Place, prepared: PreparedCall): StepOutcome {
  emitResult(planned, place, {
    status: 'pass',
    operation_name: prepared.operation,
    parameters: jsonable(shortenBodies(prepared.parameters)) as StepResult['parameters'],
  });
  return { status: 'pass', turns: [] };
}

/** Records what was judged of a loop or a block as a whole. */
export function recordTogether(
  planned: PlannedStep,
  place: Place,
  expected: Readonly<Record<string, unknown>>,
  mismatches: readonly Mismatch[],
): StepOutcome {
  const status = mismatches.length > 0 ? 'fail' : 'pass';
  emitResult(
    planned,
    { ...place, order: [...place.order, Number.MAX_SAFE_INTEGER] },
    {
      status,
      name: planned.step.name ?? 'all turns together',
      expected: jsonable(expected) as StepResult['expected'],
      mismatches: jsonable(mismatches) as unknown as Mismatch[],
      reproduce: status === 'pass' ? null : reproduceStep(planned, place, null),
    },
  );
  if (status === 'pass') {
    return { status, turns: [] };
  }
  return {
    status,
    turns: [],
    finding: { kind: 'wrong-result', reason: `${planned.id}: all turns together` },
  };
}

/** Records a step that could not be sent: a value that nothing has, a file that is not there, a fault of our own. */
export function recordProblem(planned: PlannedStep, place: Place, problem: unknown): StepOutcome {
  const message = problem instanceof Error ? problem.message : String(problem);
  emitResult(planned, place, { status: 'error', error_message: `${placeOf(problem)}${message}` });
  if (planned.step.kind === 'case') {
    finishUnrunCase(planned, place, 'error', message);
  }
  return { status: 'error', turns: [], finding: { kind: null, reason: `${planned.id}: ${message}` } };
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
  place: Place,
  reason: string,
  verdict: 'skipped' | 'blocked' = 'skipped',
): StepOutcome {
  if (sendsSomething(planned)) {
    emitResult(planned, place, { status: 'skipped', skip_reason: reason });
  }
  const inside = planned.step.kind === 'case' ? { ...place, caseId: rowId(planned, place) } : place;
  for (const [index, child] of [...planned.children, ...planned.during].entries()) {
    skipStep(child, { ...inside, order: [...place.order, index] }, reason);
  }
  if (planned.step.kind === 'case') {
    finishUnrunCase(planned, place, verdict, reason);
  }
  return { status: 'skipped', turns: [] };
}

function sendsSomething({ step }: PlannedStep): boolean {
  return (
    step.kind === 'operation' ||
    step.kind === 'request' ||
    step.kind === 'presign' ||
    step.kind === 'post_form'
  );
}

function finishUnrunCase(
  planned: PlannedStep,
  place: Place,
  verdict: 'error' | 'skipped' | 'blocked',
  reason: string,
): void {
  const title = planned.step.kind === 'case' ? (planned.step.title ?? null) : null;
  place.context.emit({
    type: 'case-finished',
    order: place.order,
    result: place.context.redact({
      id: rowId(planned, place),
      title,
      group_name: place.group.name,
      verdict,
      kind: null,
      reason,
      duration: 0,
      steps: [planned.id],
    }),
  });
}
