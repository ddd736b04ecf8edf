import { distance } from 'fastest-levenshtein';
import { canonicalName } from '../../lib/nearest-name.js';
import { isSecretName } from '../../results/secret-names.js';

/** What a credential says of itself in the open. */
const openFields = [
  'name',
  'access_key',
  'access_key_id',
  'aws_access_key_id',
  'profile',
  'anonymous',
  'canonical_id',
  'account_id',
  'arn',
].map(canonicalName);

const guarded = ['secretkey', 'secretaccesskey', 'sessiontoken', 'securitytoken'];
const guardedWords = /secret|passw|passphrase|pwd|privatekey|apikey|sessiontoken|securitytoken|authtoken/;
const shortWords: ReadonlySet<string> = new Set(['token', 'pass', 'pw']);
/** Small words are no keys of a store: these have digits and capitals, and are long. */
const longestWords = 18;
/** A forged signature is what a scenario tests, and no secret of its author. */
const ofTheWire = /signature|provided|requestbytes/;
const slips = 2;

/** Whether what stands under this key is a secret, also where the key is misspelt. */
export function isGuardedKey(key: string): boolean {
  const name = canonicalName(key);
  if (ofTheWire.test(name)) {
    return false;
  }
  return (
    isSecretName(key) ||
    guardedWords.test(name) ||
    shortWords.has(name) ||
    guarded.some((word) => Math.abs(word.length - name.length) <= slips && distance(word, name) <= slips)
  );
}

/** Whether this key of a credential holds what anybody may know: its name or one of its ids. */
export function isOpenField(key: string): boolean {
  return openFields.includes(canonicalName(key));
}

/** Whether a text is a key of credentials, rightly spelt. */
export function isFieldName(text: string): boolean {
  return isOpenField(text) || (/[_-]/.test(text) && guarded.includes(canonicalName(text)));
}

/** Whether a key is one of a credential, rightly spelt or not. */
export function isLikeField(key: string): boolean {
  const name = canonicalName(key);
  return (
    isGuardedKey(key) || openFields.some((word) => distance(word, name) <= (word.length > 4 ? slips : 0))
  );
}

/** Whether this is meant as a key inside a credential, whatever it is; anything else there may be a secret. */
export function isMeantAsKey(text: string): boolean {
  return isLikeField(text) || (text.length <= longestWords && /^[a-z]+(?:[-_][a-z]+)*$/.test(text));
}

/** Whether a name may be shown: what holds a colon, a slash or the like may be a key that stands in the wrong place. */
export function isShowableName(text: string): boolean {
  return /^[^:=/+@?\\]{1,32}$/.test(text);
}
