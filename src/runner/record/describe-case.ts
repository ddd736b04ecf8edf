import type { CaseResult } from '../../results/types.js';
import type { StepContext } from '../context.js';
import type { PlannedCase } from '../plan/planned-step.js';
import { placeOfStep } from './place-of-step.js';
import { rowId } from './row-id.js';

/** What a case is, however it ended; `context` is that around it. */
export function describeCase(
  planned: PlannedCase,
  context: StepContext,
): Pick<CaseResult, 'id' | 'title' | 'group_name' | 'place' | 'tags'> {
  return {
    id: rowId(planned, context),
    title: planned.step.title ?? null,
    group_name: context.group.name,
    tags: [...new Set(planned.tags)],
    place: placeOfStep(planned),
  };
}
