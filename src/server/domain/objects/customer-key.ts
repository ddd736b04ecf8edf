import { createHash, randomBytes } from 'node:crypto';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';

/** Which three headers have a customer's key: those for the object itself, or those for the source of a copy. */
export type KeyHeaders =
  | 'x-amz-server-side-encryption-customer'
  | 'x-amz-copy-source-server-side-encryption-customer';

/** A key that a customer sent along. */
export interface CustomerKey {
  readonly key: Buffer;
  /** Base64, as it was sent. */
  readonly md5: string;
}

const keyBytes = 32;
// Whichever of the headers it is, S3 names the one of its own keys, and no value.
const argument = 'x-amz-server-side-encryption';

/** Reads and checks the customer's key of a request (SSE-C); undefined where none of its headers is there. */
export function readCustomerKey(
  headers: Headers,
  prefix: KeyHeaders = 'x-amz-server-side-encryption-customer',
): CustomerKey | undefined {
  const algorithm = headers[`${prefix}-algorithm`];
  const text = headers[`${prefix}-key`];
  const md5 = headers[`${prefix}-key-md5`];
  if (algorithm === undefined && text === undefined && md5 === undefined) {
    return undefined;
  }
  if (algorithm === undefined) {
    throw refused('a valid encryption algorithm.');
  }
  if (algorithm !== 'AES256') {
    throw new S3Error('InvalidEncryptionAlgorithmError', {
      fields: { ArgumentName: argument, ArgumentValue: algorithm },
    });
  }
  if (text === undefined) {
    throw refused('an appropriate secret key.');
  }
  if (md5 === undefined) {
    throw refused('the client calculated MD5 of the secret key.');
  }
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyBytes) {
    throw invalidArgument('The secret key was invalid for the specified algorithm.', argument);
  }
  if (createHash('md5').update(key).digest('base64') !== md5) {
    throw invalidArgument(
      'The calculated MD5 hash of the key did not match the hash that was provided.',
      argument,
    );
  }
  return { key, md5 };
}

/** Whether a text, in base64, has the length of a key. */
export function isKeyLong(text: string): boolean {
  return Buffer.from(text, 'base64').length === keyBytes;
}

/** What is kept of a customer's key: enough to know it again, too little to use it. */
export function proveKey(key: Buffer): string {
  const salt = randomBytes(16).toString('hex');
  return `${salt}:${hashKey(salt, key)}`;
}

/** Whether a key is the one that a proof was made of. */
export function isProvenKey(key: Buffer, proof: string): boolean {
  const [salt = '', hash] = proof.split(':');
  return hashKey(salt, key) === hash;
}

function hashKey(salt: string, key: Buffer): string {
  return createHash('sha256').update(salt).update(key).digest('hex');
}

function refused(what: string): S3Error {
  const message = `Requests specifying Server Side Encryption with Customer provided keys must provide ${what}`;
  return invalidArgument(message, argument);
}
