import type { StepContext } from '../context.js';
import type { PlannedCase } from '../plan/planned-step.js';

/** The id of a case, and in a loop of the row that runs: `<id>[<row>]`. */
export function rowId({ caseId }: PlannedCase, { iteration }: Pick<StepContext, 'iteration'>): string {
  return iteration === null ? caseId : `${caseId}[${iteration}]`;
}
