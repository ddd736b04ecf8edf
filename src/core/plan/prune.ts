import { type Plan, type PlannedGroup, type PlannedStep, phases } from './plan.js';

/** The same plan with only those steps of `test` that are kept, and without the groups that have none left. */
export function prunePlan(plan: Plan, keeps: (step: PlannedStep) => boolean): Plan {
  const groups = plan.groups
    .map(
      (group): PlannedGroup => ({
        ...group,
        phases: { ...group.phases, test: group.phases.test.filter(keeps) },
      }),
    )
    .filter((group) => phases.some((phase) => group.phases[phase].length > 0));
  return { ...plan, groups };
}
