import type { ConnectionPool } from '../http/connection-pool.js';
import type { Deadline } from '../http/deadline.js';
import { describeFailure } from '../http/exchange-failure.js';
import { sendRequest } from '../http/send-request.js';
import { type OperationSchema, operationModel } from '../model/sdk-model.js';
import { originOf } from '../request/address.js';
import { composeRequest } from '../request/compose-request.js';
import { modelRequest } from '../request/model-request.js';
import { rawDraft } from '../request/raw-draft.js';
import { createResponseParser } from '../response/response-parser.js';
import { type RetryAttempt, withRetries } from '../retry.js';
import type { Throttle } from '../throttle.js';
import type { BodySink, Call, ClientSources, Outcome, RequestForm, Target } from '../types.js';

/** What a call is sent over, and what bounds it. */
export interface DirectContext {
  readonly target: Target;
  readonly sources: ClientSources;
  readonly throttle: Throttle;
  readonly pool: ConnectionPool;
  readonly sinks: readonly BodySink[];
  readonly deadline: Deadline;
  readonly abortAt: number | undefined;
  readonly once: boolean;
}

/** Sends a call by our own signature and connection, the model's request or a raw one. Never throws. */
export function sendDirect(call: Call, context: DirectContext): Promise<Outcome> {
  return withRetries(call.client.retry, context, () => attempt(call, context));
}

async function attempt(call: Call, context: DirectContext): Promise<RetryAttempt> {
  const { target, sources, pool, sinks, deadline, abortAt, once } = context;
  try {
    // 1. The draft: the request that the API model makes, or the one that was written down.
    const drafted =
      call.kind === 'operation'
        ? modelRequest(operationModel(call.operation), call, target)
        : rawDraft(call, target);
    const draft = drafted instanceof Promise ? await drafted : drafted;

    // 2. The request as it goes over the wire: edited and signed.
    const sender = { credential: call.credential, region: target.region, sources, abortAt };
    const composed = composeRequest(draft, formOf(call), sender);
    const request = composed instanceof Promise ? await composed : composed;

    // 3. The exchange.
    const parser = createResponseParser(modelOfResponse(call), sinks, isPostForm(call));
    const { head, interim, failure, exchange } = await sendRequest(
      pool,
      draft.address.peer,
      request,
      parser,
      { deadline, once },
    );
    const exchanges = [exchange];

    // 4. The response, or why there is none.
    if (failure !== null || head === null) {
      await parser.abandon();
      const described = describeFailure(failure, placeOf(call, target));
      return {
        outcome: { response: null, failure: described, exchanges, retries: 0 },
        isFinal: parser.hasFedSinks,
      };
    }
    const finished = parser.finish(head, interim);
    const response = finished instanceof Promise ? await finished : finished;
    return { outcome: { response, failure: null, exchanges, retries: 0 }, isFinal: parser.hasFedSinks };
  } catch (error) {
    const failure = describeFailure(error, placeOf(call, target));
    return { outcome: { response: null, failure, exchanges: [], retries: 0 }, isFinal: true };
  }
}

function isPostForm(call: Call): boolean {
  return call.kind === 'request' && call.as === 'PostObject';
}

/** Where a call goes, as a failure names it. */
function placeOf(call: Call, { endpointUrl, websiteEndpoint }: Target): string {
  const link = call.kind === 'request' ? originOf(call.path) : undefined;
  return link?.text ?? (call.endpoint === 'website' ? (websiteEndpoint ?? endpointUrl) : endpointUrl);
}

/** The operation whose output the response has; a raw request need not say. */
function modelOfResponse(call: Call): OperationSchema | undefined {
  if (call.kind === 'operation') {
    return operationModel(call.operation);
  }
  return call.as === undefined || call.as === 'PostObject' ? undefined : operationModel(call.as);
}

const plainForm: RequestForm = {};

function formOf(call: Call): RequestForm {
  const form: RequestForm = (call.kind === 'request' ? call : call.http) ?? plainForm;
  const expectContinue = form.expectContinue ?? call.client.expectContinue;
  return expectContinue === undefined ? form : { ...form, expectContinue };
}
