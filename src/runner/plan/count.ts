import { evaluate, type Scope } from '../../config/values/evaluate.js';
import { textOf } from '../../config/values/filters.js';
import type { Value } from '../../config/values/value.js';
import { parseSize } from '../../lib/units.js';
import { type Plan, phases } from './plan.js';
import { type PlannedStep, stepsInside } from './planned-step.js';
import { mapPrices, noRequests, type PriceClass, priceClassOf } from './price-class.js';

/** How much a plan will send at the least; what is known only at run time counts once. */
export interface PlanCount {
  readonly operations: number;
  readonly requests: number;
  readonly bytes: number;
  /** The requests by what AWS charges for: https://aws.amazon.com/s3/pricing/ */
  readonly requests_by_price: PriceCount;
}

/** Requests by their class of price on AWS. */
export type PriceCount = Readonly<Record<PriceClass, number>>;

const nothing: PlanCount = { operations: 0, requests: 0, bytes: 0, requests_by_price: noRequests };

/** Counts the operations of every phase, the requests and the bytes of their bodies. */
export function countPlan(plan: Plan): PlanCount {
  return plan.groups
    .flatMap((group) => phases.flatMap((phase) => group.phases[phase]))
    .map(countStep)
    .reduce(add, nothing);
}

/** Counts one step with its loops and all that is in it. */
export function countStep(planned: PlannedStep): PlanCount {
  const iterations = iterationCount(planned);
  const all = stepsInside(planned).map(countStep).reduce(add, countItself(planned));
  // Of all rounds one is reported.
  const times = planned.skipReason === null ? iterations * numberOf(planned.step.rounds) : 0;
  return {
    operations: all.operations * iterations,
    requests: all.requests * times,
    bytes: all.bytes * times,
    requests_by_price: mapPrices((price) => all.requests_by_price[price] * times),
  };
}

/** What a step sends once, without what is in it. */
function countItself(planned: PlannedStep): PlanCount {
  const { kind, step } = planned;
  switch (kind) {
    case 'call':
      return {
        operations: 1,
        requests: 1,
        bytes: step.kind === 'operation' ? bodyBytes(step.parameters) : 0,
        requests_by_price: { ...noRequests, [priceClassOf(planned)]: 1 },
      };
    case 'presign':
      return { ...nothing, operations: 1 };
    default:
      return nothing;
  }
}

function add(a: PlanCount, b: PlanCount): PlanCount {
  return {
    operations: a.operations + b.operations,
    requests: a.requests + b.requests,
    bytes: a.bytes + b.bytes,
    requests_by_price: mapPrices((price) => a.requests_by_price[price] + b.requests_by_price[price]),
  };
}

function iterationCount({ step }: PlannedStep): number {
  if (step.repeat ?? step.writers) {
    return numberOf(step.repeat ?? step.writers);
  }
  if (step.for_each) {
    return lengthOf(step.for_each);
  }
  if (step.matrix) {
    return [...step.matrix.values()].map(lengthOf).reduce((product, length) => product * length, 1);
  }
  return 1;
}

function numberOf(value: Value | undefined): number {
  return value === undefined ? 1 : Number(staticValue(value)) || 1;
}

function lengthOf(value: Value): number {
  const items = staticValue(value);
  return Array.isArray(items) ? items.length : 1;
}

const unknown = Symbol('known only at run time');
const emptyScope: Scope = { lookup: () => unknown, now: () => new Date(0), random: () => '' };

function staticValue(value: Value): unknown {
  const evaluated = evaluate(value, { scope: emptyScope, unknown });
  return evaluated === unknown ? undefined : evaluated;
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
