import type { StepContext } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';

/** The id of a case, and in a loop of the row that runs: `<id>[<row>]`. */
export function rowId(planned: PlannedStep, { iteration }: Pick<StepContext, 'iteration'>): string {
  const id = planned.caseId ?? planned.id;
  return iteration === null ? id : `${id}[${iteration}]`;
}
