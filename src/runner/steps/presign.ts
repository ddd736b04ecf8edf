import { evaluate, type Scope, ValueError } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { parseSeconds } from '../../operations/units.js';
import { parseTime } from '../../s3/index.js';
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
  const presigned = await withLocation(step.where, async () =>
    run.client.presign(prepared.call, {
      expires: expires ? secondsOf(expires, scope) : defaultExpirySeconds,
      ...(date ? { date: parseTime(evaluate(date, { scope }), run.clock.now()) } : {}),
    }),
  );
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

function secondsOf(expires: Value, scope: Scope): number {
  const seconds = parseSeconds(evaluate(expires, { scope }));
  if (seconds === undefined) {
    throw new ValueError('expires is a number of seconds, or a duration such as 60s or 1h', expires.at);
  }
  return seconds;
}
