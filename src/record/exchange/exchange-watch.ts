import { type HeaderList, headerValue } from '../../lib/headers.js';
import { findOperation } from '../../operations/catalogue.js';
import { operationOfRequest } from '../../operations/operation-of-request.js';
import type { Place } from '../recording/recorder.js';
import { type BodyNote, noteBody } from './body-note.js';
import { FrameError, FrameReader } from './frame-reader.js';
import { recordedHeaders } from './header-pairs.js';
import { readAddress } from './request-address.js';

/** The head of a request, as it came. */
export interface RequestHead {
  readonly method: string;
  /** The target of the request line. */
  readonly target: string;
  /** Each character of a value is a byte. */
  readonly headers: HeaderList;
}

/** Follows one exchange, and writes it down when it is over. */
export interface ExchangeWatch {
  /** The operation that is asked for; null where none fits. */
  readonly operation: string | null;
  /** Whether something of the body of the request has come. */
  readonly hasBody: boolean;
  /** Bytes of the body of the request, as they came over the wire. */
  sent(bytes: Buffer): void;
  responded(status: number, headers: HeaderList): void;
  received(bytes: Uint8Array): void;
  /** The response is whole. */
  end(): void;
  /** There is no whole response, and why; what came of it is kept. */
  fail(reason: string): void;
}

/** Begins to follow an exchange. Only what is said first of its end counts. */
export function watchExchange(place: Place, head: RequestHead, domains?: readonly string[]): ExchangeWatch {
  const { method, target, headers } = head;
  const address = readAddress(headerValue(headers, 'host') ?? '', target, domains);
  const { addressing, bucket, key, query } = address;
  const name = operationOfRequest({
    method,
    hasBucket: bucket !== null,
    hasKey: key !== null,
    query: new Map(query),
    hasHeader: (wanted) => headerValue(headers, wanted) !== undefined,
  });
  const operation = name === null ? undefined : findOperation(name);
  const request = noteRequestBody(headers, operation?.hasStreamingInput === false);
  const response = noteBody(true);
  let answer: { readonly status: number; readonly headers: [string, string][] } | null = null;
  let isOver = false;
  let hasBody = false;

  const finish = (failure?: string): void => {
    if (isOver) {
      return;
    }
    isOver = true;
    const isDocument = (answer?.status ?? 0) >= 300 || operation?.hasStreamingOutput === false;
    place.finish({
      operation: name,
      ...{ method, bucket, key, addressing },
      query: query.map(([one, value]) => [one, value]),
      headers: recordedHeaders(headers),
      body: request.end(),
      response: answer && { ...answer, body: response.end(isDocument) },
      ...(failure === undefined ? {} : { failure }),
    });
  };
  return {
    operation: name,
    get hasBody() {
      return hasBody;
    },
    sent(bytes) {
      hasBody = true;
      request.add(bytes);
    },
    responded(status, received) {
      answer = { status, headers: recordedHeaders(received) };
    },
    received: (bytes) => response.add(bytes),
    end: () => finish(),
    fail: finish,
  };
}

type SentAs = 'plain' | 'aws-chunked' | 'chunked';

interface RequestNote extends Pick<BodyNote, 'add'> {
  end(): ReturnType<BodyNote['end']> & { readonly sent_as: SentAs; readonly trailers?: string[] };
}

/** Notes the body of a request without the frames that it may have. */
function noteRequestBody(headers: HeaderList, isDocument: boolean): RequestNote {
  const note = noteBody(isDocument);
  if (!isFramed(headers)) {
    const sentAs = headerValue(headers, 'transfer-encoding') === undefined ? 'plain' : 'chunked';
    return { add: (bytes) => note.add(bytes), end: () => ({ ...note.end(isDocument), sent_as: sentAs }) };
  }
  const trailers: string[] = [];
  const addFramed = readFrames(note, trailers);
  return {
    add: (bytes) => addFramed(Buffer.from(bytes)),
    end: () => ({
      ...note.end(isDocument),
      sent_as: 'aws-chunked',
      ...(trailers.length === 0 ? {} : { trailers }),
    }),
  };
}

/** Whether a body comes in the frames of aws-chunked. */
function isFramed(headers: HeaderList): boolean {
  return headerValue(headers, 'x-amz-content-sha256')?.startsWith('STREAMING-') === true;
}

/** Of a body whose frames are broken, what came before that is noted; whoever receives it refuses it. */
function readFrames(note: BodyNote, trailers: string[]): (bytes: Buffer) => void {
  const reader = new FrameReader();
  let isBroken = false;
  return (bytes) => {
    if (isBroken) {
      return;
    }
    try {
      for (const part of reader.feed(bytes)) {
        if (part.kind === 'data') {
          note.add(part.bytes);
        } else if (part.kind === 'trailer' && part.name !== 'x-amz-trailer-signature') {
          trailers.push(part.name);
        }
      }
    } catch (error) {
      if (!(error instanceof FrameError)) {
        throw error;
      }
      isBroken = true;
    }
  };
}
