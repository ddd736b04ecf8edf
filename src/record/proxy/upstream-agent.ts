import { Agent, type ClientRequest, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import type { OutgoingHead } from './sign-again.js';

/** How the server is trusted over TLS. */
export interface UpstreamTrust {
  /** PEM text of further certificate authorities. */
  readonly ca?: string | undefined;
  readonly insecure: boolean;
}

/** Connections to the server, which are used again. */
export interface UpstreamAgent {
  /** Begins a request; its head goes out at once. */
  open(head: OutgoingHead): ClientRequest;
  close(): void;
}

/** Servers close a connection that carries nothing, some after a few seconds: one that they may be closing carries no request. */
const quietMs = 2000;
const largestHead = 64 * 1024;

/** Makes the connections to the server. */
export function createUpstreamAgent({ ca, insecure }: UpstreamTrust): UpstreamAgent {
  const options = { keepAlive: true, timeout: quietMs };
  const agents = {
    plain: new Agent(options),
    secure: new HttpsAgent({
      ...options,
      rejectUnauthorized: !insecure,
      ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    }),
  };
  return {
    open({ method, address, path, headers }) {
      const { peer } = address;
      const common = {
        ...{ method, path, host: peer.host, port: peer.port },
        headers: headers.flat(),
        maxHeaderSize: largestHead,
      };
      const request = peer.secure
        ? httpsRequest({
            ...common,
            agent: agents.secure,
            ...(isIP(peer.serverName) === 0 ? { servername: peer.serverName } : {}),
          })
        : httpRequest({ ...common, agent: agents.plain });
      request.setNoDelay(true);
      request.flushHeaders();
      return request;
    },
    close() {
      agents.plain.destroy();
      agents.secure.destroy();
    },
  };
}
