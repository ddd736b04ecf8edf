import { shellWord } from '../../lib/shell-word.js';
import { originOf } from '../request/address.js';
import type { BodySource, Call, Credential, Exchange } from '../types.js';

/** Larger bodies are not put on a command line. */
const textLimit = 4096;

/** What curl adds or computes itself. */
const ownHeaders = new Set([
  'host',
  'authorization',
  'user-agent',
  'x-amz-date',
  'x-amz-security-token',
  'accept',
]);

/** What the line needs to trust the server as the run did. */
interface CurlTrust {
  readonly caFile?: string;
  readonly insecure?: boolean;
}

/**
 * The curl command, for a POSIX shell, that sends the request of an exchange again, signed by curl with the keys in
 * the environment; null where curl cannot make it (framed or generated bodies, bodies of no type, presigned URLs, SSE-C
 * keys).
 */
export function toCurl(exchange: Exchange, call: Call, region: string, trust: CurlTrust = {}): string | null {
  const headers = readHeaders(exchange.requestHead);
  const body = curlBody(exchange, call.body);
  const isSigned = !isUnsigned(call) && call.credential.kind !== 'anonymous';
  if (
    body === null ||
    !isPlain(exchange, headers) ||
    !isHonest(call) ||
    (isSigned && !isSignable(headers, body))
  ) {
    return null;
  }
  const options = [
    ...methodOptions(exchange.method, body),
    ...trustOptions(exchange.url, trust),
    ...addressOptions(exchange.url),
    ...(isSigned ? signingOptions(call.credential, region) : []),
    ...headerOptions(headers, body),
    ...body,
  ];
  return [
    'curl --silent --show-error --include --globoff --path-as-is',
    ...options,
    shellWord(curlUrl(exchange.url)),
  ].join(' ');
}

type Header = readonly [name: string, value: string];

function readHeaders(head: string): Header[] {
  return head
    .split('\r\n')
    .slice(1, -2)
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
}

function isPlain(exchange: Exchange, headers: readonly Header[]): boolean {
  return (
    !/[?&]X-Amz-Signature=/i.test(exchange.url) &&
    headers.every(
      ([name, value]) =>
        name !== 'transfer-encoding' && !name.endsWith('customer-key') && !value.startsWith('STREAMING-'),
    )
  );
}

/** Curl signs a header that an option removes, and a header without a value under a wrong name. */
function isSignable(headers: readonly Header[], body: readonly string[]): boolean {
  const isTyped = headers.some(([name]) => name === 'content-type');
  return (body.length === 0 || isTyped) && headers.every(([, value]) => value !== '');
}

/** Signed as curl signs, and sent as it was signed. */
function isHonest(call: Call): boolean {
  const { signing, beforeSign, afterSign, contentLength, transferEncoding, expectContinue, httpVersion } =
    (call.kind === 'request' ? call : call.http) ?? {};
  const { mode = 'v4', ...forged } = signing ?? {};
  const changes = [beforeSign, afterSign, contentLength, transferEncoding, expectContinue, httpVersion];
  return (
    (mode === 'v4' || mode === 'none' || mode === 'v4-unsigned-payload') &&
    Object.keys(forged).length === 0 &&
    changes.every((change) => change === undefined)
  );
}

function isUnsigned(call: Call): boolean {
  return (call.kind === 'request' ? call : call.http)?.signing?.mode === 'none';
}

function curlBody(exchange: Exchange, body: BodySource | undefined): string[] | null {
  if (exchange.requestBodySize === 0) {
    return [];
  }
  if (body?.path !== undefined) {
    return [`--data-binary ${shellWord(`@${body.path}`)}`];
  }
  const whole = body === undefined ? exchange.requestBody : body.bytes;
  if (whole === undefined || whole.length !== exchange.requestBodySize || whole.length > textLimit) {
    return null;
  }
  const text = Buffer.from(whole).toString('utf8');
  const isText = !text.includes('\0') && Buffer.from(text, 'utf8').equals(whole);
  return isText ? [`--data-raw ${shellWord(text)}`] : null;
}

function methodOptions(method: string, body: readonly string[]): string[] {
  if (method === 'HEAD') {
    return ['--head'];
  }
  return method === (body.length > 0 ? 'POST' : 'GET') ? [] : [`--request ${method}`];
}

function trustOptions(url: string, { caFile, insecure }: CurlTrust): string[] {
  if (!url.startsWith('https:')) {
    return [];
  }
  return [
    ...(caFile === undefined ? [] : [`--cacert ${shellWord(caFile)}`]),
    ...(insecure === true ? ['--insecure'] : []),
  ];
}

/** A bucket before an IP address is no name that could be looked up. */
function addressOptions(url: string): string[] {
  const origin = originOf(url);
  const address = /\.(\d+\.\d+\.\d+\.\d+)$/.exec(origin?.host ?? '')?.[1];
  if (origin === undefined || address === undefined) {
    return [];
  }
  return [`--connect-to ${shellWord(`${origin.host}:${origin.port}:${address}:${origin.port}`)}`];
}

function signingOptions(credential: Credential, region: string): string[] {
  return [
    `--aws-sigv4 ${doubleQuote(`aws:amz:${region}:s3`)}`,
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    ...(credential.kind === 'keys' && credential.sessionToken
      ? ['--header "x-amz-security-token: $AWS_SESSION_TOKEN"']
      : []),
  ];
}

function headerOptions(headers: readonly Header[], body: readonly string[]): string[] {
  const isOwn = (name: string) => ownHeaders.has(name) || (name === 'content-length' && body.length > 0);
  const options = headers
    .filter(([name]) => !isOwn(name))
    .map(([name, value]) => `--header ${shellWord(value === '' ? `${name};` : `${name}: ${value}`)}`);
  const isTyped = headers.some(([name]) => name === 'content-type');
  return body.length > 0 && !isTyped ? [...options, "--header 'content-type:'"] : options;
}

/** Older curls sign a query parameter without `=` wrongly; with it the server reads the same. */
function curlUrl(url: string): string {
  const [path = '', query] = url.split(/\?(.*)/s);
  if (query === undefined || query === '') {
    return url;
  }
  const pairs = query.split('&').map((pair) => (pair.includes('=') ? pair : `${pair}=`));
  return `${path}?${pairs.sort().join('&')}`;
}

function doubleQuote(text: string): string {
  return `"${text.replace(/["$`\\]/g, '\\$&')}"`;
}
