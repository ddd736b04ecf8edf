import { mask, redactText } from '../../results/redact-text.js';

/** What stands for an access key. */
export const maskedKey = 'KEY';

/** What stands for the id of an account or of a user. */
export const maskedAccount = 'ACCOUNT';

const maskedHost = 'HOST';
const localHost = /^(?:(?:[\w-]+\.)*(?:localhost|127\.0\.0\.1(?:\.nip\.io)?)|\[::1\])$/i;

const urlHost = /(https?:\/\/)([^\s/:?#"'<>[\]]+|\[[^\]]*\])(?=[\s/:?#"'<>]|$)/gi;
const arnAccount = /(arn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(?=:)/g;
const party = /<(Owner|Initiator|Grantee)\b[^>]*>[\s\S]*?<\/\1>/g;
const identity = /(<(?:ID|DisplayName|EmailAddress)>)[^<]+/g;
const keyElement = /(<(?:AWSAccessKeyId|AccessKeyId)>)[^<]+/g;
const hostElement = /(<(?:Endpoint|Host)>)([^<]+)/g;
const hostId = /(<HostId>)[^<]+/g;
const principal = /("(?:AWS|CanonicalUser)"\s*:\s*")(?:\d{12}|[0-9a-f]{64})(?=")/g;

/** Masks in a text, a document or the value of a header, what names accounts and hosts, and what it calls a secret itself. */
export function maskText(text: string): string {
  return redactText(text)
    .replace(urlHost, (_, scheme: string, host: string) => scheme + maskHost(host))
    .replace(arnAccount, `$1${maskedAccount}`)
    .replace(principal, `$1${maskedAccount}`)
    .replace(party, (element) => element.replace(identity, `$1${maskedAccount}`))
    .replace(keyElement, `$1${maskedKey}`)
    .replace(hostElement, (_, opening: string, host: string) => opening + maskHost(host))
    .replace(hostId, `$1${mask}`);
}

/** Masks a host, which may have a port, unless it is this machine. */
export function maskHost(host: string): string {
  const [, name = host, port = ''] = /^(.*?)(:\d+)?$/.exec(host) ?? [];
  return localHost.test(name) ? host : maskedHost + port;
}
