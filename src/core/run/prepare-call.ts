import type { CallStep } from './attempt.js';
import type { Place } from './context.js';
import { type PreparedCall, prepareOperation } from './prepare.js';

/** Prepares what a step sends, whatever its kind. */
export async function prepareCall(step: CallStep, place: Place): Promise<PreparedCall> {
  switch (step.kind) {
    case 'operation':
      return prepareOperation(step, place);
    default:
      throw new Error(`a step of the kind ${step.kind} cannot be sent yet`);
  }
}
