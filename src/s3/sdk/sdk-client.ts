import { lookup } from 'node:dns';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import type * as sdk from '@aws-sdk/client-s3';
import { defined } from '../../lib/defined.js';
import { loadSdk } from '../../operations/load-sdk.js';
import { endpointOf, isLocalEndpoint } from '../request/address.js';
import type { ClientOptions, Credential, Target } from '../types.js';
import type { SdkRequest, SdkResponse } from './record-exchange.js';

/** What a recorded call hands to the SDK beside its own options. */
export interface HandlerOptions {
  readonly abortSignal: AbortSignal;
  readonly watch: (
    request: SdkRequest,
    next: (request: SdkRequest) => Promise<{ response: SdkResponse }>,
  ) => Promise<{ response: SdkResponse }>;
}

/** The SDK writes its own warnings to stderr unless it has a logger; what it warns of is in the outcome. */
const silentLogger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Makes a client of the SDK as an application would, whose requests and responses are watched call by call. */
export function createSdkClient(
  target: Target,
  credential: Credential,
  options: ClientOptions,
): sdk.S3Client {
  const endpoint = endpointOf(target);
  const pathStyle = options.pathStyle ?? target.pathStyle ?? isLocalEndpoint(endpoint);
  const checksums = options.checksums === 'when_supported' ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
  const { S3Client } = loadSdk();
  const client = new S3Client({
    endpoint: target.endpointUrl,
    region: target.region,
    forcePathStyle: pathStyle,
    maxAttempts: options.retry.maxAttempts,
    retryMode: options.retry.mode,
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    // A server whose clock is wrong must be seen, not followed.
    disableClockSkewCorrection: true,
    useArnRegion: false,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    disableS3ExpressSessionAuth: true,
    userAgentAppId: 's3tester',
    logger: silentLogger,
    requestHandler: handlerOptions(target, endpoint, pathStyle),
    ...credentialOptions(credential),
    ...defined({ expectContinueHeader: options.expectContinue }),
  });
  watchHandler(client);
  return client;
}

type Handler = {
  handle(request: SdkRequest, options: HandlerOptions): Promise<{ response: SdkResponse }>;
};

function watchHandler(client: sdk.S3Client): void {
  const config = client.config as unknown as { requestHandler: Handler };
  const inner = config.requestHandler;
  config.requestHandler = Object.assign(Object.create(inner) as Handler, {
    handle: (request: SdkRequest, options: HandlerOptions) =>
      options.watch(request, (watched) => inner.handle(watched, options)),
  });
}

function credentialOptions(credential: Credential): Partial<sdk.S3ClientConfig> {
  if (credential.kind === 'anonymous') {
    return {
      credentials: { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
      signer: { sign: async (request: never) => request },
    };
  }
  return {
    credentials: {
      accessKeyId: credential.accessKey,
      secretAccessKey: credential.secretKey,
      ...(credential.sessionToken ? { sessionToken: credential.sessionToken } : {}),
    },
  };
}

/** Agents of our own only where they must trust or look up differently: the SDK's know how to wait for a 100. */
function handlerOptions(target: Target, endpoint: URL, pathStyle: boolean): Record<string, unknown> {
  const sockets = { keepAlive: true, maxSockets: 1024 };
  const isOther = target.ca !== undefined || target.insecure === true || !pathStyle;
  if (!isOther) {
    return { logger: silentLogger, httpAgent: sockets, httpsAgent: sockets };
  }
  const local = isLocalEndpoint(endpoint) ? { lookup: lookupOf(endpoint) } : {};
  return {
    logger: silentLogger,
    httpAgent: new HttpAgent({ ...sockets, ...local }),
    httpsAgent: new HttpsAgent({
      ...sockets,
      ...local,
      ...defined({ ca: target.ca && [...rootCertificates, target.ca] }),
      rejectUnauthorized: target.insecure !== true,
    }),
  };
}

/** A bucket's name before localhost leads to localhost itself. */
function lookupOf(endpoint: URL): typeof lookup {
  const host = endpoint.hostname;
  const look = (name: string, ...rest: unknown[]): void =>
    (lookup as (name: string, ...rest: unknown[]) => void)(name.endsWith(`.${host}`) ? host : name, ...rest);
  return look as typeof lookup;
}
