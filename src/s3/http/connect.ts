import { isIP, connect as netConnect, type Socket } from 'node:net';
import {
  checkServerIdentity,
  createSecureContext,
  rootCertificates,
  type SecureContext,
  connect as tlsConnect,
} from 'node:tls';
import { defined } from '../../lib/defined.js';
import { ExchangeFailure, toExchangeFailure } from './exchange-failure.js';

/** How servers are trusted over TLS. */
export interface Trust {
  readonly insecure: boolean;
  /** Built once, when it is first asked for, since parsing the root certificates is slow; undefined is the platform's own list. */
  secureContext(): SecureContext | undefined;
}

/** Where a connection goes; `serverName` is the host that the request names, for SNI and the certificate. */
export interface Peer {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
}

/** Builds the trust of a target from its own PEM text, beside the usual authorities. */
export function createTrust(ca: string | undefined, insecure: boolean): Trust {
  let built: SecureContext | undefined;
  return {
    insecure,
    secureContext() {
      if (ca !== undefined) {
        built ??= createSecureContext({ ca: [...rootCertificates, ca] });
      }
      return built;
    },
  };
}

/** Opens a connection; an aborted `signal` ends it with the signal's reason. Throws an ExchangeFailure. */
export function connect(peer: Peer, trust: Trust, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(toExchangeFailure(signal.reason));
      return;
    }
    const socket = peer.secure ? openSecure(peer, trust) : netConnect({ host: peer.host, port: peer.port });
    const ready = peer.secure ? 'secureConnect' : 'connect';
    let isConnected = !peer.secure;
    const onConnect = (): void => {
      isConnected = true;
    };
    const onAbort = (): void => settle(toExchangeFailure(signal.reason));
    const onError = (error: Error): void => {
      const failure = toExchangeFailure(error);
      const inHandshake = peer.secure && isConnected && failure.kind !== 'timeout';
      settle(inHandshake ? new ExchangeFailure('tls', failure.message, failure.code) : failure);
    };
    const onReady = (): void => settle(null);
    function settle(failure: ExchangeFailure | null): void {
      socket.off('error', onError).off('connect', onConnect).off(ready, onReady);
      signal.removeEventListener('abort', onAbort);
      if (failure === null) {
        resolve(socket);
      } else {
        socket.on('error', () => undefined).destroy();
        reject(failure);
      }
    }
    socket.setNoDelay(true);
    socket.once('connect', onConnect).once(ready, onReady).once('error', onError);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

function openSecure(peer: Peer, trust: Trust): Socket {
  const secureContext = trust.secureContext();
  return tlsConnect({
    host: peer.host,
    port: peer.port,
    ...(isIP(peer.serverName) === 0 ? { servername: peer.serverName } : {}),
    ...defined({ secureContext }),
    rejectUnauthorized: !trust.insecure,
    ALPNProtocols: ['http/1.1'],
    // Virtual-host style against an address connects to the endpoint itself, whose own name is then good enough.
    checkServerIdentity: (name, certificate) => {
      const error = checkServerIdentity(name, certificate);
      return error === undefined || peer.host === peer.serverName
        ? error
        : checkServerIdentity(peer.host, certificate);
    },
  });
}
