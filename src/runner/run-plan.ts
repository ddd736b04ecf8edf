import type { RunStarted } from '../results/events.js';
import type { Phase } from '../results/types.js';
import type { Place, RunContext } from './context.js';
import { countPlan } from './plan/count.js';
import { type Plan, type PlannedGroup, type PlannedStep, phases } from './plan/plan.js';
import { recordProblem, skipStep } from './record/record.js';
import { runBranches } from './steps/block.js';
import { isBroken, joinOutcomes, type StepOutcome } from './steps/outcome.js';
import { sideBySide } from './steps/side-by-side.js';
import { runStep } from './steps/step.js';
import { StepScope } from './values/scope.js';

/** The facts of a run that its first event tells. */
export type RunFacts = Pick<RunStarted, 'session_id' | 's3tester_version' | 'endpoint_url'>;

/** Runs a plan to its end and tells everything as events; the last is always `run-finished`. */
export async function runPlan(
  plan: Plan,
  context: RunContext,
  facts: RunFacts,
  server: () => string | null,
): Promise<void> {
  const { operations } = countPlan(plan);
  context.emit({
    type: 'run-started',
    ...facts,
    config_files: plan.configFiles,
    region: plan.settings.region,
    start_time: context.clock.now().toISOString(),
    total_operations: operations,
    total_groups: plan.groups.length,
  });
  await context.endpoint.begin(Math.min(plan.settings.timeout, 30) * 1000);
  await sideBySide(plan.groups, plan.parallel, (group, index) => runGroup(group, index, context));
  await context.fixtures.close();
  context.emit({
    type: 'run-finished',
    end_time: context.clock.now().toISOString(),
    server: server(),
    interrupted: context.interrupted(),
    endpoint_lost: context.endpoint.lost,
  });
}

async function runGroup(group: PlannedGroup, index: number, context: RunContext): Promise<void> {
  const base: Omit<Place, 'phase'> = {
    context,
    group,
    scope: new StepScope(context.values, { asker: String(index) }),
    credential: group.credential,
    client: { driver: 'direct', checksums: 'when_supported', retry: context.plan.settings.retry },
    order: [index],
    iteration: null,
    caseId: null,
  };
  // A group that never began has nothing to clear away.
  const unbegun = group.skipReason ?? context.stopReason('before_test');
  let place = base;
  try {
    if (unbegun === null) {
      place = { ...base, scope: withGroupVariables(group, base.scope) };
    }
  } catch (problem) {
    await failGroup(base, problem);
    return;
  }
  const setUp = await runPhase('before_test', place, unbegun);
  const broken = isBroken(setUp) ? 'its set-up failed' : null;
  await runPhase('test', place, unbegun ?? broken);
  endCases(base);
  await runPhase('after_test', place, unbegun);
  context.emit({ type: 'group-finished', group_name: group.name });
}

function withGroupVariables({ variables: [own, file] }: PlannedGroup, scope: StepScope): StepScope {
  return scope.withVariables(file).withVariables(own);
}

/** Records that the variables of a group have no value: its tests are errors, the rest did not run. */
async function failGroup(base: Omit<Place, 'phase'>, problem: unknown): Promise<void> {
  const reason = 'a variable of the group has no value';
  await runPhase('before_test', base, reason);
  for (const [index, step] of base.group.phases.test.entries()) {
    recordProblem(
      step,
      { ...base, phase: 'test', order: [...base.order, phases.indexOf('test'), index] },
      problem,
    );
  }
  endCases(base);
  await runPhase('after_test', base, reason);
  base.context.emit({ type: 'group-finished', group_name: base.group.name });
}

/** Nobody waits longer for a case of a group that is over. */
function endCases({ group, context }: Omit<Place, 'phase'>): void {
  for (const { caseId } of group.phases.test) {
    if (caseId !== null) {
      context.ended.end(caseId, false);
    }
  }
}

async function runPhase(
  phase: Phase,
  base: Omit<Place, 'phase'>,
  skipReason: string | null,
): Promise<StepOutcome> {
  const place: Place = { ...base, phase, order: [...base.order, phases.indexOf(phase)] };
  const steps = base.group.phases[phase];
  if (skipReason !== null) {
    return skipAll(steps, place, skipReason);
  }
  if (phase === 'test' && base.group.parallel) {
    return runBranches(steps, place, true, runStep);
  }
  const outcomes: StepOutcome[] = [];
  for (const [index, step] of steps.entries()) {
    const inner = { ...place, order: [...place.order, index] };
    const isOver = phase === 'before_test' && outcomes.some(isBroken);
    outcomes.push(
      isOver ? skipStep(step, inner, 'an earlier step of the set-up failed') : await runStep(step, inner),
    );
  }
  return joinOutcomes(outcomes);
}

function skipAll(steps: readonly PlannedStep[], place: Place, reason: string): StepOutcome {
  return joinOutcomes(
    steps.map((step, index) => skipStep(step, { ...place, order: [...place.order, index] }, reason)),
  );
}
