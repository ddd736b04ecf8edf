import { evaluate } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { judgeAll } from '../../expectations/index.js';
import type { StepContext } from '../context.js';
import { joinOutcomes, type StepOutcome } from '../outcome.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { recordTogether } from '../record/record.js';

/** Judges what `all` expects of the outcomes of a loop or a block, as a separate result. */
export function judgeTogether(planned: PlannedStep, context: StepContext, outcome: StepOutcome): StepOutcome {
  const all = togetherOf(planned);
  // Of what was not all asked nothing can be said of the whole.
  if (!all || outcome.status === 'skipped' || outcome.unfinished !== undefined) {
    return outcome;
  }
  const expected = evaluate(all, { scope: context.scope });
  const mismatches = judgeAll(expected, outcome.iterations);
  const judged = recordTogether(planned, context, { all: expected }, mismatches);
  return { ...joinOutcomes([outcome, judged]), iterations: outcome.iterations };
}

/** What a step expects of all outcomes in it together. */
export function togetherOf({ step }: PlannedStep): Value | undefined {
  if (!('expected_result' in step) || step.expected_result?.kind !== 'map') {
    return undefined;
  }
  return step.expected_result.entries.find(({ key }) => key.kind === 'literal' && key.value === 'all')?.value;
}
