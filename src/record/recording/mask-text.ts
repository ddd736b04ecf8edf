import { mask, redactText } from '../../results/redact-text.js';

/** What stands for an access key. */
export const maskedKey = 'KEY';

/** What stands for the id of an account or of a user. */
export const maskedAccount = 'ACCOUNT';

const maskedHost = 'HOST';
/** Names of namespaces and of groups of users, not of machines. */
const publicNames = new Set(['acs.amazonaws.com', 's3.amazonaws.com', 'www.w3.org']);
const localHost = /^(?:(?:[\w-]+\.)*(?:localhost|127\.0\.0\.1(?:\.nip\.io)?)|\[::1\])$/i;

const urlHost = /(https?:\/\/)([^\s/:?#"'<>[\]]+|\[[^\]]*\])(?=[\s/:?#"'<>]|$)/gi;
const arnAccount = /(arn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(?=:)/g;
const party = /<(Owner|Initiator|Grantee)\b[^>]*>[\s\S]*?<\/\1>/g;
const identity = /(<(?:ID|DisplayName|EmailAddress)>)[^<]+/g;
const keyElement = /(<(?:AWSAccessKeyId|AccessKeyId)>)[^<]+/g;
const keyParameter = /(\b(?:Credential|AWSAccessKeyId)(?:=|%(?:25)*3D))[^%&\s/,;<"]+/gi;
const hostElement = /(<(?:Endpoint|Host)>)([^<]+)/g;
const hostId = /(<HostId>)[^<]+/g;
const principal = /("(?:AWS|CanonicalUser)"\s*:\s*")(?:\d{12}|[0-9a-f]{64})(?=")/g;

/** Masks in a text, a document or the value of a header, what names accounts and hosts, and what it calls a secret itself. */
export function maskText(text: string): string {
  return redactText(text)
    .replace(urlHost, (url, scheme: string, host: string) =>
      publicNames.has(host) ? url : scheme + maskHost(host),
    )
    .replace(arnAccount, `$1${maskedAccount}`)
    .replace(principal, `$1${maskedAccount}`)
    .replace(party, (element) => element.replace(identity, `$1${maskedAccount}`))
    .replace(keyElement, `$1${maskedKey}`)
    .replace(keyParameter, `$1${maskedKey}`)
    .replace(hostElement, (_, opening: string, host: string) => opening + maskHost(host))
    .replace(hostId, `$1${mask}`);
}

/** Masks a host, which may have a port, unless it is this machine. */
export function maskHost(host: string): string {
  const [, name = host, port = ''] = /^(.*?)(:\d+)?$/.exec(host) ?? [];
  return localHost.test(name) ? host : maskedHost + port;
}
