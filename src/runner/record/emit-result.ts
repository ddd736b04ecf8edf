import type { Status, StepResult } from '../../results/types.js';
import type { StepContext, TurnMeter } from '../context.js';
import { operationOf, type PlannedStep } from '../plan/planned-step.js';
import { placeOfStep } from './place-of-step.js';
import { countTurn } from './record-turns.js';

/** What is known of a step that ended; all else is as if nothing had been sent. */
type Known = Omit<Partial<StepResult>, 'timestamp'> &
  Pick<StepResult, 'status'> & {
    /** Now, where it is not said. */
    readonly startedAt?: Date;
  };

/** What takes time to make; `sent` is what went out: the signatures in it are masked wherever the response repeats them. */
type Details = Partial<StepResult> & { readonly sent?: readonly string[] };

/** Records the end of a step, with its details; a turn of a loop that has no entry of its own is counted without them. */
export function emitResult(
  planned: PlannedStep,
  context: StepContext,
  known: Known,
  detailsOf: () => Details = () => ({}),
  type: 'step-finished' | 'turns-counted' = 'step-finished',
): void {
  const { run, group, turns, turn = 0, meter } = context;
  const { status, duration = 0, operation_name = operationOf(planned), skip_reason = null } = known;
  const { exact = true, credential = context.credential, startedAt = run.clock.now() } = known;
  if (meter && !isKept(planned, meter, status, exact, known.duration)) {
    return;
  }
  if (!meter && turns && known.load === undefined && !turns.keeps(planned, turn, status)) {
    countTurn(planned, context, turns, {
      status,
      startedMs: startedAt.getTime(),
      seconds: duration,
      isExact: exact,
      skipReason: skip_reason,
      operation: operation_name,
      credential: credential ?? context.credential,
    });
    return;
  }
  const { sent = [], ...details } = detailsOf();
  const { startedAt: _, status: __, ...others } = known;
  const result: StepResult = {
    group_name: group.name,
    phase: context.phase,
    case: context.caseId ?? planned.caseId,
    step: planned.id,
    kind: planned.step.kind,
    operation_name,
    name: planned.step.name ?? null,
    iteration: context.iteration,
    credential,
    status,
    duration,
    parameters: {},
    expected: {},
    actual: null,
    mismatches: [],
    error_message: null,
    skip_reason,
    timestamp: startedAt.toISOString(),
    http: [],
    reproduce: null,
    ...(status === 'fail' || status === 'error' ? { place: placeOfStep(planned) } : {}),
    ...others,
    ...details,
  };
  const redacted = run.redact(result, sent);
  if (meter) {
    meter.keep(redacted);
  } else {
    run.emit({ type, order: context.order, result: redacted });
  }
}

/** Counts the step of a turn under load; gives whether its result is to be kept. What sent nothing counts where it is wrong. */
function isKept(
  planned: PlannedStep,
  meter: TurnMeter,
  status: Status,
  isExact: boolean,
  seconds: number | null = null,
): boolean {
  if (status === 'skipped' || (status === 'pass' && seconds === null)) {
    return false;
  }
  return meter.count(planned, { status, isExact, seconds });
}
