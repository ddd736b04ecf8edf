import { createAnswerReader } from '../answer/answer-reader.js';
import type { ConnectionPool } from '../http/connection-pool.js';
import type { WireRequest } from '../http/exchange.js';
import { describeFailure } from '../http/exchange-failure.js';
import { sendRequest } from '../http/send-request.js';
import { type Attempt, withRetries } from '../retry.js';
import type { BodySink, OperationCall, Outcome, Target } from '../types.js';
import type { Address } from './address.js';
import { modelRequest } from './model-request.js';
import { type OperationModel, operationModel } from './sdk-model.js';
import { signRequest } from './sign-request.js';

/** Sends a call of the API: the model's request, our own signature and connection. Never throws. */
export async function sendDirect(
  call: OperationCall,
  target: Target,
  pool: ConnectionPool,
  sinks: readonly BodySink[],
  signal: AbortSignal,
): Promise<Outcome> {
  return withRetries(call.client.retry, signal, async () => {
    try {
      const model = operationModel(call.operation);
      const unsigned = await modelRequest(model, call, target);
      const expectContinue = call.client.expectContinue === true;
      const request = signRequest(unsigned, call.credential, target.region, expectContinue);
      return await attempt(model, request, unsigned.address, target, pool, sinks, signal);
    } catch (error) {
      const failure = describeFailure(error, target.endpointUrl);
      return { outcome: { answer: null, failure, exchanges: [], retries: 0 }, isFinal: true };
    }
  });
}

async function attempt(
  model: OperationModel | undefined,
  request: WireRequest,
  address: Address,
  target: Target,
  pool: ConnectionPool,
  sinks: readonly BodySink[],
  signal: AbortSignal,
): Promise<Attempt> {
  const reader = createAnswerReader(model, sinks);
  const result = await sendRequest(pool, address.peer, request, reader, signal);
  const exchanges = [result.exchange];
  if (result.failure !== null || result.head === null) {
    await reader.abandon();
    const failure = describeFailure(result.failure, target.endpointUrl);
    return { outcome: { answer: null, failure, exchanges, retries: 0 }, isFinal: reader.hasFedSinks };
  }
  const answer = await reader.finish(result.head, result.interim);
  return { outcome: { answer, failure: null, exchanges, retries: 0 }, isFinal: reader.hasFedSinks };
}
