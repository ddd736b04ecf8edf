import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Signature } from './types.js';

/** What is wrong with a file of a key: one sentence that shows nothing of it, and what to do. */
export class KeyError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

const howToMake =
  'openssl genpkey -algorithm ed25519 -out key.pem makes one, and openssl pkey -in key.pem -pubout -out key.pub.pem its public half';

/** Reads an Ed25519 private key in PEM (PKCS #8), with its passphrase where it is encrypted. Throws a {@link KeyError}. */
export function readPrivateKey(pem: string, passphrase: string | undefined): KeyObject {
  if (pem.includes('BEGIN OPENSSH PRIVATE KEY')) {
    throw new KeyError('it is a key of OpenSSH, and must be one in PEM (PKCS #8)', howToMake);
  }
  const isEncrypted = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem);
  if (isEncrypted && !passphrase) {
    throw new KeyError(
      'it is encrypted, and no passphrase is given',
      'the variable S3TESTER_SIGN_PASSPHRASE holds it',
    );
  }
  try {
    return ofEd25519(createPrivateKey({ key: pem, ...(isEncrypted ? { passphrase } : {}) }));
  } catch (error) {
    throw error instanceof KeyError
      ? error
      : isEncrypted
        ? new KeyError(
            'its passphrase is wrong, or it is damaged',
            'the variable S3TESTER_SIGN_PASSPHRASE holds it',
          )
        : new KeyError('it is no private key in PEM', howToMake);
  }
}

/** Reads an Ed25519 public key in PEM (SPKI). Throws a {@link KeyError}, also for a private key: that is nobody else's. */
export function readPublicKey(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) {
    throw new KeyError(
      'it is a private key, which only its owner is to have',
      'openssl pkey -in key.pem -pubout -out key.pub.pem writes the public half',
    );
  }
  try {
    return ofEd25519(createPublicKey(pem));
  } catch (error) {
    throw error instanceof KeyError ? error : new KeyError('it is no public key in PEM', howToMake);
  }
}

function ofEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new KeyError(
      `it is a key for ${key.asymmetricKeyType ?? 'something else'}, not for Ed25519`,
      howToMake,
    );
  }
  return key;
}

/** Signs the bytes of a manifest. */
export function signManifest(bytes: Uint8Array, key: KeyObject): Signature {
  return {
    algorithm: 'Ed25519',
    public_key: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    signature: sign(null, bytes, key).toString('base64'),
  };
}

/** Whether a signature is of these bytes, by the owner of this key. */
export function isSignedBy(bytes: Uint8Array, { signature }: Signature, key: KeyObject): boolean {
  return verify(null, bytes, key, Buffer.from(signature, 'base64'));
}

/** What a key is known by: the SHA-256 of its public half in DER, in base64. */
export function fingerprintOf(key: KeyObject): string {
  const half = key.type === 'public' ? key : createPublicKey(key);
  return `SHA256:${createHash('sha256')
    .update(half.export({ type: 'spki', format: 'der' }))
    .digest('base64')}`;
}
