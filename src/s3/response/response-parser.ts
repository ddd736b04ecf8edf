import { headerValue } from '../../lib/headers.js';
import { type ResponseVerification, verifyResponse } from '../checksums/verify-response.js';
import type { ResponseHandler } from '../http/exchange.js';
import type { ResponseHead } from '../http/message-head.js';
import type { OperationSchema } from '../model/sdk-model.js';
import type { BodySink, ReceivedBody, S3Response } from '../types.js';
import { type DocumentKind, describeExcess, documentLimit } from './document-limits.js';
import { looksLikeError, parseErrorDocument } from './error-document.js';
import { type Turn, takeTurn } from './large-documents.js';
import { parseOutput } from './parse-output.js';
import { parsePostResponse } from './post-response.js';
import { type BodyReceiver, receiveBody, streamHead } from './receive-body.js';

/** Reads one response into an S3Response, or lets go of it where it broke off. */
export interface ResponseParser extends ResponseHandler {
  finish(head: ResponseHead, interim: readonly number[]): Promise<S3Response>;
  abandon(): Promise<void>;
  /** Bytes have gone to the caller's sinks, so that the call cannot be sent again. */
  readonly hasFedSinks: boolean;
}

/** Makes a parser of one response; sinks get the bodies of 2xx responses, without a model every such body is a stream. */
export function createResponseParser(
  model: OperationSchema | undefined,
  sinks: readonly BodySink[],
  isPostForm = false,
): ResponseParser {
  const isStream = model === undefined || model.streamingOutput !== undefined;
  let receiver: BodyReceiver = receiveBody(streamHead, []);
  let verification: ResponseVerification | null = null;
  let hasSinks = false;
  let hasFedSinks = false;
  let turn: Turn | null = null;
  let size = 0;

  async function read(head: ResponseHead, interim: readonly number[]): Promise<S3Response> {
    const body = await receiver.end(true);
    const kept = receiver.kept();
    const isDocument = !isStream || !isSuccessful(head.status);
    const kind = isDocument ? documentKind(head.status, kept) : null;
    const excess = kind === null ? null : describeExcess(kind, kept, body.size);
    if (excess !== null) {
      return { ...responseOf(head, interim, body), success: false, output: {}, parseError: excess };
    }
    const mayBeError = isDocument || (model === undefined && isXml(head));
    const error = mayBeError ? parseErrorDocument(kept) : null;
    const response = { ...responseOf(head, interim, body), error };
    if (!isSuccessful(head.status) || error !== null) {
      return { ...response, success: false, output: {} };
    }
    const wrong = verification?.problem ?? null;
    try {
      const output = isPostForm ? parsePostResponse(kept) : await outputOf(model, head, kept);
      return wrong === null
        ? { ...response, success: true, output }
        : { ...response, success: false, output, parseError: wrong };
    } catch (problem) {
      const parseError = problem instanceof Error ? problem.message : String(problem);
      return { ...response, success: false, output: {}, parseError };
    }
  }

  return {
    get hasFedSinks() {
      return hasFedSinks;
    },
    onHead(head) {
      hasSinks = isSuccessful(head.status) && sinks.length > 0;
      const isDocument = !isStream && isSuccessful(head.status);
      turn = isDocument ? takeTurn() : null;
      verification = model?.streamingOutput === undefined ? null : verifyResponse(head);
      receiver = receiveBody(isDocument ? documentLimit : streamHead, [
        ...(hasSinks ? sinks : []),
        ...(verification === null ? [] : [verification]),
      ]);
    },
    onData(chunk) {
      hasFedSinks ||= hasSinks;
      size += chunk.length;
      const wait = turn?.reached(size);
      return wait === undefined ? receiver.write(chunk) : wait.then(() => receiver.write(chunk));
    },
    async finish(head, interim) {
      try {
        return await read(head, interim);
      } finally {
        turn?.end();
      }
    },
    async abandon() {
      turn?.end();
      await receiver.end(false).catch(() => undefined);
    },
  };
}

function responseOf({ status, headers }: ResponseHead, interim: readonly number[], body: ReceivedBody) {
  return { status, headers, interim, error: null, body };
}

async function outputOf(
  model: OperationSchema | undefined,
  head: ResponseHead,
  body: Uint8Array,
): Promise<Record<string, unknown>> {
  return model === undefined ? {} : parseOutput(model, head, body);
}

function isXml(head: ResponseHead): boolean {
  return /\bxml\b/i.test(headerValue(head.headers, 'content-type') ?? '');
}

/** What a body is read as, unless it is streamed; null for one that is not read. */
export function documentKind(status: number, kept: Uint8Array): DocumentKind | null {
  if (isSuccessful(status)) {
    return 'output';
  }
  return looksLikeError(kept) ? 'error' : null;
}

/** A 2xx status. */
export function isSuccessful(status: number): boolean {
  return status >= 200 && status < 300;
}
