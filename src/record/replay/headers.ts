import { algorithmOfHeader, checksumOf, compositeChecksumOf } from './checksums.js';
import { laterOf } from './documents.js';
import { copySourceOf, type Exchange } from './exchange.js';
import { LeftOut, type ReplayState } from './replay-state.js';
import { placeOf } from './saved-values.js';
import { isOfSignature, signedNames } from './signing.js';
import { literal, templateOfValue } from './template.js';

/** What every client sends anew, or what the scenario says by other keys. */
const ofConnection =
  /^(host|authorization|date|x-amz-(date|content-sha256|security-token|decoded-content-length|trailer)|content-length|transfer-encoding|expect|connection|keep-alive|te|trailer|via|x-amzn-trace-id|traceparent|(proxy|x-forwarded)-.*)$/;
/** What says who asks, and how often: nothing that a server acts on. */
const ofClient = /^(user-agent|x-amz-user-agent|amz-sdk-.*|accept-language|sec-fetch-.*)$/;
/** What proxies change; it is sent where it was signed. */
const ofProxies = /^accept(-encoding)?$/;
const conditions = /^(x-amz-copy-source-)?if-(none-)?match$|^if-range$/;
const times = /^(x-amz-copy-source-)?if-(un)?modified-since$/;
const customerKey = /server-side-encryption-customer-key(-md5)?$/;
const filters: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA256: 'sha256',
  CRC32: 'crc32',
  CRC32C: 'crc32c',
  CRC64NVME: 'crc64nvme',
};
const aboutDigest = new Set(['BadDigest', 'InvalidDigest', 'XAmzContentChecksumMismatch', 'InvalidRequest']);

/** Headers by name, and what is to be said of those that are not sent. */
export interface ReplayedHeaders {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly notes: readonly string[];
}

/** The headers that a scenario sends for an exchange. */
export async function headersOf(exchange: Exchange, state: ReplayState): Promise<ReplayedHeaders> {
  const signed = signedNames(exchange);
  const headers: Record<string, string | string[]> = {};
  const notes: string[] = [];
  for (const [name, value] of exchange.line.headers) {
    if (
      ofConnection.test(name) ||
      ofClient.test(name) ||
      (ofProxies.test(name) && !signed?.has(name)) ||
      isOfSignature(name, exchange)
    ) {
      continue;
    }
    const text = await textOf(name, value, exchange, state);
    if (text === undefined) {
      notes.push(`without ${name}, whose value is masked or cannot be made anew`);
    } else if (text !== '' || value === '') {
      const former = headers[name];
      headers[name] = former === undefined ? text : [former, text].flat();
    }
  }
  return { headers, notes };
}

async function textOf(
  name: string,
  value: string,
  exchange: Exchange,
  state: ReplayState,
): Promise<string | undefined> {
  if (customerKey.test(name)) {
    state.usesCustomerKey = true;
    return name.endsWith('-md5') ? '${customer_key|md5}' : '${customer_key|base64}';
  }
  if (/\*\*\*|\bACCOUNT\b/.test(value)) {
    return undefined;
  }
  if (name === 'content-encoding') {
    return value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== 'aws-chunked')
      .join(',');
  }
  if (name === 'x-amz-copy-source') {
    return copySourceText(value, exchange, state);
  }
  if (name === 'x-amz-object-lock-retain-until-date') {
    return laterOf(value, state) ?? value;
  }
  if (conditions.test(name)) {
    const { text, missing } = templateOfValue(value, state.saved, { place: conditionPlace(name, exchange) });
    if (missing.length > 0 && (exchange.status === 304 || (exchange.isSuccess && !name.includes('none')))) {
      throw new LeftOut(`nothing before it told ${missing.join(', ')}, which ${name} names`);
    }
    return text;
  }
  if (times.test(name)) {
    return state.saved.reference(value) ?? value;
  }
  return algorithmOfHeader(name) === undefined ? literal(value) : checksumText(name, value, exchange, state);
}

/** What the entity tag of a condition is of. */
function conditionPlace(name: string, exchange: Exchange): string | undefined {
  const source = name.startsWith('x-amz-copy-source') ? copySourceOf(exchange) : undefined;
  return source === undefined ? placeOf(exchange) : `${source.bucket}/${source.key}`;
}

async function checksumText(
  name: string,
  value: string,
  exchange: Exchange,
  { stored }: ReplayState,
): Promise<string | undefined> {
  const algorithm = algorithmOfHeader(name) ?? '';
  const { operation, line, code } = exchange;
  if (aboutDigest.has(code ?? '')) {
    return literal(value);
  }
  if (operation === 'CompleteMultipartUpload' && name !== 'content-md5') {
    const parts = stored.partsOf(exchange);
    if (parts === undefined) {
      return literal(value);
    }
    return value.includes('-') ? compositeChecksumOf(algorithm, parts) : checksumOf(algorithm, parts.flat());
  }
  if (line.body.text === undefined) {
    return checksumOf(algorithm, stored.bodyOf(line.body));
  }
  const filter = filters[algorithm];
  return filter === undefined ? undefined : `\${document|${filter}}`;
}

/** The source of a copy in the form in which it was sent, with the bucket and the version of the replay. */
function copySourceText(value: string, exchange: Exchange, { buckets, saved }: ReplayState): string {
  const source = copySourceOf(exchange);
  const bucket = buckets.get(source?.bucket ?? '')?.text;
  if (source === undefined || bucket === undefined) {
    throw new LeftOut('it copies from a bucket that the recording does not show');
  }
  const [path = '', version] = value.split('?versionId=');
  const text = literal(path).replace(source.bucket, () => bucket);
  if (version === undefined) {
    return text;
  }
  const reference = saved.reference(version);
  if (reference === undefined && exchange.isSuccess) {
    throw new LeftOut('nothing before it told the version that it copies');
  }
  return `${text}?versionId=${reference ?? literal(version)}`;
}
