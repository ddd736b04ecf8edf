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
  return { cert: await readPem(tlsCert), key: await readPem(tlsKey) };
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
