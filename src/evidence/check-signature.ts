import type { KeyObject } from 'node:crypto';
import { finding } from '../lib/finding.js';
import type { Finding } from './finding.js';
import { fingerprintOf, isSignedBy, KeyError, readPublicKey } from './keys.js';
import { parseMember } from './parse-member.js';
import { DamageError, type OpenBundle } from './read-bundle.js';
import { signature as signatureSchema } from './schema.js';

/** Who signed a bundle: the owner of `key`, where one is given, or else of the key that stands in it. */
export async function checkSignature(bundle: OpenBundle, key: KeyObject | undefined): Promise<Finding> {
  if (!bundle.names.includes('signature.json')) {
    return key === undefined
      ? finding('signature', 'warn', 'it is not signed: who changed it could have made its hashes anew')
      : finding('signature', 'fail', `it is not signed, and must be by ${fingerprintOf(key)}`);
  }
  const signature = await parseMember(bundle, 'signature.json', signatureSchema);
  const own = ownKey(signature.public_key);
  const signer = fingerprintOf(own);
  if (key !== undefined && fingerprintOf(key) !== signer) {
    return finding('signature', 'fail', `it is signed by ${signer}, and must be by ${fingerprintOf(key)}`, {
      signer,
    });
  }
  if (!isSignedBy(await bundle.bytes('manifest.json'), signature, own)) {
    return finding('signature', 'fail', `it was changed after ${signer} had signed it`, { signer });
  }
  return key === undefined
    ? finding(
        'signature',
        'warn',
        `it is signed by ${signer}; --public-key FILE checks that this is the key of who made it`,
        { signer },
      )
    : finding('signature', 'ok', `it is signed by ${signer}, the key that was given`, { signer });
}

function ownKey(pem: string): KeyObject {
  try {
    return readPublicKey(pem);
  } catch (error) {
    throw error instanceof KeyError ? new DamageError('signature.json holds no public key') : error;
  }
}
