import type { StepContext } from '../context.js';
import { RunStopped } from '../control/stopped.js';
import { runLoad } from '../load/run-load.js';
import type { StepOutcome } from '../outcome.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { leaveStep, recordProblem, skipStep } from '../record/record.js';
import { isTrue, query } from '../values/jmespath.js';
import { runCall } from './call.js';
import { runCase } from './case.js';
import { deriveContext } from './derive-context.js';
import { iterationsOf, runLoop } from './loop.js';
import { pollBlock } from './poll-block.js';
import { runPresign } from './presign.js';
import { runSet } from './set.js';
import { turnOf } from './turn.js';
import { runWait } from './wait.js';

/** Runs one step, its loops and what is in it; emits every result; never throws for what a user wrote. */
export async function runStep(planned: PlannedStep, outer: StepContext): Promise<StepOutcome> {
  const context = { ...outer, scope: outer.scope.withSeedKey(outer.order.join('.')) };
  const outcome = await runUnlessSkipped(planned, context);
  if (planned.kind === 'case') {
    context.run.ended.end(planned.caseId, outcome.status === 'pass' && outcome.unfinished === undefined);
  }
  return outcome;
}

async function runUnlessSkipped(planned: PlannedStep, context: StepContext): Promise<StepOutcome> {
  const { step } = planned;
  const { run, phase } = context;
  if (planned.skipReason !== null) {
    return skipStep(planned, context, planned.skipReason);
  }
  const stopReason = run.stopReason(phase);
  if (stopReason !== null) {
    return leaveStep(planned, context, stopReason);
  }
  for (const { caseId, reason } of planned.kind === 'case' ? planned.awaits : []) {
    if (await run.ended.passed(caseId)) {
      continue;
    }
    const stop = run.stopReason(phase);
    return stop === null ? skipStep(planned, context, reason, 'blocked') : leaveStep(planned, context, stop);
  }
  try {
    if (step.if !== undefined && !isTrue(query(step.if, context.scope.data()))) {
      return skipStep(planned, context, `if: ${step.if} is false`);
    }
    const iterations = iterationsOf(step, context.scope);
    if (iterations) {
      return await runLoop(planned, context, iterations, runOnce);
    }
    // That of a case begins once its fixtures are there.
    if (step.load && planned.kind !== 'case') {
      const turn = turnOf(planned, context, runOnce, (inner) => deriveContext(planned, inner));
      return await runLoad(planned, step.load, context, turn);
    }
    return await runOnce(planned, context);
  } catch (error) {
    return recordProblem(planned, context, error);
  }
}

/** Runs a step once: where it is in a loop, one iteration of it. */
async function runOnce(planned: PlannedStep, outer: StepContext): Promise<StepOutcome> {
  try {
    if (planned.kind === 'case') {
      return await runCase(planned, outer);
    }
    const context = deriveContext(planned, outer);
    switch (planned.kind) {
      case 'call':
        return await runCall(planned, context);
      case 'block':
        return await pollBlock(planned, context);
      case 'presign':
        return await runPresign(planned, context);
      case 'set':
        return runSet(planned.step, context);
      case 'wait':
        return await runWait(planned, context);
    }
  } catch (error) {
    return error instanceof RunStopped
      ? leaveStep(planned, outer, error.message)
      : recordProblem(planned, outer, error);
  }
}
