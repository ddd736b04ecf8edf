import type { OperationStep, PostFormStep, RequestStep } from '../../config/grammar/step.js';
import { defined } from '../../lib/defined.js';
import { createBody, type FormContext, readHttpEdits, readPostForm, readRequest } from '../../s3/index.js';
import type { RequestCall, RequestForm } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import { credentialOf, evaluateMap, namedCredential, withLocation } from './call-parts.js';
import { filePath } from './file-path.js';
import type { PreparedCall } from './prepared-call.js';

/** Prepares raw HTTP; throws a ValueError for what cannot be made. */
export async function prepareRequest(
  step: RequestStep,
  context: StepContext,
): Promise<PreparedCall<RequestCall>> {
  const parameters = evaluateMap(step.request, context);
  const call = await withLocation(step.request.at, () => readRequest(parameters, callContext(context)));
  return {
    call: step.endpoint ? { ...call, endpoint: step.endpoint } : call,
    operation: call.as ?? null,
    credential: context.credential,
    parameters,
    sinks: [],
  };
}

/** Prepares a browser upload; throws a ValueError for what cannot be made. */
export async function preparePostForm(
  step: PostFormStep,
  context: StepContext,
): Promise<PreparedCall<RequestCall>> {
  const bucket = context.scope.fixtureValue('bucket');
  const parameters = { ...defined({ bucket }), ...evaluateMap(step.post_form, context) };
  const { region } = context.run.plan.settings;
  const call = await withLocation(step.post_form.at, () =>
    readPostForm(parameters, { ...callContext(context), region }),
  );
  return { call, operation: null, credential: context.credential, parameters, sinks: [] };
}

/** Reads the `http` of an operation. */
export async function readHttp(step: OperationStep, context: StepContext): Promise<{ http?: RequestForm }> {
  const { http } = step;
  if (!http) {
    return {};
  }
  const edits = evaluateMap(http, context);
  return { http: await withLocation(http.at, () => readHttpEdits(edits, formContext(context))) };
}

/** What reading a request needs of its place. */
export function formContext(context: StepContext): FormContext {
  return {
    now: context.run.clock.now(),
    findCredential: (name) => namedCredential(name, context),
    createBody: (form) => createBody(form, (reference) => filePath(reference, context)),
  };
}

function callContext(context: StepContext) {
  return { ...formContext(context), credential: credentialOf(context), client: context.client };
}
