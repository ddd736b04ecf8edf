import type { PlannedStep } from '../plan/plan.js';
import { type Attempt, type CallStep, judgeSent, sendCall } from './attempt.js';
import type { RunStep } from './block.js';
import type { Place } from './context.js';
import { keepValues } from './keep.js';
import { actMidBody } from './mid-body.js';
import { joinOutcomes, type StepOutcome } from './outcome.js';
import { followPages } from './paginate.js';
import { untilItMatches, whileItMatches } from './polling.js';
import type { PreparedCall } from './prepare.js';
import { prepareCall } from './prepare-call.js';
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
    const tried = await tryOnce(planned, step, place, runStep);
    within = tried.within;
    return tried.attempt;
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

async function tryOnce(
  planned: PlannedStep,
  step: CallStep,
  place: Place,
  runStep: RunStep,
): Promise<{ attempt: Attempt; within: StepOutcome | null }> {
  const expectedResult = 'expected_result' in step ? step.expected_result : undefined;
  const prepared = await prepareCall(step, place);
  if (!step.during && !step.abort_at) {
    return {
      attempt: judgeSent(expectedResult, await sendCall(expectedResult, prepared, place), place),
      within: null,
    };
  }
  const middle = actMidBody(planned, step, prepared, place, runStep);
  const attempt = judgeSent(expectedResult, await sendCall(expectedResult, middle.prepared, place), place);
  // A connection that was cut as asked is what the step is about, not an error of it.
  const isAsAsked = middle.isCut() && attempt.status === 'error';
  const judged: Attempt = isAsAsked
    ? { ...attempt, status: 'pass', failure: null, outcome: { ...attempt.outcome, failure: null } }
    : attempt;
  const within = middle.outcome();
  if (step.during && !within) {
    const mismatch = {
      path: 'during.at',
      expected: 'a body that reaches this place',
      actual: 'it ended before',
    };
    return {
      attempt: {
        ...judged,
        status: 'fail',
        failure: 'wrong-result',
        mismatches: [...judged.mismatches, mismatch],
      },
      within,
    };
  }
  return { attempt: judged, within };
}

/** The parameters as the user named them, and as the API does. */
function namedBothWays({ call, parameters }: PreparedCall): Readonly<Record<string, unknown>> {
  return call.kind === 'operation' ? { ...parameters, ...call.input } : parameters;
}
