import { Readable } from 'node:stream';
import type * as sdk from '@aws-sdk/client-s3';
import { loadSdk } from '../../operations/load-sdk.js';
import { describeFailure, ExchangeFailure, toExchangeFailure } from '../http/exchange-failure.js';
import { type OperationSchema, operationModel } from '../model/sdk-model.js';
import { describeExcess, documentLimit } from '../response/document-limits.js';
import { parseErrorDocument } from '../response/error-document.js';
import { receiveBody, streamHead } from '../response/receive-body.js';
import { documentKind, isSuccessful } from '../response/response-parser.js';
import { checkRoot } from '../response/root-element.js';
import type { BodySink, BodySource, OperationCall, Outcome, Target } from '../types.js';
import { guardDocument } from './document-guard.js';
import { type ExchangeRecording, recordExchange } from './record-exchange.js';
import { createSdkClient, type HandlerOptions } from './sdk-client.js';

/** Sends calls through the plain SDK, as applications do; it keeps one client for each credential and options. */
export interface SdkDriver {
  /** What only the direct driver can do (edits of the request, another endpoint, a cut) is a failure of the client. */
  send(
    call: OperationCall,
    sinks: readonly BodySink[],
    signal: AbortSignal,
    abortAt: number | undefined,
  ): Promise<Outcome>;
  close(): void;
}

/** Makes the SDK driver of a target. */
export function createSdkDriver(target: Target): SdkDriver {
  const clients = new Map<string, sdk.S3Client>();

  function clientFor(call: OperationCall): sdk.S3Client {
    const key = JSON.stringify([call.credential, call.client]);
    const client = clients.get(key) ?? createSdkClient(target, call.credential, call.client);
    clients.set(key, client);
    return client;
  }

  return {
    async send(call, sinks, signal, abortAt) {
      const recordings: ExchangeRecording[] = [];
      try {
        if (call.http !== undefined || call.endpoint !== undefined || abortAt !== undefined) {
          throw new ExchangeFailure('client', 'the sdk driver cannot change the request that the SDK makes');
        }
        const model = operationModel(call.operation);
        const output = await runCommand(clientFor(call), model, call, sinks, signal, recordings);
        return await conclude(model, recordings, output, null);
      } catch (error) {
        return concludeError(call, target, recordings, error, signal);
      }
    },
    close() {
      for (const client of clients.values()) {
        client.destroy();
      }
    },
  };
}

type Output = Readonly<Record<string, unknown>>;
type Command = { readonly middlewareStack: { add(middleware: unknown, options: unknown): void } };

async function runCommand(
  client: sdk.S3Client,
  model: OperationSchema,
  call: OperationCall,
  sinks: readonly BodySink[],
  signal: AbortSignal,
  recordings: ExchangeRecording[],
): Promise<Output> {
  const CommandOf = (loadSdk() as unknown as Record<string, new (input: unknown) => Command>)[
    `${model.name}Command`
  ];
  if (CommandOf === undefined) {
    throw new Error(`the SDK has no command ${model.name}`);
  }
  const command = new CommandOf(commandInput(model, call));
  addExtras(command, call);
  const options: HandlerOptions = {
    abortSignal: signal,
    async watch(request, next) {
      const recording = recordExchange(request);
      recordings.push(recording);
      recording.watchRequest(request);
      const result = await next(request);
      const { statusCode } = result.response;
      const isStream = model.streamingOutput !== undefined && isSuccessful(statusCode);
      recording.watchResponse(
        result.response,
        receiveBody(isStream ? streamHead : documentLimit, isSuccessful(statusCode) ? sinks : []),
        isStream ? null : guardDocument(statusCode),
      );
      return result;
    },
  };
  const { $metadata: _, ...output } = await (
    client as unknown as { send(command: Command, options: unknown): Promise<Record<string, unknown>> }
  ).send(command, options);
  if (model.streamingOutput === undefined) {
    return output;
  }
  const { [model.streamingOutput]: body, ...members } = output;
  await drain(body);
  return members;
}

function commandInput(model: OperationSchema, call: OperationCall): Record<string, unknown> {
  const { body } = call;
  if (body === undefined || model.streamingInput === undefined) {
    return { ...call.input };
  }
  const sized =
    body.size === undefined || !model.inputMembers.has('ContentLength') ? {} : { ContentLength: body.size };
  return { ...(body.bytes === undefined ? sized : {}), ...call.input, [model.streamingInput]: sdkBody(body) };
}

function sdkBody(body: BodySource): unknown {
  return body.bytes ?? Readable.from(body.open(), { objectMode: false });
}

function addExtras(command: Command, call: OperationCall): void {
  const { extra } = call;
  if (extra === undefined) {
    return;
  }
  const middleware =
    (next: (args: unknown) => unknown) =>
    (args: { request: { headers: object; query: object } }): unknown => {
      Object.assign(args.request.headers, extra.headers);
      Object.assign(args.request.query, extra.query);
      return next(args);
    };
  command.middlewareStack.add(middleware, { step: 'build', name: 'unknownParameters' });
}

async function drain(body: unknown): Promise<void> {
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body) {
    for await (const _ of body as AsyncIterable<unknown>) {
      // The recording has seen it.
    }
  }
}

async function conclude(
  model: OperationSchema,
  recordings: readonly ExchangeRecording[],
  output: Output,
  problem: string | null,
): Promise<Outcome> {
  const last = recordings.at(-1);
  if (last === undefined || last.status === null || last.receiver === null) {
    throw new ExchangeFailure('client', problem ?? 'the SDK sent nothing');
  }
  const body = await last.receiver.end(true);
  const kept = last.receiver.kept();
  const isDocument = model.streamingOutput === undefined || !isSuccessful(last.status);
  const kind = isDocument ? documentKind(last.status, kept) : null;
  const excess = kind === null ? null : describeExcess(kind, kept, body.size);
  const error = isDocument ? parseErrorDocument(kept) : null;
  const isOutput = isSuccessful(last.status) && error === null;
  const wrong = excess ?? (isOutput ? (problem ?? (isDocument ? foreign(model, kept) : null)) : null);
  return {
    response: {
      status: last.status,
      headers: last.headers,
      interim: [],
      success: isOutput && wrong === null,
      output: wrong === null ? output : {},
      error,
      body,
      ...(wrong === null ? {} : { parseError: wrong }),
    },
    failure: null,
    exchanges: recordings.map((recording) => recording.exchange()),
    retries: recordings.length - 1,
  };
}

/** Why a document is not that of its operation; the SDK takes any. */
function foreign(model: OperationSchema, body: Uint8Array): string | null {
  try {
    checkRoot(model, body);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function concludeError(
  call: OperationCall,
  target: Target,
  recordings: readonly ExchangeRecording[],
  error: unknown,
  signal: AbortSignal,
): Promise<Outcome> {
  const last = recordings.at(-1);
  const network = networkFailure(error, last, signal);
  if (network === null) {
    const message = error instanceof Error ? error.message : String(error);
    return conclude(operationModel(call.operation), recordings, {}, message);
  }
  await Promise.resolve(last?.receiver?.end(false)).catch(() => undefined);
  return {
    response: null,
    failure: describeFailure(network, target.endpointUrl),
    exchanges: recordings.map((recording) => recording.exchange()),
    retries: Math.max(0, recordings.length - 1),
  };
}

/** Why there is no whole response; null where there is one, and the SDK only did not like it. */
function networkFailure(
  error: unknown,
  last: ExchangeRecording | undefined,
  signal: AbortSignal,
): ExchangeFailure | null {
  if (signal.aborted) {
    return toExchangeFailure(signal.reason);
  }
  const failure = toExchangeFailure(error);
  if (last === undefined || last.status === null) {
    return failure;
  }
  const isBroken = failure.kind === 'reset' || failure.code === 'ERR_STREAM_PREMATURE_CLOSE';
  return isBroken ? new ExchangeFailure('truncated', failure.message, failure.code) : null;
}
