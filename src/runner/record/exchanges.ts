import { toBodySample } from '../../results/body-value.js';
import type { HttpRecord } from '../../results/types.js';
import type { Exchange } from '../../s3/types.js';
import { shortenHead } from './shorten-response.js';

const sampleSize = 1024;

/** The exchanges of a step as results hold them; with their traces where these are wanted. */
export function recordExchanges(exchanges: readonly Exchange[], traced: boolean): HttpRecord[] {
  return exchanges.map((exchange) => {
    const { method, url, status, requestId, seconds } = exchange;
    const known = { method, url, status, request_id: requestId, duration: seconds };
    return traced ? { ...known, trace: traceOf(exchange) } : known;
  });
}

function traceOf(exchange: Exchange): NonNullable<HttpRecord['trace']> {
  const { requestHead, requestBody, requestBodySize, responseHead, responseBody, responseBodySize } =
    exchange;
  return {
    request: { head: requestHead, ...sampleOf(requestBody, requestBodySize) },
    ...(responseHead === null
      ? {}
      : { response: { head: shortenHead(responseHead), ...sampleOf(responseBody, responseBodySize) } }),
  };
}

function sampleOf(bytes: Uint8Array, size: number): { body?: ReturnType<typeof toBodySample> } {
  return size === 0 ? {} : { body: toBodySample(bytes, size, sampleSize) };
}
