import { type PlainType, ruled } from '../../lib/fields/value-type.js';
import { isRecord } from '../../lib/records.js';
import { unknownValue } from '../../lib/unknown-value.js';

/** The efforts that a run may make, and the numbers that belong to them. */
export const effortNames = ['usual', 'thorough'] as const;

const whole = { type: ['integer', 'string'] };

/** How many: one number, or one for a usual run and one for a thorough run; read as the usual one. */
export const effort: PlainType<number> = ruled({
  schema: {
    anyOf: [
      whole,
      {
        type: 'object',
        properties: { usual: whole, thorough: whole },
        required: [...effortNames],
        additionalProperties: false,
      },
    ],
  },
  must: 'needs a whole number from 1 on, or a map with one for usual and one for thorough',
  isRight: (given) =>
    isRecord(given)
      ? Object.keys(given).length === effortNames.length && effortNames.every((name) => isCount(given[name]))
      : isCount(given),
  read: (given) => Number(isRecord(given) ? given.usual : given),
});

function isCount(given: unknown): boolean {
  return (
    given === unknownValue || (/^(?:number|string)$/.test(typeof given) && /^[1-9]\d*$/.test(String(given)))
  );
}
