import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import { joinHeaders } from '../../lib/headers.js';
import type { ResponseHead } from '../http/message-head.js';
import { type OperationSchema, sdkProtocol } from '../model/sdk-model.js';
import { checkRoot } from './root-element.js';

/**
 * Reads the output of a successful response; a streaming member is left out. What is in headers alone is read by a
 * table, everything else by the SDK's own deserializer. Throws where the response is not what the API model says.
 */
export function parseOutput(
  model: OperationSchema,
  head: ResponseHead,
  body: Uint8Array,
): Record<string, unknown> | Promise<Record<string, unknown>> {
  const hasDocument = model.streamingOutput === undefined && body.length > 0;
  if (hasDocument) {
    checkRoot(model, body);
  }
  const headers = joinHeaders(head.headers);
  if (model.outputMembers.has('ExpiresString') && headers.expires !== undefined) {
    keepExpires(headers, headers.expires);
  }
  const bound = hasDocument ? null : model.boundOutput?.(headers);
  return bound ?? deserialize(model, head.status, headers, body);
}

async function deserialize(
  model: OperationSchema,
  statusCode: number,
  headers: Record<string, string>,
  body: Uint8Array,
): Promise<Record<string, unknown>> {
  const { protocol, context } = sdkProtocol();
  const output = (await protocol.deserializeResponse(
    model.schema,
    context,
    new HttpResponse({
      statusCode,
      headers,
      body: model.streamingOutput === undefined ? body : Readable.from([]),
    }),
  )) as Record<string, unknown>;
  const { $metadata: _, ...members } = output;
  if (model.streamingOutput !== undefined) {
    delete members[model.streamingOutput];
  }
  return members;
}

/** Expires may hold any text: what is no date stays readable as ExpiresString. */
function keepExpires(headers: Record<string, string>, expires: string): void {
  headers.expiresstring = expires;
  if (Number.isNaN(Date.parse(expires)) || !/GMT$/.test(expires)) {
    delete headers.expires;
  }
}
