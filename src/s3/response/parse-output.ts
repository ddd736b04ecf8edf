import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import type { ResponseHead } from '../http/message-head.js';
import { type OperationSchema, sdkProtocol } from '../model/sdk-model.js';
import { checkRoot } from './root-element.js';

/**
 * Reads the output of a successful response through the SDK's own deserializer; a streaming member is left out.
 * Throws where the response is not what the API model says.
 */
export async function parseOutput(
  model: OperationSchema,
  head: ResponseHead,
  body: Uint8Array,
): Promise<Record<string, unknown>> {
  if (model.streamingOutput === undefined) {
    checkRoot(model, body);
  }
  const { protocol, context } = sdkProtocol();
  const headers: Record<string, string> = {};
  for (const [name, value] of head.headers) {
    const key = name.toLowerCase();
    headers[key] = Object.hasOwn(headers, key) ? `${headers[key]}, ${value}` : value;
  }
  if (model.outputMembers.has('ExpiresString') && headers.expires !== undefined) {
    keepExpires(headers, headers.expires);
  }
  const output = (await protocol.deserializeResponse(
    model.schema,
    context,
    new HttpResponse({
      statusCode: head.status,
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
