import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { KeyError, readPrivateKey, readPublicKey } from '../evidence/keys.js';
import { describeFileError } from '../lib/describe-file-error.js';
import type { Environment } from './target-options.js';
import { UsageError } from './usage-error.js';

/** Reads the private key that a bundle is signed with; rejects with a {@link UsageError} that shows nothing of it. */
export function readSigner(file: string, environment: Environment): Promise<KeyObject> {
  return readKey(file, (pem) => readPrivateKey(pem, environment.S3TESTER_SIGN_PASSPHRASE));
}

/** Reads the public key that a bundle is to be signed by; rejects with a {@link UsageError}. */
export function readVerifier(file: string): Promise<KeyObject> {
  return readKey(file, readPublicKey);
}

async function readKey(file: string, read: (pem: string) => KeyObject): Promise<KeyObject> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read the key ${file}: ${describeFileError(error)}`);
  });
  try {
    return read(pem);
  } catch (error) {
    if (error instanceof KeyError) {
      throw new UsageError(`the key ${file} cannot be used: ${error.message}`, error.hint);
    }
    throw error;
  }
}
