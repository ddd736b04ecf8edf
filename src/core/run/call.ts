import type { PlannedStep } from '../plan/plan.js';
import { type Attempt, type CallStep, judgeSent, sendCall } from './attempt.js';
import type { RunStep } from './block.js';
import type { Place } from './context.js';
import { keepValues } from './keep.js';
import { actMidBody, placeInBody } from './mid-body.js';
import { joinOutcomes, type StepOutcome } from './outcome.js';
import { followPages } from './paginate.js';
import { untilItMatches, whileItMatches } from './polling.js';
import { prepareCall } from './prepare-call.js';
import type { PreparedCall } from './prepared-call.js';
import { recordAttempt } from './record.js';

/** Runs a step that sends something: prepares, sends, judges, keeps values and records. */
export async function runCall(
  planned: PlannedStep,
  step: CallStep,
  place: Place,
  runStep: RunStep,
): Promise<StepOutcome> {
  const { context } = place;
  context.emit({ type: 'step-started', group_name: place.group.name, step: planned.id });
  let within: StepOutcome | null = null;
  const attempt = async (): Promise<Attempt> => {
    if (step.kind === 'operation' && step.paginate) return followPages(step, place);
    const prepared = await prepareCall(step, place);
    if (step.abort_at) return cutShort(step, prepared, place, placeInBody(step.abort_at, prepared, place));
    if (!step.during)
      return judgeSent(step.expected_result, await sendCall(step.expected_result, prepared, place), place);
    const middle = actMidBody(planned, step.during.at, prepared, place, runStep);
    const sent = await sendCall(step.expected_result, middle.prepared, place);
    within = middle.outcome();
    const judged = judgeSent(step.expected_result, sent, place);
    return within || judged.status === 'error' ? judged : neverReached(judged);
  };
  const final = await poll(step, attempt, context);
  const { answer } = final.outcome;
  if (answer) keepValues(step, answer, namedBothWays(final.prepared), place.scope);
  const own = recordAttempt(planned, place, final);
  return within ? joinOutcomes([own, within]) : own;
}

function poll(step: CallStep, attempt: () => Promise<Attempt>, context: Place['context']): Promise<Attempt> {
  if (step.eventually) return untilItMatches(attempt, step.eventually, context);
  if (step.consistently) return whileItMatches(attempt, step.consistently, context);
  return attempt();
}

/** Cuts the connection in the middle of the body; that it was cut is what the step is about, and no error of it. */
async function cutShort(
  step: CallStep,
  prepared: PreparedCall,
  place: Place,
  abortAt: number,
): Promise<Attempt> {
  const sent = await sendCall(step.expected_result, prepared, place, { abortAt });
  if (sent.outcome.failure?.code !== 'CUT') return judgeSent(step.expected_result, sent, place);
  const outcome = { ...sent.outcome, failure: null };
  return { ...sent, outcome, expected: {}, mismatches: [], status: 'pass', failure: null };
}

function neverReached(attempt: Attempt): Attempt {
  const mismatch = {
    path: 'during.at',
    expected: 'a body that reaches this place',
    actual: 'it ended before',
  };
  return {
    ...attempt,
    status: 'fail',
    failure: 'wrong-result',
    mismatches: [...attempt.mismatches, mismatch],
  };
}

/** The parameters as the user named them, and as the API does. */
function namedBothWays({ call, parameters }: PreparedCall): Readonly<Record<string, unknown>> {
  return call.kind === 'operation' ? { ...parameters, ...call.input } : parameters;
}
