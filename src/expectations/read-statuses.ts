import { readNumber } from './compare.js';

/** The statuses of a `status_code`, one or a list, as numbers; NaN for what is none. */
export function readStatuses(statusCode: unknown): number[] {
  const list = Array.isArray(statusCode) ? statusCode : [statusCode];
  return list.map((status) => readNumber(status) ?? Number.NaN);
}
