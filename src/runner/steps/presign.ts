import { readPlain } from '../../config/language/typed-value.js';
import { seconds, time } from '../../lib/fields/scalar-types.js';
import type { StepContext } from '../context.js';
import type { StepOutcome } from '../outcome.js';
import type { PlannedPresign } from '../plan/planned-step.js';
import { recordPresigned } from '../record/record.js';
import { withLocation } from '../request/call-parts.js';
import { preparePresigned } from '../request/prepare-operation.js';
import { query } from '../values/jmespath.js';

const defaultExpirySeconds = 900;

/** Makes a presigned URL; sends nothing. Without `save`, later steps find it as `${url}` and its `${headers}`. */
export async function runPresign(planned: PlannedPresign, context: StepContext): Promise<StepOutcome> {
  const { step } = planned;
  const { scope, run } = context;
  const prepared = await preparePresigned(step, context);
  const { expires, date } = step.presign;
  const form = {
    expires: expires ? readPlain('expires', expires, seconds, scope, {}) : defaultExpirySeconds,
    ...(date ? { date: readPlain('date', date, time, scope, { now: run.clock.now() }) } : {}),
  };
  const presigned = await withLocation(step.where, () => run.client.presign(prepared.call, form));
  const roots = { ...presigned, parameters: { ...prepared.parameters, ...prepared.call.input } };
  for (const [name, expression] of step.save ?? []) {
    scope.saved.set(name, query(expression, roots) ?? null);
  }
  for (const [name, expression] of step.collect ?? []) {
    scope.saved.append(name, [query(expression, roots) ?? null]);
  }
  if (!step.save) {
    scope.saved.set('url', presigned.url);
    scope.saved.set('headers', presigned.headers);
  }
  return recordPresigned(planned, context, prepared);
}
