import { parseMilliseconds, parseRate } from '../../lib/units.js';
import { type FieldsOf, object, optional, required } from '../shape/compound.js';
import { number, scalar } from '../shape/scalars.js';
import type { Shape } from '../shape/shape.js';

const rate: Shape<number> = scalar(
  'a rate above 0, such as 50 or 500/s or 3000/min',
  (value) => {
    const read = parseRate(value);
    return read !== undefined && read > 0 ? read : undefined;
  },
  { type: ['number', 'string'], examples: ['500/s', '3000/min'] },
);

function span(wanted: string, least: number): Shape<number> {
  return scalar(
    wanted,
    (value) => {
      const read = parseMilliseconds(value);
      return read !== undefined && read >= least ? read : undefined;
    },
    { type: ['string', 'number'], examples: ['30s', '5m'] },
  );
}

const someTime = span('a duration above 0, such as 30s or 5m', 1);
const anyTime = span('a duration such as 10s, or 0', 0);

const loadFields = {
  duration: required(someTime, 'How long is measured, such as 30s; the warm-up comes before it.'),
  users: optional(
    number({ min: 1, whole: true }),
    'Closed model: so many users, each of which begins its next turn when the one before has ended.',
  ),
  rate: optional(
    rate,
    'Open model: so many turns begin per second, however long the responses take; such as 500/s.',
  ),
  ramp: optional(anyTime, 'From the start, how long users or rate rise from nothing to all (0s).'),
  warm_up: optional(anyTime, 'Before what is measured: judged, and not in the times (0s).'),
} as const;

/** How a step is run under load; times are milliseconds, `rate` is per second. */
export const load = object('load', loadFields);

/** {@link load}, read. */
export type Load = FieldsOf<typeof loadFields>;

/** The longest load, in milliseconds: a week. */
export const longestLoadMs = 7 * 24 * 3600 * 1000;

/** The most users, and the most turns per second. */
export const mostUsers = 100_000;

/** The greatest weight of a step among others. */
export const mostWeight = 1000;

/** What a turn under load sees besides what is around it: its number by two names and, in the closed model, its user. */
export function turnNames({ users }: Pick<Load, 'users'>): readonly string[] {
  return ['index', 'iteration', ...(users === undefined ? [] : ['user'])];
}
