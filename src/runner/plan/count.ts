import { textOf } from '../../config/values/filters.js';
import type { Value } from '../../config/values/value.js';
import { parseSize } from '../../lib/units.js';
import { countFixtures } from './count-fixtures.js';
import { type Plan, phases } from './plan.js';
import { add, nothing, type PlanCount, requestsOf, times } from './plan-count.js';
import { type PlannedStep, stepsInside } from './planned-step.js';
import { priceClassOf } from './price-class.js';
import { numberOf, staticValue, turnsOf } from './turns.js';

/** Counts the operations of every phase, the requests and the bytes of their bodies. */
export function countPlan(plan: Plan): PlanCount {
  return plan.groups
    .flatMap((group) => phases.flatMap((phase) => group.phases[phase]))
    .map(countStep)
    .reduce(add, countFixtures(plan));
}

/** Counts one step with its loops and all that is in it. */
export function countStep(planned: PlannedStep): PlanCount {
  const counted = times(countInside(planned), turnsOf(planned));
  const { operations } = counted;
  // Of all rounds one is reported.
  const sent = planned.skipReason === null ? times(counted, numberOf(planned.step.rounds)) : nothing;
  return { ...sent, operations };
}

/** What a step sends once, with what is in it. A load is one operation; how often it goes round only the run knows. */
function countInside(planned: PlannedStep): PlanCount {
  const inside = stepsInside(planned).map(countStep);
  if (!planned.step.load) {
    return inside.reduce(add, countItself(planned));
  }
  const isMixture = stepsInside(planned).some(({ step }) => step.weight !== undefined);
  const turn = isMixture ? least(inside) : inside.reduce(add, countItself(planned));
  return { ...turn, operations: 1 };
}

/** Of several of which one is sent, the one with the fewest requests. */
function least(counts: readonly PlanCount[]): PlanCount {
  return counts.toSorted((a, b) => a.requests - b.requests)[0] ?? nothing;
}

/** What a step sends once, without what is in it. */
function countItself(planned: PlannedStep): PlanCount {
  const { kind, step } = planned;
  switch (kind) {
    case 'call':
      return {
        ...requestsOf(priceClassOf(planned), 1),
        operations: 1,
        bytes: step.kind === 'operation' ? bodyBytes(step.parameters) : 0,
      };
    case 'presign':
      return { ...nothing, operations: 1 };
    default:
      return nothing;
  }
}

function bodyBytes(parameters: Value | undefined): number {
  if (parameters?.kind !== 'map') {
    return 0;
  }
  for (const { key, value } of parameters.entries) {
    const name = key.kind === 'literal' ? String(key.value).toLowerCase().replaceAll(/[_-]/g, '') : '';
    if (name === 'bodysize') {
      return sizeOf(staticValue(value));
    }
    if (name === 'body') {
      return bodyFormBytes(staticValue(value));
    }
  }
  return 0;
}

function bodyFormBytes(body: unknown): number {
  if (typeof body === 'string') {
    return body.startsWith('file://') ? 0 : Buffer.byteLength(body);
  }
  if (body === null || body === undefined || typeof body === 'symbol') {
    return 0;
  }
  if (typeof body !== 'object') {
    return textOf(body).length;
  }
  const { size, zeros, concat } = body as Record<string, unknown>;
  if (Array.isArray(concat)) {
    return concat.map(bodyFormBytes).reduce((sum, bytes) => sum + bytes, 0);
  }
  return sizeOf(size ?? zeros);
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || typeof value === 'number' ? (parseSize(value) ?? 0) : 0;
}
