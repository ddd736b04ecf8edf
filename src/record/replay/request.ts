import { findOperation } from '../../operations/index.js';
import { bodyFormOf } from './body-pieces.js';
import { documentOf } from './documents.js';
import type { Exchange } from './exchange.js';
import { headersOf } from './headers.js';
import { LeftOut, type ReplayState } from './replay-state.js';
import { isOfSignature, signedNames, signingOf } from './signing.js';
import { templateOfValue } from './template.js';

/** What a step sends, its variables, and what is to be said of it. */
export interface ReplayedRequest {
  readonly step: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

const madeUp = new Set([
  'uploadId',
  'versionId',
  'continuation-token',
  'upload-id-marker',
  'version-id-marker',
]);
const framing = /^(content-length|transfer-encoding|expect)$/;

/** The request of an exchange as raw HTTP, or as CreateBucket, whose document names a region. Throws {@link LeftOut}. */
export async function requestOf(exchange: Exchange, state: ReplayState): Promise<ReplayedRequest> {
  const { operation, line, bucket } = exchange;
  const { headers, notes } = await headersOf(exchange, state);
  if (operation === 'CreateBucket') {
    const parameters = { bucket: state.buckets.get(bucket ?? '')?.text };
    const { 'content-type': _type, 'content-md5': _digest, ...others } = headers;
    const http = Object.keys(others).length === 0 ? {} : { http: { headers: others } };
    return { step: { operation, parameters, ...http }, notes };
  }
  const document = await documentOf(exchange, state);
  const body = document === undefined ? generatedBody(exchange, state) : '${document}';
  const isChunked = /\bchunked\b/i.test(exchange.header('transfer-encoding') ?? '');
  const names = signedHeaders(exchange, headers);
  const request = {
    method: line.method,
    path: pathOf(exchange, state),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    ...signingOf(exchange),
    ...(names === undefined ? {} : { signed_headers: names }),
    ...(isChunked ? { content_length: null, transfer_encoding: 'chunked' } : {}),
    ...(exchange.header('expect') === undefined || body === undefined ? {} : { expect_continue: true }),
    as: operation,
  };
  return { step: { ...(document === undefined ? {} : { variables: { document } }), request }, notes };
}

function generatedBody({ line }: Exchange, { stored }: ReplayState): unknown {
  const { length, sent_as: form } = line.body;
  return length === 0 && form === 'plain' ? undefined : bodyFormOf(stored.bodyOf(line.body));
}

/** Path and query, as they are sent. */
function pathOf(exchange: Exchange, { buckets, saved }: ReplayState): string {
  const { bucket, key, line, operation, isSuccess } = exchange;
  const place = bucket === null ? '/' : `/${buckets.get(bucket)?.text}`;
  const path = key === null ? place : `${place}/${key.split('/').map(encode).join('/')}`;
  const query = line.query
    .filter(([name]) => !isOfSignature(name, exchange))
    .map(([name, value]) => {
      if (madeUp.has(name) && value !== '' && value !== 'null') {
        const { text, missing } = templateOfValue(value, saved, { filter: '|urlencode' });
        if (isSuccess && missing.length > 0) {
          throw new LeftOut(`nothing before it told its ${name}`);
        }
        return `${name}=${missing.length > 0 ? encode(value) : text}`;
      }
      return value === '' && isSubresource(operation, name) ? name : `${encode(name)}=${encode(value)}`;
    });
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** Whether the model names a parameter without a value: `uploads` of `?uploads`. */
function isSubresource(operation: string, name: string): boolean {
  const [, fixed = ''] = findOperation(operation)?.uri.split('?') ?? [];
  return fixed.split('&').includes(name);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The names of the signed headers, where headers are among them that are otherwise not signed. */
function signedHeaders(
  exchange: Exchange,
  headers: Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  const names = [...(signedNames(exchange) ?? [])];
  if (!names.some((name) => framing.test(name))) {
    return undefined;
  }
  const sent = new Set([...Object.keys(headers), 'host']);
  return names.filter(
    (name) =>
      sent.has(name) ||
      framing.test(name) ||
      /^x-amz-(date|content-sha256|decoded-content-length|trailer)$/.test(name),
  );
}
