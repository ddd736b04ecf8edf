import { formatLimit, mismatchesOf, pathOf, statusOfLoad } from '../../results/load-thresholds.js';
import type { Load } from '../../results/types.js';
import type { StepContext } from '../context.js';
import type { StepOutcome } from '../outcome.js';
import type { PlannedStep } from '../plan/planned-step.js';
import { emitResult } from './emit-result.js';
import { reproduceStep } from './reproduce.js';

/** Records what a load came to; until its end, so that it can be told of although the run breaks off. */
export function recordLoad(
  planned: PlannedStep,
  context: StepContext,
  load: Load,
  { startedAt, seconds, isOver }: { startedAt: Date; seconds: number; isOver: boolean },
): StepOutcome {
  const status = statusOfLoad(load);
  const mismatches = mismatchesOf(load.thresholds);
  const inexact =
    status === 'pass' && load.exact < load.passed
      ? { path: 'load.exact', expected: load.passed, actual: load.exact }
      : null;
  const known = {
    status,
    duration: seconds,
    startedAt,
    expected: Object.fromEntries(load.thresholds.map((one) => [pathOf(one), formatLimit(one)])),
    mismatches,
    exact: status === 'pass' && load.exact === load.passed,
    ...(inexact && { deviations: [inexact] }),
    load,
    reproduce: status === 'pass' ? null : reproduceStep(planned, context, null),
  };
  emitResult(planned, context, known, undefined, isOver ? 'step-finished' : 'turns-counted');
  const [first] = mismatches;
  if (!first) {
    const deviation =
      inexact && `${planned.id}: ${inexact.actual} of ${inexact.expected} responses are exact`;
    return { status, iterations: [], ...(deviation && { deviation }) };
  }
  const reason = `${planned.id}: ${first.path}: expected ${String(first.expected)}, actual ${String(first.actual)}`;
  return { status, iterations: [], finding: { kind: status === 'fail' ? 'wrong-result' : null, reason } };
}
