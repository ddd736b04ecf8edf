import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { ServerOptions, TlsFiles } from './options.js';

/** What a server shows its clients, and what they must trust where it made its own. */
export interface ServerTls {
  readonly files?: TlsFiles;
  readonly ca?: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 60 * 60 * 1000;
// Clients take `*.` for a part of a name of three only: not `*.localhost`, but `*.s3.localhost`.
const usualHosts = ['localhost', 's3.localhost', '127.0.0.1', '::1'];

/** Reads the TLS option of a server that `hosts` name; `*.` of each domain is its buckets. */
export async function readTls(tls: ServerOptions['tls'], hosts: readonly string[]): Promise<ServerTls> {
  if (tls === undefined) {
    return {};
  }
  return tls === 'self-signed' ? makeCertificate([...new Set([...usualHosts, ...hosts])]) : { files: tls };
}

/**
 * Makes an authority for this run alone, and a certificate by it: strict clients take no certificate that is its own
 * authority. The authority's key is kept nowhere, so nobody can sign another certificate with it.
 */
async function makeCertificate(hosts: readonly string[]): Promise<ServerTls> {
  // Takes some 100 ms to load, so only who asks for a certificate loads it. It does not load without the first.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  const { KeyUsageFlags, X509CertificateGenerator } = x509;
  const now = Date.now();
  // Clocks of containers and virtual machines may be behind.
  const dates = { notBefore: new Date(now - dayMs), notAfter: new Date(now + 365 * dayMs) };
  const [caKeys, keys] = await Promise.all([makeKeys(), makeKeys()]);
  const caName = `CN=s3tester ${now.toString(36)}, O=s3tester for this run only`;
  const ca = await X509CertificateGenerator.createSelfSigned({
    ...dates,
    name: caName,
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    ...dates,
    subject: 'CN=s3tester',
    issuer: caName,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hosts.flatMap(alternativeNames)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    files: { cert: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') },
    ca: `${ca.toString('pem').trim()}\n`,
  };
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function alternativeNames(host: string): { type: 'ip' | 'dns'; value: string }[] {
  if (isIP(host) !== 0) {
    return [{ type: 'ip', value: host }];
  }
  const names = host.includes('.') ? [host, `*.${host}`] : [host];
  return names.map((value) => ({ type: 'dns', value }));
}
