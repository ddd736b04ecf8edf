import { parseRate, parseSeconds } from '../../lib/units.js';
import { type Field, type FieldsOf, type Located, object, optional, record } from '../shape/compound.js';
import { type Scalar, scalar } from '../shape/scalars.js';
import type { Shape } from '../shape/shape.js';

/** How a figure must stand to its limit. */
export type Comparison = '<' | '<=' | '>' | '>=';

/** A limit for one figure of a load: a time in seconds, a share from 0 to 1, a rate per second, or a number. */
export interface Bound {
  readonly comparison: Comparison;
  readonly limit: number;
}

/** What is limited of the responses: their times, the share that was wrong, how many came per second. */
const ownFields = {
  p50: atMostTime('Half of the responses took no longer.'),
  p75: atMostTime('Three of four responses took no longer.'),
  p90: atMostTime('Nine of ten responses took no longer.'),
  p95: atMostTime('95 % of the responses took no longer.'),
  p99: atMostTime('99 % of the responses took no longer, such as 200ms.'),
  p99_9: atMostTime('99.9 % of the responses took no longer.'),
  mean: atMostTime('The mean time of the responses.'),
  max: atMostTime('The longest time of a response.'),
  error_rate: optional(
    bound('<=', 'a share such as 0, 0.01 or 1%', readShare, [0, '1%']),
    'The share of responses that are not as expected; without it, none may be.',
  ),
  throughput: optional(
    bound('>=', 'a rate such as 500/s or ">= 500/s"', parseRate, ['>= 500/s']),
    'Responses per second that are as expected.',
  ),
} as const;

const operationThresholds = object('thresholds of an operation', ownFields);

const fields = {
  ...ownFields,
  not_started: optional(
    bound('<=', 'a number such as 0 or "< 10"', readCount, [0]),
    'Open model: how many turns were due and never began, since all places were taken.',
  ),
  operations: optional(
    record(operationThresholds),
    'The same for single operations, by the name of the operation, or of the step where it has one.',
  ),
} as const;

/** What a load must hold as a whole. */
export const thresholds: Shape<Thresholds> = object('thresholds', fields);

/** {@link thresholds}, read. */
export type Thresholds = FieldsOf<typeof fields> & Located;

/** A figure that a threshold limits. */
export type Metric = Exclude<keyof typeof fields, 'operations'>;

/** The figures, in the order in which they are judged. */
export const metrics = Object.keys(fields).filter((name): name is Metric => name !== 'operations');

function atMostTime(doc: string): Field<Bound> & { readonly required: false } {
  return optional(
    bound('<=', 'a duration with its unit, such as 200ms or "< 1.5s"', readTime, ['200ms']),
    doc,
  );
}

function bound(
  usual: Comparison,
  wanted: string,
  read: (value: string | number) => number | undefined,
  examples: readonly Scalar[],
): Shape<Bound> {
  return scalar(
    wanted,
    (value) => {
      const [, sign, rest = ''] = /^\s*(<=?|>=?)?(.*)$/s.exec(String(value)) ?? [];
      const limit = read(typeof value === 'number' ? value : rest.trim());
      return limit === undefined ? undefined : { comparison: comparisonOf(sign) ?? usual, limit };
    },
    { type: ['string', 'number'], examples },
  );
}

function comparisonOf(sign: string | undefined): Comparison | undefined {
  return (['<', '<=', '>', '>='] as const).find((one) => one === sign);
}

/** A number alone is refused: whoever writes `p99: 200` means milliseconds, and would get seconds. */
function readTime(value: string | number): number | undefined {
  const seconds = typeof value === 'string' && /[a-z]$/.test(value) ? parseSeconds(value) : undefined;
  return seconds !== undefined && seconds >= 0 ? seconds : undefined;
}

function readShare(value: string | number): number | undefined {
  const [matched, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%)?$/.exec(String(value)) ?? [];
  const share = matched === undefined ? undefined : Number(digits) / (percent === undefined ? 1 : 100);
  return share !== undefined && share <= 1 ? share : undefined;
}

function readCount(value: string | number): number | undefined {
  return /^\d+$/.test(String(value)) ? Number(value) : undefined;
}
