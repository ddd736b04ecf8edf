import type { ConnectionPool } from '../http/connection-pool.js';
import { describeFailure } from '../http/exchange-failure.js';
import { sendRequest } from '../http/send-request.js';
import { type OperationSchema, operationModel } from '../model/sdk-model.js';
import { originOf } from '../request/address.js';
import { composeRequest } from '../request/compose-request.js';
import type { Draft } from '../request/draft.js';
import { modelRequest } from '../request/model-request.js';
import { rawDraft } from '../request/raw-draft.js';
import { createResponseParser } from '../response/response-parser.js';
import { type RetryAttempt, withRetries } from '../retry.js';
import type { BodySink, Call, ClientSources, Outcome, RequestForm, Target } from '../types.js';

/** What a call is sent over, and what bounds it. */
export interface DirectContext {
  readonly target: Target;
  readonly sources: ClientSources;
  readonly pool: ConnectionPool;
  readonly sinks: readonly BodySink[];
  readonly signal: AbortSignal;
  readonly abortAt: number | undefined;
}

/** Sends a call by our own signature and connection, the model's request or a raw one. Never throws. */
export async function sendDirect(call: Call, context: DirectContext): Promise<Outcome> {
  const { target, sources, signal } = context;
  return withRetries(call.client.retry, sources, signal, async () => {
    try {
      return await attempt(call, context);
    } catch (error) {
      const failure = describeFailure(error, placeOf(call, target));
      return { outcome: { response: null, failure, exchanges: [], retries: 0 }, isFinal: true };
    }
  });
}

async function attempt(call: Call, context: DirectContext): Promise<RetryAttempt> {
  const { target, sources, pool, sinks, signal, abortAt } = context;
  const model = modelOf(call);
  const draft = await draftOf(call, model, target);
  const sender = {
    credential: call.credential,
    region: target.region,
    sources,
    ...(abortAt === undefined ? {} : { abortAt }),
  };
  const request = await composeRequest(draft, formOf(call), sender);
  const reader = createResponseParser(model, sinks, call.kind === 'request' && call.as === 'PostObject');
  const result = await sendRequest(pool, draft.address.peer, request, reader, signal);
  const exchanges = [result.exchange];
  if (result.failure !== null || result.head === null) {
    await reader.abandon();
    const failure = describeFailure(result.failure, placeOf(call, target));
    return { outcome: { response: null, failure, exchanges, retries: 0 }, isFinal: reader.hasFedSinks };
  }
  const response = await reader.finish(result.head, result.interim);
  return { outcome: { response, failure: null, exchanges, retries: 0 }, isFinal: reader.hasFedSinks };
}

/** Where a call goes, as a failure names it. */
function placeOf(call: Call, { endpointUrl, websiteEndpoint }: Target): string {
  const link = call.kind === 'request' ? originOf(call.path) : undefined;
  return link?.text ?? (call.endpoint === 'website' ? (websiteEndpoint ?? endpointUrl) : endpointUrl);
}

function modelOf(call: Call): OperationSchema | undefined {
  if (call.kind === 'operation') {
    return operationModel(call.operation);
  }
  return call.as === undefined || call.as === 'PostObject' ? undefined : operationModel(call.as);
}

async function draftOf(call: Call, model: OperationSchema | undefined, target: Target): Promise<Draft> {
  return call.kind === 'operation' && model !== undefined
    ? modelRequest(model, call, target)
    : rawDraft(call as Extract<Call, { kind: 'request' }>, target);
}

function formOf(call: Call): RequestForm {
  const form: RequestForm = (call.kind === 'request' ? call : call.http) ?? {};
  const expectContinue = form.expectContinue ?? call.client.expectContinue;
  return expectContinue === undefined ? form : { ...form, expectContinue };
}
