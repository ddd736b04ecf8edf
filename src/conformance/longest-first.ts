import { countStep } from '../core/plan/count.js';
import type { Plan, PlannedGroup, PlannedStep } from '../core/plan/plan.js';

/** The tag of a case that has to wait for a time to pass, such as for the end of a lock. */
const waitingTag = 'waits';

/**
 * The same plan with what takes longest at the beginning, since a run ends no earlier than its last case: first the
 * groups with cases that wait, then those with cases of many requests, and so inside each group.
 */
export function longestFirst(plan: Plan): Plan {
  const groups = plan.groups.map((group): Weighted<PlannedGroup> => {
    const test = group.phases.test.map((step) => ({ item: step, weight: weigh(step) })).sort(heaviestFirst);
    return {
      item: { ...group, phases: { ...group.phases, test: test.map(({ item }) => item) } },
      weight: test[0]?.weight ?? 0,
    };
  });
  return { ...plan, groups: groups.sort(heaviestFirst).map(({ item }) => item) };
}

interface Weighted<T> {
  readonly item: T;
  readonly weight: number;
}

function heaviestFirst(a: Weighted<unknown>, b: Weighted<unknown>): number {
  return a.weight === b.weight ? 0 : b.weight - a.weight;
}

function weigh(step: PlannedStep): number {
  if (step.skipReason !== null) return 0;
  return step.step.tags?.includes(waitingTag) ? Number.POSITIVE_INFINITY : countStep(step).requests;
}
