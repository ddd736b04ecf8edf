import type { StepContext } from '../context.js';
import type { CallStep } from '../plan/planned-step.js';
import { prepareOperation } from './prepare-operation.js';
import { preparePostForm, prepareRequest } from './prepare-request.js';
import type { PreparedCall } from './prepared-call.js';

/** Prepares what a step sends, whatever its kind. */
export async function prepareCall(step: CallStep, context: StepContext): Promise<PreparedCall> {
  switch (step.kind) {
    case 'operation':
      return prepareOperation(step, context);
    case 'request':
      return prepareRequest(step, context);
    case 'post_form':
      return preparePostForm(step, context);
  }
}
