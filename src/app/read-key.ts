import type { KeyObject } from 'node:crypto';
import { KeyError, readPrivateKey, readPublicKey } from '../evidence/keys.js';
import { readGiven } from './read-given.js';
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
  const pem = await readGiven(file, `the key ${file}`);
  try {
    return read(pem);
  } catch (error) {
    if (error instanceof KeyError) {
      throw new UsageError(`the key ${file} cannot be used: ${error.message}`, error.hint);
    }
    throw error;
  }
}
