import { countStep } from '../runner/plan/count.js';
import type { Plan } from '../runner/plan/plan.js';
import type { PlannedStep } from '../runner/plan/planned-step.js';

/** The tag of a case that has to wait for a time to pass, such as for the end of a lock. */
const waitingTag = 'waits';

/**
 * The same plan with what others wait for at the beginning, then what takes longest, since a run ends no earlier than
 * its last case: cases that wait for a time to pass, then those of many requests; and so inside each group.
 */
export function longestFirst(plan: Plan, awaited: ReadonlySet<string>): Plan {
  const groups = plan.groups.map((group) => {
    const test = group.phases.test
      .map((step) => ({ step, urgency: urgencyOf(step, awaited) }))
      .sort(mostUrgentFirst);
    const phases = { ...group.phases, test: test.map(withUrgency) };
    return { group: { ...group, phases }, urgency: test[0]?.urgency ?? 0 };
  });
  return { ...plan, groups: groups.sort(mostUrgentFirst).map(({ group }) => group) };
}

interface Urgent {
  readonly urgency: number;
}

function mostUrgentFirst(a: Urgent, b: Urgent): number {
  return a.urgency === b.urgency ? 0 : b.urgency - a.urgency;
}

/** Only a case waits for its buckets, and needs an urgency. */
function withUrgency({ step, urgency }: Urgent & { readonly step: PlannedStep }): PlannedStep {
  return step.kind === 'case' ? { ...step, urgency } : step;
}

function urgencyOf(step: PlannedStep, awaited: ReadonlySet<string>): number {
  if (step.skipReason !== null) {
    return 0;
  }
  if (step.caseId !== null && awaited.has(step.caseId)) {
    return Number.POSITIVE_INFINITY;
  }
  return step.step.tags?.includes(waitingTag) ? Number.MAX_VALUE : countStep(step).requests;
}
