import { evaluate } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { judgeAll } from '../../expectations/index.js';
import type { Place } from '../context.js';
import type { PlannedStep } from '../plan/plan.js';
import { recordTogether } from '../record/record.js';
import { joinOutcomes, type StepOutcome } from './outcome.js';

/** Judges what `all` expects of the outcomes of a loop or a block, as a result of its own. */
export function judgeTogether(planned: PlannedStep, place: Place, outcome: StepOutcome): StepOutcome {
  const all = togetherOf(planned);
  if (!all || outcome.status === 'skipped') {
    return outcome;
  }
  const expected = evaluate(all, { scope: place.scope });
  const mismatches = judgeAll(expected, outcome.turns);
  const judged = recordTogether(planned, place, { all: expected }, mismatches);
  return { ...joinOutcomes([outcome, judged]), turns: outcome.turns };
}

function togetherOf({ step }: PlannedStep): Value | undefined {
  if (!('expected_result' in step) || step.expected_result?.kind !== 'map') {
    return undefined;
  }
  return step.expected_result.entries.find(({ key }) => key.kind === 'literal' && key.value === 'all')?.value;
}
