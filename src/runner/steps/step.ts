import type { StepContext } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';
import { recordProblem, skipStep } from '../record/record.js';
import { isTrue, query } from '../values/jmespath.js';
import { runCall } from './call.js';
import { runCase } from './case.js';
import { deriveContext } from './derive-context.js';
import { iterationsOf, runLoop } from './loop.js';
import type { StepOutcome } from './outcome.js';
import { pollBlock } from './poll-block.js';
import { runPresign } from './presign.js';
import { runSet, runWait } from './small-steps.js';

/** Runs one step, its loops and what is in it; tells every result; never throws for what a user wrote. */
export async function runStep(planned: PlannedStep, outer: StepContext): Promise<StepOutcome> {
  const context = { ...outer, scope: outer.scope.withSeedKey(outer.order.join('.')) };
  const outcome = await runUnlessSkipped(planned, context);
  if (planned.step.kind === 'case' && planned.caseId !== null) {
    context.run.ended.end(planned.caseId, outcome.status === 'pass');
  }
  return outcome;
}

async function runUnlessSkipped(planned: PlannedStep, context: StepContext): Promise<StepOutcome> {
  const { step, awaits } = planned;
  const { run, phase } = context;
  const unbegun = planned.skipReason ?? run.stopReason(phase);
  if (unbegun !== null) {
    return skipStep(planned, context, unbegun);
  }
  for (const { caseId, reason } of awaits) {
    if (await run.ended.passed(caseId)) {
      continue;
    }
    const stop = run.stopReason(phase);
    return stop === null ? skipStep(planned, context, reason, 'blocked') : skipStep(planned, context, stop);
  }
  try {
    if (step.if !== undefined && !isTrue(query(step.if, context.scope.data()))) {
      return skipStep(planned, context, `if: ${step.if} does not hold`);
    }
    const iterations = iterationsOf(step, context.scope);
    if (iterations) {
      return await runLoop(planned, context, iterations, runOnce);
    }
    return await runOnce(planned, context);
  } catch (error) {
    return recordProblem(planned, context, error);
  }
}

async function runOnce(planned: PlannedStep, outer: StepContext): Promise<StepOutcome> {
  const { step } = planned;
  try {
    if (step.kind === 'case') {
      return await runCase(planned, step, outer, runStep);
    }
    const context = deriveContext(planned, outer);
    switch (step.kind) {
      case 'operation':
      case 'request':
      case 'post_form':
        return await runCall(planned, step, context, runStep);
      case 'presign':
        return await runPresign(planned, step, context);
      case 'steps':
        return await pollBlock(planned, context, runStep);
      case 'set':
        return runSet(step, context);
      case 'wait':
        return await runWait(step, context);
    }
  } catch (error) {
    return recordProblem(planned, outer, error);
  }
}
