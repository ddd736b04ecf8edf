import { jsonable } from '../../lib/jsonable.js';
import type { Mismatch, StepResult } from '../../results/types.js';
import { whyUnreadable } from '../../results/unreadable.js';
import type { PlannedStep } from '../plan/planned-step.js';
import type { PreparedCall } from '../request/prepared-call.js';
import type { Attempt } from './attempt.js';

/** What a result says of how a response that passed is not exactly the expected one. */
export function deviationsOf({
  tolerated,
  deviations,
}: Attempt): Pick<StepResult, 'tolerated' | 'deviations'> {
  return {
    ...(tolerated === null ? {} : { tolerated }),
    ...(deviations.length === 0 ? {} : { deviations: deviations.map(jsonableMismatch) }),
  };
}

/** In one line, what of a response that passed is not exactly as expected; undefined where nothing is. */
export function describeDeviation(
  planned: PlannedStep,
  { tolerated, deviations, prepared }: Attempt,
): string | undefined {
  if (deviations.length === 0) {
    return undefined;
  }
  const found = `${planned.id}: ${nameOf(planned, prepared)}: ${describeMismatches(deviations)}`;
  return tolerated === null ? found : `${found} (tolerated: ${tolerated})`;
}

function nameOf({ step }: PlannedStep, { operation }: PreparedCall): string {
  return step.name ?? operation ?? step.kind;
}

/** In one line, why an attempt did not pass. */
export function describeFinding(planned: PlannedStep, { outcome, mismatches, prepared }: Attempt): string {
  const what = nameOf(planned, prepared);
  if (outcome.failure) {
    return `${what}: ${outcome.failure.message}`;
  }
  const { response } = outcome;
  if (response?.parseError !== undefined) {
    return `${what}: ${response.status}: ${response.parseError}`;
  }
  return `${what}: ${describeMismatches(mismatches)}`;
}

function describeMismatches(mismatches: readonly Mismatch[]): string {
  // The narrower finding says more than that a success was expected.
  const decisive =
    mismatches.find(({ path }) => path === 'error_code') ?? mismatches.find(({ path }) => path !== 'success');
  const { path, expected, actual } = decisive ?? mismatches[0] ?? { path: '', expected: null, actual: null };
  return `${path}: expected ${inShort(expected)}, actual ${whyUnreadable(actual) ?? inShort(actual)}`;
}

function inShort(value: unknown): string {
  const text = JSON.stringify(jsonable(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** A mismatch as JSON data. */
export function jsonableMismatch({ path, expected, actual }: Mismatch): Mismatch {
  return { path, expected: jsonable(expected), actual: jsonable(actual) };
}
