import type { Plan } from '../runner/plan/plan.js';
import { childrenOf, type PlannedStep } from '../runner/plan/planned-step.js';

/** A case of a plan, as `list cases` shows it. */
export interface ListedCase {
  readonly id: string;
  readonly title: string | null;
  readonly group: string;
  readonly planned: PlannedStep;
}

/** All cases of a plan, in order. */
export function listCases(plan: Plan): ListedCase[] {
  return plan.groups.flatMap((group) =>
    Object.values(group.phases).flatMap((steps) => steps.flatMap((step) => casesIn(step, group.name))),
  );
}

function casesIn(planned: PlannedStep, group: string): ListedCase[] {
  const own =
    planned.kind === 'case'
      ? [{ id: planned.caseId, title: planned.step.title ?? null, group, planned }]
      : [];
  return [...own, ...childrenOf(planned).flatMap((child) => casesIn(child, group))];
}
