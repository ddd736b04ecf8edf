import { mask } from '../../results/redact-text.js';
import { isSecretName } from '../../results/secret-names.js';
import { maskedAccount, maskedKey, maskHost, maskText } from './mask-text.js';

type Pair = readonly [name: string, value: string];

/** Headers that are secret, or tell a machine, beside those that are secrets by their name. */
const hidden = new Set([
  'x-amz-server-side-encryption-customer-key-md5',
  'x-amz-copy-source-server-side-encryption-customer-key-md5',
  'x-amz-mfa',
  'x-amz-id-2',
  'cookie',
  'set-cookie',
  'proxy-authorization',
]);
const accounts = new Set(['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']);

const version4 = /^(AWS4-[\w-]+\s+Credential=)[^/,\s]*(.*?Signature=)[^,\s]*/is;
const version2 = /^(AWS )[^:]*:.*$/s;
const grantee = /((?:id|emailAddress)=)("[^"]*"|[^,\s]+)/gi;

/** Masks the value of a header; its name in lower case. */
export function maskHeader([name, value]: Pair): [name: string, value: string] {
  return [name, maskHeaderValue(name, value)];
}

function maskHeaderValue(name: string, value: string): string {
  if (hidden.has(name) || isSecretName(name)) {
    return mask;
  }
  if (accounts.has(name)) {
    return maskedAccount;
  }
  if (name === 'authorization') {
    return maskAuthorization(value);
  }
  if (name === 'host' || name === 'x-forwarded-host') {
    return maskHost(value);
  }
  if (name.startsWith('x-amz-grant-')) {
    return value.replace(grantee, `$1"${maskedAccount}"`);
  }
  return maskText(value);
}

function maskAuthorization(value: string): string {
  if (version4.test(value)) {
    return value.replace(version4, `$1${maskedKey}$2${mask}`);
  }
  if (version2.test(value)) {
    return value.replace(version2, `$1${maskedKey}:${mask}`);
  }
  return `${value.split(' ', 1)[0]} ${mask}`;
}

/** Masks the value of a parameter of the query; both decoded. */
export function maskParameter([name, value]: Pair): [name: string, value: string] {
  const lower = name.toLowerCase();
  if (lower === 'x-amz-credential') {
    return [name, value.replace(/^[^/]*/, maskedKey)];
  }
  if (lower === 'awsaccesskeyid') {
    return [name, maskedKey];
  }
  return [name, maskHeaderValue(lower, value)];
}
