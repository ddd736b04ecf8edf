import type { PlannedGroup } from './plan.js';
import { forEachPhase, phases } from './plan.js';
import { childrenOf, type PlannedStep } from './planned-step.js';
import { type Shard, shareOf } from './shard.js';

/** All loads of a group, at whatever depth. */
export function loadsIn({ phases: steps }: Pick<PlannedGroup, 'phases'>): readonly PlannedStep[] {
  return phases.flatMap((phase) => steps[phase].flatMap(loadsInside));
}

function loadsInside(planned: PlannedStep): readonly PlannedStep[] {
  return planned.step.load ? [planned] : childrenOf(planned).flatMap(loadsInside);
}

/** The group with a shard's share of each load: of its users, or of its rate. */
export function shareLoads(group: PlannedGroup, shard: Shard): PlannedGroup {
  return {
    ...group,
    phases: forEachPhase((phase) => group.phases[phase].map((step) => shareIn(step, shard))),
  };
}

function shareIn(planned: PlannedStep, shard: Shard): PlannedStep {
  const { load } = planned.step;
  if (load) {
    const { users, rate } = load;
    const share = {
      ...load,
      ...(users === undefined ? {} : { users: shareOf(shard, users) }),
      ...(rate === undefined ? {} : { rate: rate / shard.count }),
    };
    return { ...planned, step: { ...planned.step, load: share } } as PlannedStep;
  }
  return planned.kind === 'block' || planned.kind === 'case'
    ? { ...planned, children: planned.children.map((child) => shareIn(child, shard)) }
    : planned;
}
