import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type PeerCertificate, rootCertificates, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { finding } from '../lib/finding.js';
import type { Finding } from './finding.js';

/** The endpoint, and what is trusted beside the usual authorities. */
export interface ConnectionTarget {
  readonly endpointUrl: string;
  /** PEM text. */
  readonly ca: string | undefined;
  readonly insecure: boolean;
  readonly timeoutMs: number;
}

/** Looks the host up and, for https, at the certificates that the server shows. Opens one connection and sends nothing. */
export async function checkConnection(target: ConnectionTarget): Promise<readonly Finding[]> {
  const { hostname, port, protocol } = new URL(target.endpointUrl);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const found = await addressesOf(host);
  if (found.status === 'fail' || protocol !== 'https:') {
    return [found];
  }
  return [found, await checkCertificates(host, Number(port || 443), target)];
}

async function addressesOf(host: string): Promise<Finding> {
  try {
    const addresses = (await lookup(host, { all: true })).map(({ address }) => address);
    const summary = isIP(host) ? `${host} is an address` : `${host} is ${addresses.join(', ')}`;
    return finding('connection', 'ok', summary, { host, addresses });
  } catch (error) {
    return finding('connection', 'fail', `${host} cannot be resolved: ${(error as Error).message}`, { host });
  }
}

function checkCertificates(
  host: string,
  port: number,
  { ca, insecure, timeoutMs }: ConnectionTarget,
): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = tlsConnect({
      host,
      port,
      ...(isIP(host) ? {} : { servername: host }),
      ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
      // What is wrong is told below; a refused handshake would show no certificate.
      rejectUnauthorized: false,
    });
    const end = (found: Finding): void => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(timeoutMs, () =>
      end(finding('tls', 'fail', `no TLS handshake within ${timeoutMs / 1000} s`)),
    );
    socket.once('error', (error) => end(finding('tls', 'fail', `no TLS: ${error.message}`)));
    socket.once('secureConnect', () => end(describeHandshake(socket, insecure)));
  });
}

function describeHandshake(socket: TLSSocket, insecure: boolean): Finding {
  const chain = chainOf(socket.getPeerCertificate(true));
  const [own] = chain;
  const facts = { protocol: socket.getProtocol(), authorized: socket.authorized, chain };
  const what = own === undefined ? 'no certificate' : `${own.subject}, valid to ${own.valid_to}`;
  const links = `${facts.protocol}, ${what}, ${chain.length} in the chain`;
  if (socket.authorized) {
    return finding('tls', 'ok', links, facts);
  }
  const reason = String(socket.authorizationError);
  const advice = insecure
    ? 'accepted, since --insecure is given'
    : '--ca-file PATH trusts its authority, --insecure anybody';
  return finding('tls', insecure ? 'warn' : 'fail', `${links}; not trusted (${reason}): ${advice}`, {
    ...facts,
    reason,
  });
}

/** A certificate of the chain, from the server's own on. */
interface ChainLink {
  readonly subject: string;
  readonly issuer: string;
  readonly valid_from: string;
  readonly valid_to: string;
}

function chainOf(
  own: PeerCertificate & { readonly issuerCertificate?: PeerCertificate },
): readonly ChainLink[] {
  const links: ChainLink[] = [];
  const seen = new Set<string>();
  let next: typeof own | undefined = own;
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    links.push({
      subject: nameOf(next.subject),
      issuer: nameOf(next.issuer),
      valid_from: new Date(next.valid_from).toISOString(),
      valid_to: new Date(next.valid_to).toISOString(),
    });
    next = next.issuerCertificate;
  }
  return links;
}

function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const { CN, O } = name ?? {};
  return [CN, O].flat().find((part) => part !== undefined) ?? 'no name';
}
