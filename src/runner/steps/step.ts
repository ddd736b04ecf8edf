import type { Place } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';
import { recordProblem, skipStep } from '../record/record.js';
import { isTrue, query } from '../values/jmespath.js';
import { runCall } from './call.js';
import { runCase } from './case.js';
import { enter } from './derive-context.js';
import { runLoop, turnsOf } from './loop.js';
import type { StepOutcome } from './outcome.js';
import { pollBlock } from './poll-block.js';
import { runPresign } from './presign.js';
import { runSet, runWait } from './small-steps.js';

/** Runs one step, its loops and what is in it; tells every result; never throws for what a user wrote. */
export async function runStep(planned: PlannedStep, outer: Place): Promise<StepOutcome> {
  const place = { ...outer, scope: outer.scope.askedBy(outer.order.join('.')) };
  const outcome = await runUnlessSkipped(planned, place);
  if (planned.step.kind === 'case' && planned.caseId !== null) {
    place.context.ended.end(planned.caseId, outcome.status === 'pass');
  }
  return outcome;
}

async function runUnlessSkipped(planned: PlannedStep, place: Place): Promise<StepOutcome> {
  const { step, awaits } = planned;
  const { context, phase } = place;
  const unbegun = planned.skipReason ?? context.stopReason(phase);
  if (unbegun !== null) {
    return skipStep(planned, place, unbegun);
  }
  for (const { caseId, reason } of awaits) {
    if (await context.ended.passed(caseId)) {
      continue;
    }
    const stop = context.stopReason(phase);
    return stop === null ? skipStep(planned, place, reason, 'blocked') : skipStep(planned, place, stop);
  }
  try {
    if (step.if !== undefined && !isTrue(query(step.if, place.scope.data()))) {
      return skipStep(planned, place, `if: ${step.if} does not hold`);
    }
    const turns = turnsOf(step, place.scope);
    if (turns) {
      return await runLoop(planned, place, turns, runOnce);
    }
    return await runOnce(planned, place);
  } catch (error) {
    return recordProblem(planned, place, error);
  }
}

async function runOnce(planned: PlannedStep, outer: Place): Promise<StepOutcome> {
  const { step } = planned;
  try {
    if (step.kind === 'case') {
      return await runCase(planned, step, outer, runStep);
    }
    const place = enter(planned, outer);
    switch (step.kind) {
      case 'operation':
      case 'request':
      case 'post_form':
        return await runCall(planned, step, place, runStep);
      case 'presign':
        return await runPresign(planned, step, place);
      case 'steps':
        return await pollBlock(planned, place, runStep);
      case 'set':
        return runSet(step, place);
      case 'wait':
        return await runWait(step, place);
    }
  } catch (error) {
    return recordProblem(planned, outer, error);
  }
}
