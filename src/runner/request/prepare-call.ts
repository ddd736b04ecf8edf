import type { Place } from '../context.js';
import type { CallStep } from '../steps/attempt.js';
import { prepareOperation } from './prepare-operation.js';
import { preparePostForm, prepareRequest } from './prepare-request.js';
import type { PreparedCall } from './prepared-call.js';

/** Prepares what a step sends, whatever its kind. */
export async function prepareCall(step: CallStep, place: Place): Promise<PreparedCall> {
  switch (step.kind) {
    case 'operation':
      return prepareOperation(step, place);
    case 'request':
      return prepareRequest(step, place);
    case 'post_form':
      return preparePostForm(step, place);
  }
}
