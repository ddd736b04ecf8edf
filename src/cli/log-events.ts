import { describeStep } from '../reporting/describe-step.js';
import type { RunEvent } from '../results/events.js';
import type { Log } from './log.js';

/** Logs what happens in a run: its beginning and end, failures and errors at `info`, the rest at `debug`. */
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
      const facts = {
        status,
        duration,
        ...(credential !== null && { credential }),
        ...(mismatches.length > 0 && { mismatches }),
        ...(error_message !== null && { error_message }),
        ...(skip_reason !== null && { skip_reason }),
      };
      const level = status === 'fail' || status === 'error' ? 'info' : 'debug';
      log[level](facts, `step finished: ${describeStep(result)}`);
      for (const { trace: _, ...exchange } of result.http) {
        log.debug(exchange, 'http');
      }
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
    case 'run-finished': {
      const { type: _, end_time: __, ...facts } = event;
      log.info(facts, 'run finished');
      return;
    }
  }
}
