import type { Answer } from '../../s3/types.js';
import type { CallStep } from './attempt.js';
import { joinHeaders } from './attempt.js';
import { query } from './jmespath.js';
import type { StepScope } from './scope.js';

/** Keeps what a step saves and collects of an answer. */
export function keepValues(step: CallStep, answer: Answer, parameters: unknown, scope: StepScope): void {
  if (!step.save && !step.collect) return;
  const { status, headers, output, error, body } = answer;
  const roots = {
    ...output,
    headers: joinHeaders(headers),
    status,
    error,
    body: Buffer.from(body.head).toString('utf8'),
    parameters,
  };
  for (const [name, expression] of step.save ?? []) scope.saved.set(name, query(expression, roots) ?? null);
  for (const [name, expression] of step.collect ?? [])
    scope.saved.append(name, query(expression, roots) ?? null);
}
