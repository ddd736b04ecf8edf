import type { CaseStep } from '../../config/grammar/step.js';
import type { CaseResult } from '../../results/types.js';
import type { PlannedStep } from '../plan/plan.js';
import { type RunStep, runSequence } from './block.js';
import type { Place } from './context.js';
import type { StepOutcome } from './outcome.js';
import { SavedValues } from './saved.js';
import { secondsSince } from './seconds.js';

/** Runs a case: its own saved values, its steps until one fails, one verdict. */
export async function runCase(
  planned: PlannedStep,
  step: CaseStep,
  outer: Place,
  runStep: RunStep,
): Promise<StepOutcome> {
  const { context } = outer;
  const begun = context.clock.monotonic();
  const caseId = rowId(planned, outer);
  const place: Place = { ...outer, caseId, scope: outer.scope.withSaved(new SavedValues(outer.scope.saved)) };
  const outcome = await runSequence(planned.children, place, runStep);
  const result: CaseResult = {
    id: caseId,
    title: step.title ?? null,
    group_name: place.group.name,
    ...verdictOf(outcome),
    duration: secondsSince(begun, context.clock),
    steps: planned.children.map(({ id }) => id),
  };
  context.emit({ type: 'case-finished', order: place.order, result: context.redact(result) });
  return outcome;
}

function verdictOf({ status, finding }: StepOutcome): Pick<CaseResult, 'verdict' | 'kind' | 'reason'> {
  const reason = finding?.reason ?? null;
  const kind = finding?.kind ?? null;
  if (kind === 'unsupported') return { verdict: 'unsupported', kind: null, reason };
  return { verdict: status, kind: status === 'fail' ? kind : null, reason };
}

function rowId(planned: PlannedStep, { iteration }: Place): string {
  const id = planned.caseId ?? planned.id;
  return iteration === null ? id : `${id}[${iteration}]`;
}
