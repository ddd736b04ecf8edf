import { postForm } from '../../config/language/post-form.js';
import {
  http as httpType,
  type RequestContext,
  request as requestType,
} from '../../config/language/request.js';
import type { OperationStep, PostFormStep, RequestStep } from '../../config/language/step.js';
import { readEvaluated } from '../../config/language/typed-value.js';
import { evaluate } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { isRecord } from '../../lib/records.js';
import { createBody, postFormRequest, rawRequest } from '../../s3/index.js';
import type { RequestCall, RequestForm } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import { credentialOf, namedCredential } from './call-parts.js';
import { filePath } from './file-path.js';
import type { PreparedCall } from './prepared-call.js';
import { secretsOfEvaluated } from './secrets-of-evaluated.js';

/** Prepares raw HTTP; throws a ValueError for what cannot be made. */
export async function prepareRequest(
  step: RequestStep,
  context: StepContext,
): Promise<PreparedCall<RequestCall>> {
  const evaluated = evaluateWhole(step.request, context);
  const request = await readEvaluated(
    'request',
    evaluated,
    step.request,
    requestType,
    requestContext(context),
  );
  const call = rawRequest(request, senderOf(context));
  return {
    call: step.endpoint ? { ...call, endpoint: step.endpoint } : call,
    operation: call.as ?? null,
    credential: context.credential,
    parameters: isRecord(evaluated) ? evaluated : {},
    sinks: [],
  };
}

/** Prepares a browser upload; throws a ValueError for what cannot be made. */
export async function preparePostForm(
  step: PostFormStep,
  context: StepContext,
): Promise<PreparedCall<RequestCall>> {
  const evaluated = withDefaultBucket(evaluateWhole(step.post_form, context), context);
  const reading = requestContext(context);
  const form = await readEvaluated('post_form', evaluated, step.post_form, postForm, reading);
  const { region } = context.run.plan.settings;
  return {
    call: postFormRequest(form, { ...senderOf(context), region, now: reading.now }),
    operation: null,
    credential: context.credential,
    parameters: isRecord(evaluated) ? evaluated : {},
    sinks: [],
  };
}

/** Evaluates what may have a credential in it: its secrets are masked from now on. */
function evaluateWhole(value: Value, context: StepContext): unknown {
  const evaluated = evaluate(value, context);
  context.run.learnSecrets(secretsOfEvaluated(evaluated));
  return evaluated;
}

function withDefaultBucket(form: unknown, { scope }: StepContext): unknown {
  const bucket = scope.fixtureValue('bucket');
  return bucket !== undefined && isRecord(form) ? { bucket, ...form } : form;
}

/** Reads the `http` of an operation. */
export async function readHttp(step: OperationStep, context: StepContext): Promise<{ http?: RequestForm }> {
  const { http } = step;
  if (!http) {
    return {};
  }
  const evaluated = evaluateWhole(http, context);
  return { http: await readEvaluated('http', evaluated, http, httpType, requestContext(context)) };
}

/** What reading a request needs of its place. */
export function requestContext(context: StepContext): RequestContext {
  return {
    now: context.run.clock.now(),
    findCredential: (name) => namedCredential(name, context),
    createBody: (form) => createBody(form, (reference) => filePath(reference, context)),
  };
}

function senderOf(context: StepContext) {
  return { credential: credentialOf(context), client: context.client };
}
