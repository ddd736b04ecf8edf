import { type JSONValue, search } from '@jmespath-community/jmespath';
import { quoteHeaderNames } from '../../operations/index.js';

/** Evaluates JMESPath; header names need no quoting: `headers.x-amz-request-id`. Throws an Error with a sentence. */
export function query(expression: string, data: unknown): unknown {
  return search(data as JSONValue, quoteHeaderNames(expression));
}

/** Whether JMESPath counts a value as true: not null, false, or empty. */
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') {
    return false;
  }
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
