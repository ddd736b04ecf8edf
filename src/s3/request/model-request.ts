import type { ChecksumTrailer } from '../bodies/aws-chunked.js';
import { bytesBody } from '../bodies/body-source.js';
import { checksumAlgorithm, checksumHeaderName } from '../checksums/checksum.js';
import { ExchangeFailure } from '../http/exchange-failure.js';
import { addChecksumMode, prepareInput } from '../model/prepare-input.js';
import { type OperationSchema, sdkProtocol } from '../model/sdk-model.js';
import { formatQuery } from '../signing/uri-encoding.js';
import type { BodySource, OperationCall, Target } from '../types.js';
import { type Address, addressOf, endpointOf, isLocalEndpoint, withHostPrefix } from './address.js';
import type { Draft } from './draft.js';

/** Makes the request that the API model defines for a call, with the checksums that SDKs send. */
export async function modelRequest(
  model: OperationSchema,
  call: OperationCall,
  target: Target,
): Promise<Draft> {
  const input = prepareInput(model, call.input, target.region);
  if (call.client.checksums === 'when_supported') {
    addChecksumMode(model, input);
  }
  const endpoint = endpointOf(target, call.endpoint);
  const address = addressOf(endpoint, String(input.Bucket ?? ''), call.client.pathStyle ?? target.pathStyle);
  const serialized = await serialize(model, input, address);
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(serialized.headers)) {
    headers.set(name.toLowerCase(), value);
  }
  const body = call.body ?? payloadBody(serialized.body);
  const trailer = await addChecksum(model, call, input, headers, body);
  for (const [name, value] of Object.entries(call.extra?.headers ?? {})) {
    headers.set(name.toLowerCase(), value);
  }
  assertSendable(headers);
  headers.set('user-agent', userAgent);
  const query = formatQuery([...queryPairs(serialized.query), ...Object.entries(call.extra?.query ?? {})]);
  const { hostPrefix } = serialized;
  return {
    address: hostPrefix === '' ? address : withHostPrefix(address, hostPrefix, isLocalEndpoint(endpoint)),
    method: serialized.method,
    target: query === '' ? serialized.path : `${serialized.path}?${query}`,
    headers: [...headers],
    body,
    ...(trailer === undefined ? {} : { trailer }),
  };
}

const userAgent = 's3tester';

interface Serialized {
  readonly method: string;
  readonly path: string;
  readonly hostPrefix: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const placeholderHost = 'endpoint.invalid';

async function serialize(
  model: OperationSchema,
  input: Record<string, unknown>,
  address: Address,
): Promise<Serialized> {
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
  })) as Serialized & { readonly hostname: string };
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

async function addChecksum(
  model: OperationSchema,
  call: OperationCall,
  input: Readonly<Record<string, unknown>>,
  headers: Map<string, string>,
  body: BodySource | undefined,
): Promise<ChecksumTrailer | undefined> {
  const hasOwnChecksum = [...headers.keys()].some((name) => name.startsWith('x-amz-checksum-'));
  if (model.checksum === 'none' || hasOwnChecksum) {
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
  const checksum = await algorithm.start();
  for await (const chunk of body?.bytes === undefined ? (body?.open() ?? []) : [body.bytes]) {
    checksum.update(chunk);
  }
  headers.set(name, Buffer.from(checksum.digest()).toString('base64'));
  return undefined;
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
