import type { RunStarted } from '../results/events.js';
import type { Phase } from '../results/types.js';
import type { RunContext, StepContext } from './context.js';
import type { Loss } from './control/endpoint-watch.js';
import { isBroken, joinOutcomes, type StepOutcome } from './outcome.js';
import { countPlan } from './plan/count.js';
import { type Plan, type PlannedGroup, phases } from './plan/plan.js';
import type { PlannedStep } from './plan/planned-step.js';
import { recordProblem, skipStep } from './record/record.js';
import { runBranches } from './steps/block.js';
import { sideBySide } from './steps/side-by-side.js';
import { StepScope } from './values/scope.js';

/** The facts of a run that its first event has. */
export type RunFacts = Pick<RunStarted, 'session_id' | 's3tester_version' | 'endpoint_url'>;

/** Where the steps of a group run, whatever their phase. */
type GroupContext = Omit<StepContext, 'phase'>;

/** Runs a plan to its end and emits everything as events; the last is always `run-finished`. */
export async function runPlan(
  plan: Plan,
  run: RunContext,
  facts: RunFacts,
  probe: {
    readonly first: (timeoutMs: number) => Promise<Loss | null>;
    readonly server: () => string | null;
  },
): Promise<void> {
  const { operations } = countPlan(plan);
  run.emit({
    type: 'run-started',
    ...facts,
    config_files: plan.configFiles,
    region: plan.settings.region,
    start_time: run.clock.now().toISOString(),
    plan: plan.id,
    ...(plan.part ? { shard: { ...plan.part, endpoint: plan.settings.endpointUrl } } : {}),
    total_operations: operations,
    total_groups: plan.groups.length,
  });
  await run.endpoint.begin(() => probe.first(Math.min(plan.settings.timeout, 30) * 1000));
  await sideBySide(plan.groups, plan.parallel, (group) => runGroup(group, run));
  await run.fixtures.close();
  run.emit({
    type: 'run-finished',
    end_time: run.clock.now().toISOString(),
    server: probe.server(),
    interrupted: run.interrupted(),
    endpoint_lost: run.endpoint.lost?.message ?? null,
    budget_spent: run.budget.spent(),
  });
}

async function runGroup(group: PlannedGroup, run: RunContext): Promise<void> {
  const order = orderOf(group, run.plan);
  const base: GroupContext = {
    run,
    group,
    scope: new StepScope(run.values, { seedKey: order.join('.') }),
    credential: group.credential,
    client: { driver: 'direct', checksums: 'when_supported', retry: run.plan.settings.retry },
    order,
    iteration: null,
    caseId: null,
  };
  // A group that does not start has nothing to clear away.
  const skipReason = group.skipReason ?? run.stopReason('before_test');
  let context = base;
  try {
    if (skipReason === null) {
      context = { ...base, scope: withGroupVariables(group, base.scope) };
    }
  } catch (problem) {
    await failGroup(base, problem);
    return;
  }
  const setUp = await runPhase('before_test', context, skipReason);
  const broken = isBroken(setUp) ? 'its set-up failed' : null;
  await runPhase('test', context, skipReason ?? broken);
  endCases(base);
  await runPhase('after_test', context, skipReason);
  run.emit({ type: 'group-finished', group_name: group.name });
}

/** The place of a group in the run; what every shard runs differs in each, so that a seed gives each other random values. */
function orderOf({ place, everyShard }: PlannedGroup, { part }: Plan): readonly number[] {
  return everyShard && part ? [place, part.index] : [place];
}

function withGroupVariables({ variables: [own, file] }: PlannedGroup, scope: StepScope): StepScope {
  return scope.withVariables(file).withVariables(own);
}

/** Records that the variables of a group have no value: its tests are errors, the rest did not run. */
async function failGroup(base: GroupContext, problem: unknown): Promise<void> {
  const reason = 'a variable of the group has no value';
  await runPhase('before_test', base, reason);
  for (const step of base.group.phases.test) {
    recordProblem(
      step,
      { ...base, phase: 'test', order: [...base.order, phases.indexOf('test'), step.place] },
      problem,
    );
  }
  endCases(base);
  await runPhase('after_test', base, reason);
  base.run.emit({ type: 'group-finished', group_name: base.group.name });
}

/** Nobody waits longer for a case of a group that is over. */
function endCases({ group, run }: GroupContext): void {
  for (const planned of group.phases.test) {
    if (planned.kind === 'case') {
      run.ended.end(planned.caseId, false);
    }
  }
}

async function runPhase(phase: Phase, base: GroupContext, skipReason: string | null): Promise<StepOutcome> {
  const context: StepContext = { ...base, phase, order: [...base.order, phases.indexOf(phase)] };
  const steps = base.group.phases[phase];
  if (skipReason !== null) {
    return skipAll(steps, context, skipReason);
  }
  if (phase === 'test' && base.group.parallel) {
    return runBranches(steps, context, true);
  }
  const outcomes: StepOutcome[] = [];
  for (const step of steps) {
    const inner = { ...context, order: [...context.order, step.place] };
    const isOver = phase === 'before_test' && outcomes.some(isBroken);
    outcomes.push(
      isOver
        ? skipStep(step, inner, 'an earlier step of the set-up failed')
        : await context.run.runStep(step, inner),
    );
  }
  return joinOutcomes(outcomes);
}

function skipAll(steps: readonly PlannedStep[], context: StepContext, reason: string): StepOutcome {
  return joinOutcomes(
    steps.map((step) => skipStep(step, { ...context, order: [...context.order, step.place] }, reason)),
  );
}
