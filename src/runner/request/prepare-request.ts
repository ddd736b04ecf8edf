import type { OperationStep, PostFormStep, RequestStep } from '../../config/grammar/step.js';
import { createBody, type FormContext, readHttpEdits, readPostForm, readRequest } from '../../s3/index.js';
import type { RequestCall, RequestForm } from '../../s3/types.js';
import type { Place } from '../context.js';
import { blame, credentialOf, evaluateMap, namedCredential } from './call-parts.js';
import { filePath } from './file-path.js';
import type { PreparedCall } from './prepared-call.js';

/** Prepares raw HTTP; throws a ValueError for what cannot be made. */
export async function prepareRequest(step: RequestStep, place: Place): Promise<PreparedCall<RequestCall>> {
  const parameters = evaluateMap(step.request, place);
  const call = await blame(step.request.at, () => readRequest(parameters, callContext(place)));
  return {
    call: step.endpoint ? { ...call, endpoint: step.endpoint } : call,
    operation: call.as ?? null,
    credential: place.credential,
    parameters,
    sinks: [],
  };
}

/** Prepares a browser upload; throws a ValueError for what cannot be made. */
export async function preparePostForm(step: PostFormStep, place: Place): Promise<PreparedCall<RequestCall>> {
  const bucket = place.scope.fixtureValue('bucket');
  const parameters = { ...(bucket === undefined ? {} : { bucket }), ...evaluateMap(step.post_form, place) };
  const { region } = place.context.plan.settings;
  const call = await blame(step.post_form.at, () =>
    readPostForm(parameters, { ...callContext(place), region }),
  );
  return { call, operation: null, credential: place.credential, parameters, sinks: [] };
}

/** Reads the `http` of an operation. */
export async function readHttp(step: OperationStep, place: Place): Promise<{ http?: RequestForm }> {
  const { http } = step;
  if (!http) {
    return {};
  }
  const edits = evaluateMap(http, place);
  return { http: await blame(http.at, () => readHttpEdits(edits, formContext(place))) };
}

/** What reading a request needs of its place. */
export function formContext(place: Place): FormContext {
  return {
    now: place.context.clock.now(),
    findCredential: (name) => namedCredential(name, place),
    createBody: (form) => createBody(form, (reference) => filePath(reference, place)),
  };
}

function callContext(place: Place) {
  return { ...formContext(place), credential: credentialOf(place), client: place.client };
}
