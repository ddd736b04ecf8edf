import { joinHeaders } from '../../lib/headers.js';
import type { S3Response } from '../../s3/types.js';
import type { CallStep } from '../plan/planned-step.js';
import { query } from '../values/jmespath.js';
import type { StepScope } from '../values/scope.js';

/** Captures what a step saves and collects of a response. */
export function captureValues(
  step: CallStep,
  response: S3Response,
  parametersOf: () => unknown,
  scope: StepScope,
): void {
  const pages = step.paginate?.collect;
  if (!step.save && !step.collect && !pages) {
    return;
  }
  const { status, headers, output, error } = response;
  const roots = {
    ...output,
    headers: joinHeaders(headers),
    status,
    error,
    body: keptBody(response.body),
    parameters: parametersOf(),
  };
  for (const [name, expression] of step.save ?? []) {
    scope.saved.set(name, query(expression, roots) ?? null);
  }
  // What is collected is a list, so that a loop may go over it where no page held anything.
  for (const [name, expression] of pages ?? []) {
    scope.saved.set(name, query(expression, roots) ?? []);
  }
  for (const [name, expression] of step.collect ?? []) {
    scope.saved.append(name, [query(expression, roots) ?? null]);
  }
}

/** A body as `save` gives it: text, base64 where it is none, and of one that was not kept whole its size and SHA-256. */
function keptBody({ head, size, sha256 }: S3Response['body']): unknown {
  if (head.length < size) {
    return { size, sha256 };
  }
  const text = Buffer.from(head).toString('utf8');
  return Buffer.from(text, 'utf8').equals(head) ? text : { base64: Buffer.from(head).toString('base64') };
}
