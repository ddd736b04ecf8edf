import { isRecord } from '../../lib/records.js';
import { parseSeconds } from '../../lib/units.js';
import { compareOrdered, readNumber, readTime } from '../compare.js';
import type { Matcher, MatcherFamily, OperandCheck } from './matcher.js';

/** `$gt`, `$gte`, `$lt`, `$lte` and `$near`: the order and the distance of numbers and of times. */
export const order: MatcherFamily = {
  $gt: ordered('$gt', (difference) => difference > 0),
  $gte: ordered('$gte', (difference) => difference >= 0),
  $lt: ordered('$lt', (difference) => difference < 0),
  $lte: ordered('$lte', (difference) => difference <= 0),
  $near: {
    judge: (operand, actual) => {
      if (!isRecord(operand)) {
        return false;
      }
      const distance = compareOrdered(actual, operand.value);
      if (distance === null) {
        return false;
      }
      // Times differ in milliseconds, durations are seconds.
      const isNumeric = readNumber(actual) !== null && readNumber(operand.value) !== null;
      const within = isNumeric ? readNumber(operand.within) : (parseSeconds(operand.within) ?? null);
      return within !== null && Math.abs(distance) <= (isNumeric ? within : within * 1000);
    },
    check: checkNear,
  },
};

function ordered(key: string, holds: (difference: number) => boolean): Matcher {
  return {
    judge: (operand, actual) => {
      const difference = compareOrdered(actual, operand);
      return difference !== null && holds(difference);
    },
    check: (operand, { fault }) => {
      if (!isOrdered(operand)) {
        fault(`${key} takes a number or a time`);
      }
    },
  };
}

function isOrdered(value: unknown): boolean {
  return readNumber(value) !== null || readTime(value) !== null;
}

function checkNear(operand: unknown, { fault, isUnknown }: OperandCheck): void {
  if (!isRecord(operand) || !('value' in operand) || !('within' in operand)) {
    fault('$near takes { value, within }');
    return;
  }
  for (const key of Object.keys(operand)) {
    if (key !== 'value' && key !== 'within') {
      fault('$near takes only value and within', [key]);
    }
  }
  const { value, within } = operand;
  if (!isUnknown(value) && !isOrdered(value)) {
    fault('value is a number or a time', ['value']);
  }
  if (isUnknown(value) || isUnknown(within)) {
    return;
  }
  const isNumeric = readNumber(value) !== null;
  const reach = isNumeric ? readNumber(within) : (parseSeconds(within) ?? null);
  if (reach === null || reach < 0) {
    fault(isNumeric ? 'within is a number here' : 'within is a duration like 5s here', ['within']);
  }
}
