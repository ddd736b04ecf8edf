import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { describeFileError } from '../lib/describe-file-error.js';
import { writeAtomically } from '../results/write.js';
import { readTls } from '../server/application/tls.js';
import { OutputError } from './io.js';
import { readTlsChoice, type TlsChoice } from './options/tls.js';

/** How a proxy speaks TLS, and what its clients must trust. */
export interface ProxyTls {
  /** What it shows its clients; undefined for plain HTTP. */
  readonly files: { readonly cert: string | Buffer; readonly key: string | Buffer } | undefined;
  /** The authority of a certificate that was made for this run, as PEM; undefined for any other. */
  readonly ca: string | undefined;
  /** A file with that authority and the usual ones, which a program is to trust; null where none was made. */
  readonly caFile: string | null;
  /** Removes that file. */
  close(): Promise<void>;
}

/** Reads the options, makes a certificate for `hosts` where that is asked for, and the files that go with it. */
export async function openProxyTls(
  options: TlsChoice & { readonly dryRun?: true | undefined },
  hosts: readonly string[],
): Promise<ProxyTls> {
  const { files, ca } = await readTls(await readTlsChoice(options), hosts);
  if (ca === undefined) {
    return { files, ca, caFile: null, close: async () => undefined };
  }
  if (options.tlsCa !== undefined && !options.dryRun) {
    const file = options.tlsCa;
    await writeAtomically(file, ca).catch((error: Error) => {
      throw new OutputError(`cannot write ${file}: ${describeFileError(error)}`);
    });
  }
  const folder = await mkdtemp(path.join(tmpdir(), 's3tester-record-'));
  const caFile = path.join(folder, 'ca.pem');
  // A program that takes this file for all that it trusts may yet talk to others than the proxy.
  await writeFile(caFile, [ca.trim(), ...rootCertificates, ''].join('\n'));
  return { files, ca, caFile, close: () => rm(folder, { recursive: true, force: true }) };
}
