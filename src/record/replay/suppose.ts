import { sizeOf } from './body-pieces.js';
import { decodeListed, elementsOf, elementText } from './document.js';
import { copySourceOf, type Exchange, listingOperations } from './exchange.js';
import { LeftOut, type ReplayState } from './replay-state.js';
import { contentRangeOf, type Stored } from './stored.js';

/**
 * Finds objects that a response tells of and nobody put there: they were there before, and become objects of the fixture.
 * Throws {@link LeftOut} where a response depends on what is not replayed.
 */
export function supposeFormer(exchange: Exchange, { stored }: ReplayState): void {
  const { bucket, key, operation, isSuccess, query } = exchange;
  if (bucket === null) {
    return;
  }
  const source = copySourceOf(exchange);
  if (source !== undefined && isSuccess && source.version === undefined) {
    requireKnown(
      stored,
      source.bucket,
      source.key,
      'it copies an object that was there before, and its size is not known',
    );
  }
  if (key !== null && /^(Get|Head)Object(?!Lock)/.test(operation) && query.get('versionId') === undefined) {
    supposeRead(exchange, bucket, key, stored);
  }
  if (isSuccess && listingOperations.has(operation)) {
    for (const entry of elementsOf(exchange.document, 'Contents')) {
      supposeListed(exchange, entry, bucket, stored);
    }
  }
}

function supposeRead(exchange: Exchange, bucket: string, key: string, stored: Stored): void {
  const state = stored.stateOf(bucket, key);
  if (state === 'uncertain') {
    throw new LeftOut('it depends on a request that is left out');
  }
  if (!exchange.isSuccess || exchange.status === 304) {
    return;
  }
  if (state === 'absent') {
    throw new LeftOut('it reads what somebody else wrote meanwhile');
  }
  const { response } = exchange.line;
  const length = exchange.responseHeader('content-length');
  const isWhole = exchange.operation === 'GetObject' && exchange.status === 200;
  const tellsSize = /^(Get|Head)Object$/.test(exchange.operation);
  const size = contentRangeOf(exchange)?.total ?? (isWhole ? response?.body.length : length);
  if (state === undefined) {
    if (size === undefined || !tellsSize) {
      throw new LeftOut('it reads an object that was there before, and its size is not known');
    }
    const sha256 = isWhole ? (response?.body.sha256 ?? '') : `${bucket}/${key}`;
    const body = stored.bodyOf({ length: Number(size), sha256 });
    if (!stored.suppose(exchange, bucket, key, body)) {
      throw new LeftOut('it reads what somebody else wrote');
    }
  } else if (typeof state === 'object' && tellsSize && size !== undefined && sizeOf(state) !== Number(size)) {
    throw new LeftOut('it reads what somebody else wrote meanwhile');
  }
}

function supposeListed(exchange: Exchange, entry: string, bucket: string, stored: Stored): void {
  const key = elementText(entry, 'Key');
  const size = elementText(entry, 'Size');
  const isEncoded = elementText(exchange.document, 'EncodingType') === 'url';
  if (key === undefined || size === undefined) {
    return;
  }
  const name = isEncoded ? decodeListed(key) : key;
  if (stored.stateOf(bucket, name) === undefined) {
    const body = stored.bodyOf({ length: Number(size), sha256: `${bucket}/${name}` });
    stored.suppose(exchange, bucket, name, body);
  }
}

function requireKnown(stored: Stored, bucket: string, key: string, reason: string): void {
  const state = stored.stateOf(bucket, key);
  if (state === undefined || state === 'absent') {
    throw new LeftOut(reason);
  }
  if (state === 'uncertain') {
    throw new LeftOut('it depends on a request that is left out');
  }
}
