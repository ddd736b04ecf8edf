// Each name by its words, since it is written as SSECustomerKey, sse-customer-key or sse_customer_key.
const names: readonly string[] = [
  'secret key',
  'secret access key',
  'aws secret access key',
  'session token',
  'aws session token',
  'security token',
  'x amz security token',
  'x amz s3session token',
  'sse customer key',
  'copy source sse customer key',
  'x amz server side encryption customer key',
  'x amz copy source server side encryption customer key',
  'x amz signature',
  'x amz trailer signature',
  'chunk signature',
  // A SignatureDoesNotMatch document repeats what was sent, as text and as hexadecimal bytes.
  'signature provided',
  'canonical request bytes',
];

const lastWord = /(?:key|token|signature|provided|bytes)[-_\s]*$/i;
const secretNames = new Set([...names, 'signature'].map((name) => name.replaceAll(' ', '')));

/** Whether the value under this name is a secret or a signature; compared without case, `-` and `_`. */
export function isSecretName(name: string): boolean {
  return lastWord.test(name) && secretNames.has(name.toLowerCase().replace(/[-_\s]/g, ''));
}

/** The secret names as the source of a regular expression, in any style, without the bare word `signature`. */
export const secretNameSource = names.map((name) => name.replaceAll(' ', '[-_]?')).join('|');
