import { awsChunkedBody } from '../bodies/aws-chunked.js';
import { openExactly } from '../bodies/body-source.js';
import { httpChunkedBody } from '../bodies/http-chunked.js';
import type { WireRequest } from '../http/exchange.js';
import { formatRequestHead } from '../http/message-head.js';
import { formatAmzDate } from '../signing/amz-date.js';
import { EMPTY_SHA256, formatAuthorization, sha256Hex, signV4 } from '../signing/signature-v4.js';
import type { BodySource, Credential } from '../types.js';
import type { UnsignedRequest } from './model-request.js';

/** Signs a request as SDKs do and writes it down as it goes over the wire. */
export function signRequest(
  request: UnsignedRequest,
  credential: Credential,
  region: string,
  expectContinue: boolean,
): WireRequest {
  const { body, payloadHash, headers } = framePayload(request);
  headers.push(['host', request.address.host]);
  if (credential.kind === 'keys') {
    const date = new Date();
    headers.push(['x-amz-date', formatAmzDate(date)], ['x-amz-content-sha256', payloadHash]);
    if (credential.sessionToken !== undefined && credential.sessionToken !== '') {
      headers.push(['x-amz-security-token', credential.sessionToken]);
    }
    const parts = signV4(
      { ...request, headers, payloadHash },
      { ...credential, region, service: 's3', date },
    );
    headers.push(['authorization', formatAuthorization(parts)]);
  } else if (payloadHash.startsWith('STREAMING-')) {
    headers.push(['x-amz-content-sha256', payloadHash]);
  }
  if (expectContinue && body !== undefined) {
    headers.push(['expect', '100-continue']);
  }
  headers.push(['user-agent', 's3tester']);
  const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
  const { secure } = request.address.peer;
  return {
    method: request.method,
    url: `${secure ? 'https' : 'http'}://${request.address.host}${target}`,
    head: formatRequestHead(request.method, target, headers),
    body: body === undefined ? undefined : (body.bytes ?? (() => openExactly(body))),
    expectContinue: expectContinue && body !== undefined,
  };
}

interface FramedPayload {
  readonly body: BodySource | undefined;
  readonly payloadHash: string;
  readonly headers: [string, string][];
}

function framePayload(request: UnsignedRequest): FramedPayload {
  const { body, trailer } = request;
  const headers = [...request.headers];
  if (body !== undefined && trailer !== undefined) {
    const encoding = takeHeader(headers, 'content-encoding');
    headers.push(
      ['content-encoding', encoding === undefined ? 'aws-chunked' : `${encoding},aws-chunked`],
      ['x-amz-trailer', trailer.name],
    );
    if (body.size !== undefined) {
      headers.push(['x-amz-decoded-content-length', String(body.size)]);
    }
    const payloadHash = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
    return { body: delimit(request.method, awsChunkedBody(body, trailer), headers), payloadHash, headers };
  }
  const payloadHash = takeHeader(headers, 'x-amz-content-sha256') ?? hashOf(body);
  return { body: delimit(request.method, body, headers), payloadHash, headers };
}

/** Says where the body ends: by its length or, where that is not known, by HTTP's chunks. */
function delimit(
  method: string,
  body: BodySource | undefined,
  headers: [string, string][],
): BodySource | undefined {
  if (headers.some(([name]) => name === 'content-length')) {
    return body;
  }
  if (body !== undefined && body.size === undefined) {
    headers.push(['transfer-encoding', 'chunked']);
    return httpChunkedBody(body);
  }
  if (body !== undefined || /^(PUT|POST|PATCH)$/.test(method)) {
    headers.push(['content-length', String(body?.size ?? 0)]);
  }
  return body;
}

function takeHeader(headers: [string, string][], wanted: string): string | undefined {
  const at = headers.findIndex(([name]) => name === wanted);
  return at < 0 ? undefined : headers.splice(at, 1)[0]?.[1];
}

function hashOf(body: BodySource | undefined): string {
  if (body === undefined) {
    return EMPTY_SHA256;
  }
  return body.bytes === undefined ? 'UNSIGNED-PAYLOAD' : sha256Hex(body.bytes);
}
