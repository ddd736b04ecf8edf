import { headerValue } from '../../lib/headers.js';
import { type ResponseVerification, verifyResponse } from '../checksums/verify-response.js';
import type { ResponseHandler } from '../http/exchange.js';
import type { ResponseHead } from '../http/message-head.js';
import type { OperationSchema } from '../model/sdk-model.js';
import type { BodySink, ErrorDocument, ReceivedBody, S3Response } from '../types.js';
import { type DocumentKind, describeExcess, documentLimit } from './document-limits.js';
import { looksLikeError, parseErrorDocument } from './error-document.js';
import { type Turn, takeTurn } from './large-documents.js';
import { parseOutput } from './parse-output.js';
import { parsePostResponse } from './post-response.js';
import { type BodyReceiver, receiveBody, streamHead } from './receive-body.js';

/** Reads one response into an S3Response, or lets go of it where it broke off. */
export interface ResponseParser extends ResponseHandler {
  finish(head: ResponseHead, interim: readonly number[]): S3Response | Promise<S3Response>;
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
  return new Parser(model, sinks, isPostForm);
}

/** A parser has no promise to wait for where the response needs none: most are small, and say everything in headers. */
class Parser implements ResponseParser {
  hasFedSinks = false;
  readonly #isStream: boolean;
  #receiver: BodyReceiver | null = null;
  #verification: ResponseVerification | null = null;
  #hasSinks = false;
  #turn: Turn | null = null;
  #size = 0;

  constructor(
    private readonly model: OperationSchema | undefined,
    private readonly sinks: readonly BodySink[],
    private readonly isPostForm: boolean,
  ) {
    this.#isStream = model === undefined || model.streamingOutput !== undefined;
  }

  onHead(head: ResponseHead): void {
    const { model, sinks } = this;
    this.#hasSinks = isSuccessful(head.status) && sinks.length > 0;
    const isDocument = !this.#isStream && isSuccessful(head.status);
    this.#turn = isDocument ? takeTurn() : null;
    this.#verification = model?.streamingOutput === undefined ? null : verifyResponse(head);
    const own = this.#hasSinks ? sinks : none;
    this.#receiver = receiveBody(
      isDocument ? documentLimit : streamHead,
      this.#verification === null ? own : [...own, this.#verification],
    );
  }

  onData(chunk: Uint8Array): void | Promise<void> {
    this.hasFedSinks ||= this.#hasSinks;
    this.#size += chunk.length;
    const wait = this.#turn?.reached(this.#size);
    return wait === undefined ? this.#receiver?.write(chunk) : wait.then(() => this.#receiver?.write(chunk));
  }

  finish(head: ResponseHead, interim: readonly number[]): S3Response | Promise<S3Response> {
    const ended = this.#received().end(true);
    if (ended instanceof Promise) {
      return ended.then((body) => this.#read(head, interim, body)).finally(() => this.#turn?.end());
    }
    const read = this.#read(head, interim, ended);
    if (read instanceof Promise) {
      return read.finally(() => this.#turn?.end());
    }
    this.#turn?.end();
    return read;
  }

  async abandon(): Promise<void> {
    this.#turn?.end();
    try {
      await this.#received().end(false);
    } catch {
      // What failed is the exchange; that a sink could not be closed adds nothing.
    }
  }

  #received(): BodyReceiver {
    this.#receiver ??= receiveBody(streamHead, none);
    return this.#receiver;
  }

  #read(
    head: ResponseHead,
    interim: readonly number[],
    body: ReceivedBody,
  ): S3Response | Promise<S3Response> {
    const { model } = this;
    const kept = this.#received().kept();
    const isDocument = !this.#isStream || !isSuccessful(head.status);
    const kind = isDocument ? documentKind(head.status, kept) : null;
    const excess = kind === null ? null : describeExcess(kind, kept, body.size);
    const { status, headers } = head;
    const refuse = (error: ErrorDocument | null, parseError?: string): S3Response =>
      parseError === undefined
        ? { status, headers, interim, body, error, success: false, output: {} }
        : { status, headers, interim, body, error, success: false, output: {}, parseError };
    if (excess !== null) {
      return refuse(null, excess);
    }
    const mayBeError = isDocument || (model === undefined && isXml(head));
    const error = mayBeError ? parseErrorDocument(kept) : null;
    if (!isSuccessful(status) || error !== null) {
      return refuse(error);
    }
    const conclude = (output: Record<string, unknown>): S3Response => {
      const wrong = this.#verification?.problem ?? null;
      return wrong === null
        ? { status, headers, interim, body, error, success: true, output }
        : { status, headers, interim, body, error, success: false, output, parseError: wrong };
    };
    const refuseOutput = (problem: unknown): S3Response =>
      refuse(error, problem instanceof Error ? problem.message : String(problem));
    try {
      const output = this.isPostForm ? parsePostResponse(kept) : outputOf(model, head, kept);
      return output instanceof Promise ? output.then(conclude).catch(refuseOutput) : conclude(output);
    } catch (problem) {
      return refuseOutput(problem);
    }
  }
}

const none: readonly BodySink[] = [];

function outputOf(
  model: OperationSchema | undefined,
  head: ResponseHead,
  body: Uint8Array,
): Record<string, unknown> | Promise<Record<string, unknown>> {
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
