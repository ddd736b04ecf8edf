import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { signRequest } from './sign-request.js';

const pbkdf2WithAesGcm = 2;

/**
 * Makes a user of MinIO through its admin interface, which wants the request's body encrypted with the administrator's
 * secret key. The user has no rights but those that policies give later.
 * @param {string} endpoint
 * @param {import('./types.js').User} administrator
 * @param {import('./types.js').User} user
 * @returns {Promise<boolean>} false while the server is up and not yet ready for this
 */
export async function addMinioUser(endpoint, administrator, user) {
  const url = new URL(`/minio/admin/v3/add-user?accessKey=${encodeURIComponent(user.accessKey)}`, endpoint);
  const body = encrypt(
    administrator.secretKey,
    JSON.stringify({ secretKey: user.secretKey, status: 'enabled' }),
  );
  const headers = signRequest({ method: 'PUT', url, body, user: administrator, region: 'us-east-1' });
  const response = await fetch(url, { method: 'PUT', headers, body });
  const answer = await response.text();
  if (response.status === 503 || answer.includes('Server not initialized')) {
    return false;
  }
  if (!response.ok) {
    throw new Error(`MinIO refused the second user: ${response.status} ${answer}`);
  }
  return true;
}

/**
 * MinIO's envelope: salt, the kind of encryption, a nonce, then one sealed fragment. A fragment's nonce ends with its
 * number (0 is spent on the associated data, so the first is 1), and its associated data begins with 0x80 as it is the last.
 * @param {string} password
 * @param {string} text at most 16 KiB, the size of one fragment
 * @returns {Buffer}
 */
function encrypt(password, text) {
  const salt = randomBytes(32);
  const key = pbkdf2Sync(password, salt, 8192, 32, 'sha256');
  const nonce = randomBytes(8);
  const associated = Buffer.concat([Buffer.of(0x80), seal(key, nonce, 0, '', Buffer.alloc(0))]);
  const sealed = seal(key, nonce, 1, text, associated);
  return Buffer.concat([salt, Buffer.of(pbkdf2WithAesGcm), nonce, sealed]);
}

/**
 * @param {Buffer} key
 * @param {Buffer} nonce
 * @param {number} number
 * @param {string} text
 * @param {Buffer} associated
 * @returns {Buffer} the encrypted text and its tag
 */
function seal(key, nonce, number, text, associated) {
  const counter = Buffer.alloc(4);
  counter.writeUInt32LE(number);
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.concat([nonce, counter]));
  cipher.setAAD(associated);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}
