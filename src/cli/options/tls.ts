import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../../app/usage-error.js';
import { describeFileError } from '../../lib/describe-file-error.js';
import type { ServerOptions } from '../../server/index.js';

/** What the options say of a certificate. */
export interface TlsChoice {
  readonly tlsSelfSigned?: true | undefined;
  readonly tlsCa?: string | undefined;
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
}

/** `--tls-self-signed`, `--tls-ca`, `--tls-cert` and `--tls-key`: flags and what they say. */
export const tlsFlags = {
  selfSigned: ['--tls-self-signed', 'serve HTTPS with a certificate made for this run; says what to trust'],
  ca: ['--tls-ca <file>', 'write what clients must trust to a file'],
  cert: ['--tls-cert <file>', 'serve HTTPS with this certificate (PEM)'],
  key: ['--tls-key <file>', 'the key of that certificate (PEM)'],
} as const;

/** What they ask for; undefined for plain HTTP. Rejects with a {@link UsageError}. */
export async function readTlsChoice({
  tlsSelfSigned,
  tlsCert,
  tlsKey,
  tlsCa,
}: TlsChoice): Promise<ServerOptions['tls']> {
  if (tlsSelfSigned) {
    if (tlsCert !== undefined || tlsKey !== undefined) {
      throw new UsageError('--tls-self-signed makes a certificate: --tls-cert and --tls-key bring another');
    }
    return 'self-signed';
  }
  if (tlsCa !== undefined) {
    throw new UsageError('--tls-ca goes with --tls-self-signed');
  }
  if (tlsCert === undefined && tlsKey === undefined) {
    return undefined;
  }
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new UsageError('--tls-cert and --tls-key go together');
  }
  const [cert, key] = await Promise.all([readPem(tlsCert), readPem(tlsKey)]);
  checkPair({ file: tlsCert, pem: cert }, { file: tlsKey, pem: key });
  return { cert, key };
}

interface PemFile {
  readonly file: string;
  readonly pem: Buffer;
}

/** Says which of the two files cannot be used, which the errors of OpenSSL do not. */
function checkPair(cert: PemFile, key: PemFile): void {
  const certificate = parsed(cert, 'certificate', (pem) => new X509Certificate(pem));
  const privateKey = parsed(key, 'private key without a passphrase', createPrivateKey);
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new UsageError(`the key ${key.file} is not that of the certificate ${cert.file}`);
  }
}

function parsed<T>({ file, pem }: PemFile, what: string, parse: (pem: string) => T): T {
  try {
    return parse(pem.toString('latin1'));
  } catch {
    throw new UsageError(`${file} cannot be used: it is no ${what} in PEM`);
  }
}

/** What clients are told to trust: the certificate of an authority, or the file that it was written to. */
export function describeAuthority(ca: string, file: string | undefined): string {
  return file === undefined
    ? `clients must trust this certificate (--tls-ca FILE writes it to a file):\n${ca.trim()}`
    : `clients must trust the certificate in ${file}`;
}

async function readPem(path: string): Promise<Buffer> {
  return readFile(path).catch((error: Error) => {
    throw new UsageError(`cannot read ${path}: ${describeFileError(error)}`);
  });
}
