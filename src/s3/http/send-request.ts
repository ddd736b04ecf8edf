import type { Peer } from './connect.js';
import type { ConnectionPool } from './connection-pool.js';
import type { Deadline } from './deadline.js';
import { type ExchangeResult, type ResponseHandler, runExchange } from './exchange.js';
import { toExchangeFailure } from './exchange-failure.js';
import type { WireRequest } from './wire-request.js';

/** A server may close what has carried nothing for so long; one that cuts a busy connection shows a fault. */
const quietMs = 1000;

/** What bounds a request; `once` leaves a connection that was closed as the failure that it is. */
export interface Sending {
  readonly deadline: Deadline;
  readonly once?: boolean;
}

/**
 * Sends a request over a pooled connection. A connection that was quiet for a while and that the server had closed
 * meanwhile is replaced by a new one, unseen, as every HTTP client does; any other cut is a failure. Never throws.
 */
export async function sendRequest(
  pool: ConnectionPool,
  peer: Peer,
  request: WireRequest,
  handler: ResponseHandler,
  { deadline, once = false }: Sending,
): Promise<ExchangeResult> {
  const startMs = performance.now();
  try {
    const acquired = pool.acquire(peer, deadline, request.isIrregular === true);
    const connection = acquired instanceof Promise ? await acquired : acquired;
    const result = await runExchange(connection, request, handler, deadline);
    if (once || connection.idleMs < quietMs || !result.hasNoResponse) {
      return result;
    }
    return await runExchange(await pool.acquire(peer, deadline, true), request, handler, deadline);
  } catch (error) {
    return unsent(request, (performance.now() - startMs) / 1000, error);
  }
}

function unsent(request: WireRequest, seconds: number, error: unknown): ExchangeResult {
  return {
    exchange: {
      method: request.method,
      url: request.url,
      requestHead: request.head,
      requestBody: new Uint8Array(0),
      requestBodySize: 0,
      status: null,
      responseHead: null,
      responseBody: new Uint8Array(0),
      responseBodySize: 0,
      requestId: null,
      seconds,
    },
    head: null,
    interim: [],
    failure: toExchangeFailure(error),
    hasNoResponse: true,
  };
}
