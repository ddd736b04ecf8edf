import type { ChecksumTrailer } from '../bodies/aws-chunked.js';
import { bytesBody } from '../bodies/body-source.js';
import { checksumAlgorithm, checksumHeaderName, type RunningChecksum } from '../checksums/checksum.js';
import { ExchangeFailure } from '../http/exchange-failure.js';
import { addChecksumMode, prepareInput } from '../model/prepare-input.js';
import type { SerializedRequest } from '../model/request-bindings.js';
import { type OperationSchema, sdkProtocol } from '../model/sdk-model.js';
import { formatQuery } from '../signing/uri-encoding.js';
import type { BodySource, OperationCall, Target } from '../types.js';
import { type Address, addressOf, endpointOf, isLocalEndpoint, withHostPrefix } from './address.js';
import type { Draft } from './draft.js';

/** Makes the request that the API model defines for a call, with the checksums that SDKs send. */
export function modelRequest(
  model: OperationSchema,
  call: OperationCall,
  target: Target,
): Draft | Promise<Draft> {
  const input = prepareInput(model, call.input, target.region);
  if (call.client.checksums === 'when_supported') {
    addChecksumMode(model, input);
  }
  const endpoint = endpointOf(target, call.endpoint);
  const address = addressOf(endpoint, String(input.Bucket ?? ''), call.client.pathStyle ?? target.pathStyle);
  const making = { model, call, input, endpoint, address };
  const bound = model.bound?.(input, address.basePath) ?? null;
  return bound === null
    ? serialize(model, input, address).then((serialized) => draftOf(making, serialized))
    : draftOf(making, bound);
}

interface Making {
  readonly model: OperationSchema;
  readonly call: OperationCall;
  readonly input: Readonly<Record<string, unknown>>;
  readonly endpoint: URL;
  readonly address: Address;
}

function draftOf(making: Making, serialized: SerializedRequest): Draft | Promise<Draft> {
  const { call } = making;
  const headers = new Map<string, string>();
  for (const name in serialized.headers) {
    headers.set(name.toLowerCase(), serialized.headers[name] ?? '');
  }
  const body = call.body ?? payloadBody(serialized.body);
  const added = addChecksum(making, headers, body);
  const finish = (trailer?: ChecksumTrailer): Draft =>
    finishDraft(making, serialized, { headers, body, trailer });
  return added instanceof Promise ? added.then(finish) : finish(added);
}

interface DraftParts {
  readonly headers: Map<string, string>;
  readonly body: BodySource | undefined;
  readonly trailer: ChecksumTrailer | undefined;
}

function finishDraft(
  { call, endpoint, address }: Making,
  { method, path, query: given, hostPrefix }: SerializedRequest,
  { headers, body, trailer }: DraftParts,
): Draft {
  for (const [name, value] of Object.entries(call.extra?.headers ?? {})) {
    headers.set(name.toLowerCase(), value);
  }
  assertSendable(headers);
  headers.set('user-agent', userAgent);
  const query = formatQuery([...queryPairs(given), ...Object.entries(call.extra?.query ?? {})]);
  return {
    address: hostPrefix === '' ? address : withHostPrefix(address, hostPrefix, isLocalEndpoint(endpoint)),
    method,
    target: query === '' ? path : `${path}?${query}`,
    headers: [...headers],
    body,
    ...(trailer === undefined ? {} : { trailer }),
  };
}

const userAgent = 's3tester';

const placeholderHost = 'endpoint.invalid';

async function serialize(
  model: OperationSchema,
  input: Record<string, unknown>,
  address: Address,
): Promise<SerializedRequest> {
  const { protocol } = sdkProtocol();
  const endpoint = { protocol: 'http:', hostname: placeholderHost, path: address.basePath || '/' };
  // A negative test may leave out what the path needs: the serializer itself would refuse to make such a request.
  const complete: Record<string, unknown> = { ...input };
  for (const label of model.labels) {
    complete[label] ??= '';
  }
  if (model.inputMembers.has('Bucket')) {
    complete.Bucket ||= 'none';
  }
  const request = (await protocol.serializeRequest(model.schema, complete, {
    endpoint: async () => endpoint,
  })) as SerializedRequest & { readonly hostname: string };
  return {
    method: request.method,
    path: request.path,
    hostPrefix: request.hostname.slice(0, -placeholderHost.length).replace(/\.$/, ''),
    query: request.query,
    headers: request.headers,
    body: request.body,
  };
}

function payloadBody(payload: unknown): BodySource | undefined {
  return typeof payload === 'string' || payload instanceof Uint8Array ? bytesBody(payload) : undefined;
}

/** The SDK's marker of the operation's name is left out: no other client sends it. */
function queryPairs(query: Readonly<Record<string, unknown>>): [string, string | null][] {
  const pairs: [string, string | null][] = [];
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (name === 'x-id') {
      continue;
    }
    for (const one of Array.isArray(value) ? value : [value]) {
      pairs.push([name, typeof one === 'string' && one !== '' ? one : null]);
    }
  }
  return pairs;
}

function addChecksum(
  { model, call, input }: Making,
  headers: Map<string, string>,
  body: BodySource | undefined,
): ChecksumTrailer | undefined | Promise<undefined> {
  if (model.checksum === 'none' || hasChecksum(headers)) {
    return undefined;
  }
  const isWanted = model.checksum === 'required' || call.client.checksums === 'when_supported';
  const wanted = String(input.ChecksumAlgorithm ?? (isWanted ? 'CRC32' : ''));
  if (wanted === '') {
    return undefined;
  }
  headers.set('x-amz-sdk-checksum-algorithm', wanted);
  const name = checksumHeaderName(wanted);
  const algorithm = checksumAlgorithm(wanted);
  // An unknown name of an algorithm is sent all the same: a test may want to see the response to it.
  if (algorithm === undefined || headers.has(name)) {
    return undefined;
  }
  const mode = call.http?.signing?.mode;
  const isStream = body !== undefined && body.bytes === undefined;
  if (mode === undefined ? isStream : mode.endsWith('-trailer')) {
    return { name, algorithm };
  }
  const running = algorithm.start();
  if (isStream || running instanceof Promise) {
    return digestOf(running, body).then((digest) => {
      headers.set(name, digest);
      return undefined;
    });
  }
  running.update(body?.bytes ?? nothing);
  headers.set(name, base64Of(running));
  return undefined;
}

const nothing = new Uint8Array(0);

async function digestOf(
  running: RunningChecksum | Promise<RunningChecksum>,
  body: BodySource | undefined,
): Promise<string> {
  const checksum = await running;
  for await (const chunk of body?.bytes === undefined ? (body?.open() ?? []) : [body.bytes]) {
    checksum.update(chunk);
  }
  return base64Of(checksum);
}

function base64Of(checksum: RunningChecksum): string {
  return Buffer.from(checksum.digest()).toString('base64');
}

function hasChecksum(headers: ReadonlyMap<string, string>): boolean {
  for (const name of headers.keys()) {
    if (name.startsWith('x-amz-checksum-')) {
      return true;
    }
  }
  return false;
}

/** A line break in a header would smuggle in another one; raw requests may, calls of the API may not. */
function assertSendable(headers: ReadonlyMap<string, string>): void {
  for (const [name, value] of headers) {
    if (/[\r\n\0]/.test(value) || !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
      throw new ExchangeFailure(
        'client',
        `the header ${JSON.stringify(name)} cannot carry ${JSON.stringify(value)}`,
      );
    }
  }
}
