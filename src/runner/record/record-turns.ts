import { summarizeTimes } from '../../results/latency.js';
import type { StepResult } from '../../results/types.js';
import type { StepContext } from '../context.js';
import type { CountedTurn, CountedTurns, Turns } from '../control/turns.js';
import type { PlannedStep } from '../plan/planned-step.js';

/** After all turns of a loop, and before what is judged of them together. */
const afterTurns = Number.MAX_SAFE_INTEGER - 1;

/** Counts the turn of a step that has no entry of its own, and tells now and then what was counted. */
export function countTurn(planned: PlannedStep, context: StepContext, turns: Turns, turn: CountedTurn): void {
  const { run, group } = context;
  turns.count(planned, turn);
  run.emit({ type: 'turn-finished', group_name: group.name, step: planned.id, status: turn.status });
  if (turns.isDue(run.clock.monotonic())) {
    recordTurns(turns, context);
  }
}

/** Records what was counted of a loop so far; `context` is that of the loop or of a step in it. */
export function recordTurns(turns: Turns, context: StepContext): void {
  let index = 0;
  for (const [planned, counted] of turns.counted()) {
    context.run.emit({
      type: 'turns-counted',
      order: [...turns.place.order, afterTurns, index++],
      result: context.run.redact(resultOf(planned, counted, turns, context)),
    });
  }
}

function resultOf(
  planned: PlannedStep,
  { first, counts, exact, beganMs, endedMs, skipReason, times }: CountedTurns,
  { place }: Turns,
  { group, phase, caseId }: StepContext,
): StepResult {
  return {
    group_name: group.name,
    phase,
    case: caseId ?? planned.caseId,
    step: planned.id,
    kind: planned.step.kind,
    operation_name: first.operation,
    name: planned.step.name ?? null,
    iteration: place.iteration,
    credential: first.credential,
    status: worst.find((status) => counts[status] > 0) ?? 'skipped',
    duration: (endedMs - beganMs) / 1000,
    parameters: {},
    expected: {},
    actual: null,
    mismatches: [],
    error_message: null,
    skip_reason: skipReason,
    timestamp: new Date(beganMs).toISOString(),
    http: [],
    turns: {
      passed: counts.pass,
      failed: counts.fail,
      error: counts.error,
      skipped: counts.skipped,
      exact,
      ...(times.count === 0 ? {} : { latency: summarizeTimes(times) }),
    },
    reproduce: null,
  };
}

const worst = ['fail', 'error', 'pass'] as const;
