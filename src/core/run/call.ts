import type { PlannedStep } from '../plan/plan.js';
import { type Attempt, attemptCall, type CallStep } from './attempt.js';
import type { Place } from './context.js';
import { keepValues } from './keep.js';
import type { StepOutcome } from './outcome.js';
import { untilItMatches, whileItMatches } from './polling.js';
import { prepareCall } from './prepare-call.js';
import { recordAttempt } from './record.js';

/** Runs a step that sends something: prepares, sends, judges, keeps values and records. */
export async function runCall(planned: PlannedStep, step: CallStep, place: Place): Promise<StepOutcome> {
  const { context } = place;
  context.emit({ type: 'step-started', group_name: place.group.name, step: planned.id });
  const expectedResult = 'expected_result' in step ? step.expected_result : undefined;
  const attempt = async (): Promise<Attempt> =>
    attemptCall(expectedResult, await prepareCall(step, place), place);
  const final = step.eventually
    ? await untilItMatches(attempt, step.eventually, context)
    : step.consistently
      ? await whileItMatches(attempt, step.consistently, context)
      : await attempt();
  const { answer } = final.outcome;
  if (answer) keepValues(step, answer, final.prepared.parameters, place.scope);
  return recordAttempt(planned, place, final);
}
