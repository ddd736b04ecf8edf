import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { headerValue } from '../../lib/headers.js';
import { operationNames } from '../../operations/catalogue.js';
import { createChunkSigner } from '../../s3/signing/chunk-signer.js';
import { type RequestHead, watchExchange } from '../exchange/exchange-watch.js';
import { headerPairs } from '../exchange/header-pairs.js';
import { readAddress } from '../exchange/request-address.js';
import type { Recorder } from '../recording/recorder.js';
import { type Claim, type ClaimV4, readClaim } from './claim.js';
import { forward, type Incoming, refuse } from './forward.js';
import { signFrames } from './frame-signer.js';
import { Refusal } from './refusal.js';
import { type OutgoingHead, signAgain, type Upstream } from './sign-again.js';
import { createUpstreamAgent, type UpstreamAgent, type UpstreamTrust } from './upstream-agent.js';
import { type ClientKeys, verifyClaim } from './verify-claim.js';

/** How a proxy is started. */
export interface ProxyOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly upstream: Upstream;
  readonly trust: UpstreamTrust;
  /** The keys that clients sign with; null takes whatever they sign with. */
  readonly client: ClientKeys | null;
  /** Domains below which each host is a bucket. */
  readonly domains: readonly string[];
  /** A certificate and its key, both as PEM; undefined for plain HTTP. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined;
  readonly recorder: Recorder;
  now(): Date;
}

/** A proxy that listens. */
export interface RunningProxy {
  /** `http://127.0.0.1:PORT`, or with https */
  readonly url: string;
  readonly port: number;
  /** Stops to listen, and ends what is open. */
  close(): Promise<void>;
}

const largestHead = 64 * 1024;
/** Clients keep connections, and some are surprised where one is closed. */
const idleMs = 120_000;

/** Starts a proxy that signs requests again and records them; rejects with the system's error where it cannot listen. */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  // Whoever sends the first request does not wait for the model of the API.
  operationNames();
  const agent = createUpstreamAgent(options.trust);
  const listener = (message: IncomingMessage, response: ServerResponse): void =>
    handle(message, response, options, agent);
  const settings = { requestTimeout: 0, keepAliveTimeout: idleMs, maxHeaderSize: largestHead };
  const { tls } = options;
  const server =
    tls === undefined
      ? createServer(settings, listener)
      : createHttpsServer({ ...settings, ...tls }, listener);
  server.on('checkContinue', listener);
  server.on('checkExpectation', listener);
  const { host } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${schemeOf(options)}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      agent.close();
    },
  };
}

function handle(
  message: IncomingMessage,
  response: ServerResponse,
  options: ProxyOptions,
  agent: UpstreamAgent,
): void {
  const { upstream, client, domains } = options;
  const head: RequestHead = {
    method: message.method ?? 'GET',
    target: message.url ?? '/',
    headers: headerPairs(message.rawHeaders),
  };
  const place = options.recorder.begin();
  const incoming: Incoming = { message, response, watch: watchExchange(place, head, domains) };
  try {
    const ownHost = headerValue(head.headers, 'host') ?? '';
    const asked = readAddress(ownHost, head.target, domains);
    const claim = readClaim(head, asked);
    if (claim !== null && client !== null) {
      verifyClaim(claim, head, asked, client);
    }
    const outgoing = signAgain(head, asked, claim, upstream, options.now());
    forward(incoming, {
      request: agent.open(outgoing),
      change: changeOf(claim, outgoing, client),
      endpoint: upstream.endpoint.origin,
      rewriteLocation: (location) =>
        location.replace(originOf(outgoing), `${schemeOf(options)}://${ownHost}`),
    });
  } catch (error) {
    refuse(incoming, error instanceof Refusal ? error : new Refusal(500, 'InternalError', String(error)));
  }
}

function schemeOf({ tls }: ProxyOptions): 'http' | 'https' {
  return tls === undefined ? 'http' : 'https';
}

function originOf({ address }: OutgoingHead): string {
  return `${address.peer.secure ? 'https' : 'http'}://${address.host}`;
}

/** The signatures of chunks begin with that of the head, and so are others now. */
function changeOf(claim: Claim | null, { seed }: OutgoingHead, client: ClientKeys | null) {
  if (claim?.version !== 4 || seed === null || !claim.payloadHash.startsWith('STREAMING-AWS4-HMAC-SHA256-')) {
    return null;
  }
  return signFrames({
    client: client && createChunkSigner(scopeOf(claim, client), claim.signature),
    server: createChunkSigner(seed.scope, seed.signature),
  });
}

function scopeOf({ region, service, date }: ClaimV4, keys: ClientKeys) {
  return { ...keys, region, service, date };
}
