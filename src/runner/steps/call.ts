import type { Place } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';
import { keepValues } from '../record/capture.js';
import { recordAttempt } from '../record/record.js';
import { prepareCall } from '../request/prepare-call.js';
import type { PreparedCall } from '../request/prepared-call.js';
import { type Attempt, type CallStep, judgeSent, sendCall } from './attempt.js';
import type { RunStep } from './block.js';
import { actMidBody, placeInBody } from './mid-body.js';
import { joinOutcomes, type StepOutcome } from './outcome.js';
import { followPages } from './paginate.js';
import { poll } from './poll.js';

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
    if (step.kind === 'operation' && step.paginate) {
      return followPages(step, place);
    }
    const prepared = await prepareCall(step, place);
    const middle = step.during ? actMidBody(planned, step.during.at, prepared, place, runStep) : null;
    const judged = await sendWhole(step, middle?.prepared ?? prepared, place);
    within = middle?.outcome() ?? null;
    return middle && !within && judged.status !== 'error' ? neverReached(judged, 'during.at') : judged;
  };
  const final = await poll(step, attempt, context);
  const { answer } = final.outcome;
  if (answer) {
    keepValues(step, answer, namedBothWays(final.prepared), place.scope);
  }
  const own = recordAttempt(planned, place, final);
  return within ? joinOutcomes([own, within]) : own;
}

/** Sends and judges; with `abort_at` it is cut in the middle, which is what the step is about and no error of it. */
async function sendWhole(step: CallStep, prepared: PreparedCall, place: Place): Promise<Attempt> {
  const { expected_result: expected, abort_at: at } = step;
  if (!at) {
    return judgeSent(expected, await sendCall(expected, prepared, place), place);
  }
  const sent = await sendCall(expected, prepared, place, { abortAt: placeInBody(at, prepared, place) });
  if (sent.outcome.failure?.code !== 'CUT') {
    const judged = judgeSent(expected, sent, place);
    return judged.status === 'pass' ? neverReached(judged, 'abort_at') : judged;
  }
  const outcome = { ...sent.outcome, failure: null };
  return { ...sent, outcome, expected: {}, mismatches: [], status: 'pass', failure: null };
}

function neverReached(attempt: Attempt, path: string): Attempt {
  const mismatch = { path, expected: 'a body that reaches this place', actual: 'it ended before' };
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
