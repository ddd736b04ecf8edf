import { type JSONValue, search } from '@jmespath-community/jmespath';

/** Evaluates JMESPath; header names need no quoting: `headers.x-amz-request-id`. Throws an Error with a sentence. */
export function query(expression: string, data: unknown): unknown {
  const quoted = expression.replaceAll(
    /\bheaders\.([A-Za-z0-9-]+)/g,
    (_, name: string) => `headers."${name.toLowerCase()}"`,
  );
  return search(data as JSONValue, quoted);
}

/** Whether JMESPath counts a value as true: not null, false, or empty. */
export function isTrue(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
