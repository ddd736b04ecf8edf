import type { PresignStep } from '../../config/grammar/step.js';
import { evaluate } from '../../config/values/evaluate.js';
import { parseTime } from '../../s3/index.js';
import type { PlannedStep } from '../plan/plan.js';
import { blame } from './call-parts.js';
import type { Place } from './context.js';
import { query } from './jmespath.js';
import type { StepOutcome } from './outcome.js';
import { preparePresigned } from './prepare-operation.js';
import { recordPresigned } from './record.js';

const defaultExpiry = 900;

/** Makes a presigned URL; sends nothing. Without `save`, later steps find it as `${url}` and its `${headers}`. */
export async function runPresign(
  planned: PlannedStep,
  step: PresignStep,
  place: Place,
): Promise<StepOutcome> {
  const { scope, context } = place;
  const prepared = await preparePresigned(step, place);
  const { expires, date } = step.presign;
  const presigned = await blame(step.where, async () =>
    context.client.presign(prepared.call, {
      expires: expires ? Number(evaluate(expires, { scope })) : defaultExpiry,
      ...(date ? { date: parseTime(evaluate(date, { scope }), context.clock.now()) } : {}),
    }),
  );
  const roots = { ...presigned, parameters: { ...prepared.parameters, ...prepared.call.input } };
  for (const [name, expression] of step.save ?? []) scope.saved.set(name, query(expression, roots) ?? null);
  for (const [name, expression] of step.collect ?? [])
    scope.saved.append(name, query(expression, roots) ?? null);
  if (!step.save) {
    scope.saved.set('url', presigned.url);
    scope.saved.set('headers', presigned.headers);
  }
  return recordPresigned(planned, place, prepared);
}
