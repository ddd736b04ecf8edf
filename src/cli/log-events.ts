import { describeStep } from '../reporting/describe-step.js';
import type { RunEvent } from '../results/events.js';
import type { StepResult } from '../results/types.js';
import type { Log } from './log.js';

/**
 * Tells a log what happens in a run: what could not be judged, and an endpoint that went away, at `error`; its beginning
 * and end, and failures, at `info`; the rest at `debug`.
 */
export function logEvent(log: Log, event: RunEvent): void {
  switch (event.type) {
    case 'run-started': {
      const { type: _, start_time: __, ...facts } = event;
      log.info(facts, 'run started');
      return;
    }
    case 'step-started':
      log.trace({ group: event.group_name, step: event.step }, 'step started');
      return;
    case 'step-finished': {
      const { result } = event;
      const { status, duration, credential, mismatches, error_message, skip_reason } = result;
      // Most runs have far more steps than they log.
      if (!log.isLevelEnabled(levelOfStep[status])) {
        return;
      }
      const place = placeOf(result);
      const facts = {
        status,
        duration,
        ...(credential !== null && { credential }),
        ...(mismatches.length > 0 && { mismatches }),
        ...(error_message !== null && { error_message }),
        ...(skip_reason !== null && { skip_reason }),
        ...place,
      };
      log[levelOfStep[status]](facts, `step finished: ${describeStep(result)}`);
      for (const { trace: _, ...exchange } of result.http) {
        log.debug({ ...exchange, ...place }, 'http');
      }
      return;
    }
    case 'turn-finished':
      log.trace({ group: event.group_name, step: event.step, status: event.status }, 'turn finished');
      return;
    case 'turns-counted':
      log.debug({ ...event.result.turns, ...placeOf(event.result) }, 'turns counted');
      return;
    case 'load-progress': {
      const { type: _, group_name, ...facts } = event;
      log.debug({ group: group_name, ...facts }, 'under load');
      return;
    }
    case 'case-finished':
      log.debug({ case: event.result.id, verdict: event.result.verdict }, 'case finished');
      return;
    case 'group-finished':
      log.debug({ group: event.group_name }, 'group finished');
      return;
    case 'clean-up-problem': {
      const { type: _, ...facts } = event;
      log.warn(facts, 'left behind; s3tester clean tries again');
      return;
    }
    case 'waiting':
      log.info({ seconds: event.seconds }, `waiting: ${event.reason}`);
      return;
    case 'run-finished': {
      const { type: _, end_time: __, ...facts } = event;
      if (event.endpoint_lost !== null) {
        log.error({ endpoint_lost: event.endpoint_lost }, 'endpoint lost');
      }
      if (event.budget_spent !== null) {
        log.error({ budget_spent: event.budget_spent }, 'requests ran out');
      }
      log.info(facts, 'run finished');
      return;
    }
  }
}

/** The level at which the end of a step is logged. */
export const levelOfStep = { pass: 'debug', skipped: 'debug', fail: 'info', error: 'error' } as const;

/** Where a step stands and what it is about, as fields to search a log by. */
function placeOf({ group_name, phase, case: caseId, step, operation_name, parameters }: StepResult) {
  const named = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  const [bucket, key] = [named.get('bucket'), named.get('key')];
  return {
    group: group_name,
    phase,
    ...(caseId !== null && { case: caseId }),
    step,
    ...(operation_name !== null && { operation: operation_name }),
    ...(bucket !== undefined && { bucket }),
    ...(key !== undefined && { key }),
  };
}
