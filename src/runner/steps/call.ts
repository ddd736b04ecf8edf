import type { StepContext } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';
import { captureValues } from '../record/capture.js';
import { recordAttempt } from '../record/record.js';
import { prepareCall } from '../request/prepare-call.js';
import type { PreparedCall } from '../request/prepared-call.js';
import { type Attempt, type CallStep, judgeSent, sendCall } from './attempt.js';
import type { RunStep } from './block.js';
import { actMidBody, positionInBody } from './mid-body.js';
import { joinOutcomes, type StepOutcome } from './outcome.js';
import { followPages } from './paginate.js';
import { poll } from './poll.js';

/** Runs a step that sends something: prepares, sends, judges, keeps values and records. */
export async function runCall(
  planned: PlannedStep,
  step: CallStep,
  context: StepContext,
  runStep: RunStep,
): Promise<StepOutcome> {
  const { run } = context;
  run.emit({ type: 'step-started', group_name: context.group.name, step: planned.id });
  let within: StepOutcome | null = null;
  const attempt = async (): Promise<Attempt> => {
    if (step.kind === 'operation' && step.paginate) {
      return followPages(step, context);
    }
    const prepared = await prepareCall(step, context);
    const middle = step.during ? actMidBody(planned, step.during.at, prepared, context, runStep) : null;
    const judged = await sendWhole(step, middle?.prepared ?? prepared, context);
    within = middle?.outcome() ?? null;
    return middle && !within && judged.status !== 'error' ? neverReached(judged, 'during.at') : judged;
  };
  const final = await poll(step, attempt, run);
  const { response } = final.outcome;
  if (response) {
    captureValues(step, response, namedBothWays(final.prepared), context.scope);
  }
  const own = recordAttempt(planned, context, final);
  return within ? joinOutcomes([own, within]) : own;
}

/** Sends and judges; with `abort_at` it is cut in the middle, which is what the step is about and no error of it. */
async function sendWhole(step: CallStep, prepared: PreparedCall, context: StepContext): Promise<Attempt> {
  const { expected_result: expected, abort_at: at } = step;
  if (!at) {
    return judgeSent(expected, await sendCall(expected, prepared, context), context);
  }
  const sent = await sendCall(expected, prepared, context, {
    abortAt: positionInBody(at, prepared, context),
  });
  if (sent.outcome.failure?.code !== 'CUT') {
    const judged = judgeSent(expected, sent, context);
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
