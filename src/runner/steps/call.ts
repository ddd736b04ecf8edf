import type { StepContext } from '../context.js';
import { joinOutcomes, type StepOutcome } from '../outcome.js';
import type { PlannedCall } from '../plan/planned-step.js';
import type { Attempt } from '../record/attempt.js';
import { captureValues } from '../record/capture.js';
import { recordAttempt } from '../record/record.js';
import { prepareCall } from '../request/prepare-call.js';
import type { PreparedCall } from '../request/prepared-call.js';
import { judgeCut, judgeSent, neverReached } from './judge.js';
import { actMidBody, positionInBody } from './mid-body.js';
import { followPages } from './paginate.js';
import { poll } from './poll.js';
import { sendCall } from './send.js';
import { settled } from './settle.js';

/** Runs a step that sends something: request → send → judge, as often as it polls; then capture → record. */
export async function runCall(planned: PlannedCall, context: StepContext): Promise<StepOutcome> {
  const { step } = planned;
  const { run, scope } = context;
  const { abort_at: cutAt } = step;
  if (!context.meter) {
    run.emit({ type: 'step-started', group_name: context.group.name, step: planned.id });
  }
  let within: StepOutcome | null = null;

  const attempt = async (): Promise<Attempt> => {
    if (step.kind === 'operation' && step.paginate) {
      return followPages(step, context);
    }

    // 1. Request: what the step asks for, with its values filled in; `during` acts in the middle of its body.
    const whole = await prepareCall(step, context);
    const middle = step.during ? actMidBody(planned, step.during.at, whole, context) : null;
    const prepared = middle?.prepared ?? whole;

    // 2. Send it, once.
    const cut = cutAt ? { abortAt: positionInBody(cutAt, prepared, context) } : {};
    const sent = await sendCall(step, prepared, context, cut);

    // 3. Judge the response.
    const judged = cutAt ? judgeCut(step, sent, context) : judgeSent(step, sent, context);
    within = middle?.outcome() ?? null;
    return middle && !within && judged.status !== 'error' ? neverReached(judged, 'during.at') : judged;
  };
  const final = await poll(step, settled(step, attempt, context), context);

  // 4. Save what later steps need.
  const { response } = final.outcome;
  if (response) {
    captureValues(step, response, () => namedBothWays(final.prepared), scope);
  }

  // 5. Record it.
  const own = recordAttempt(planned, context, final);
  return within ? joinOutcomes([own, within]) : own;
}

/** The parameters as the user named them, and as the API does. */
function namedBothWays({ call, parameters }: PreparedCall): Readonly<Record<string, unknown>> {
  return call.kind === 'operation' ? { ...parameters, ...call.input } : parameters;
}
