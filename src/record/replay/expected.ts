import { bodyFormOf, type Pieces, sizeOf } from './body-pieces.js';
import { elementsOf, elementText } from './document.js';
import type { Exchange } from './exchange.js';
import { listingExpectation } from './listing.js';
import type { ReplayState } from './replay-state.js';
import { contentRangeOf, toldPart } from './stored.js';
import { literal } from './template.js';

/** A name that no bucket can have is not there for one server, and wrong for another. */
const oddNameStatuses = [400, 404];

/** Their entity tag stands in the document; some servers, such as MinIO, send it as a header, too. */
const inDocument: ReadonlySet<string> = new Set(['CompleteMultipartUpload', 'CopyObject', 'UploadPartCopy']);

/** What a step expects of the response: what was recorded, as far as the client could need it. */
export function expectedOf(
  exchange: Exchange,
  state: ReplayState,
  isListingSure: boolean,
): Readonly<Record<string, unknown>> {
  const { status, code, operation } = exchange;
  const response = isListingSure ? listingExpectation(exchange, state) : {};
  const told = responseOf(exchange);
  const bytes = bytesTold(exchange, state);
  const headers = headersOf(exchange, bytes);
  const body = bodyOf(exchange, bytes);
  const isOddName = state.buckets.get(exchange.bucket ?? '')?.isLegal === false;
  return {
    status_code: isOddName ? oddNameStatuses : status,
    ...(code === undefined || isOddName || status === 304 || operation.startsWith('Head')
      ? {}
      : { error_code: code }),
    ...named('headers', headers),
    ...named('response', { ...response, ...told }),
    ...(body === undefined ? {} : { body }),
  };
}

function named(key: string, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.keys(fields).length === 0 ? {} : { [key]: fields };
}

function headersOf(exchange: Exchange, bytes: Pieces | undefined): Readonly<Record<string, unknown>> {
  const { isSuccess, operation, line } = exchange;
  if (!isSuccess || exchange.key === null) {
    return {};
  }
  const isRead = operation === 'GetObject' || operation === 'HeadObject';
  const range = contentRangeOf(exchange);
  const metadata = (line.response?.headers ?? []).filter(
    ([name, value]) => isRead && name.startsWith('x-amz-meta-') && !value.includes('***'),
  );
  return {
    ...(exchange.responseHeader('etag') === undefined || inDocument.has(operation)
      ? {}
      : { etag: { $exists: true } }),
    ...(range === undefined ? {} : { 'content-range': `bytes ${range.first}-${range.last}/${range.total}` }),
    ...(operation === 'HeadObject' && bytes !== undefined ? { 'content-length': String(sizeOf(bytes)) } : {}),
    ...Object.fromEntries(metadata.map(([name, value]) => [name, literal(value)])),
  };
}

function responseOf(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { operation, document, isSuccess } = exchange;
  const etag = { $exists: true };
  if (!isSuccess) {
    return {};
  }
  switch (operation) {
    case 'CreateMultipartUpload':
      return { UploadId: { $exists: true } };
    case 'CompleteMultipartUpload':
      return elementText(document, 'ETag') === undefined ? {} : { ETag: etag };
    case 'CopyObject':
      return elementText(document, 'ETag') === undefined ? {} : { 'CopyObjectResult.ETag': etag };
    case 'UploadPartCopy':
      return elementText(document, 'ETag') === undefined ? {} : { 'CopyPartResult.ETag': etag };
    case 'DeleteObjects':
      return elementsOf(document, 'Error').length === 0 ? { Errors: null } : {};
    case 'ListParts':
      return { 'Parts[].PartNumber': numbersOf(document) };
    default:
      return {};
  }
}

function numbersOf(document: string): readonly number[] | null {
  const numbers = elementsOf(document, 'Part').map((part) => Number(elementText(part, 'PartNumber')));
  return numbers.length === 0 ? null : numbers;
}

function bodyOf({ operation }: Exchange, bytes: Pieces | undefined): unknown {
  if (operation !== 'GetObject' || bytes === undefined) {
    return undefined;
  }
  return sizeOf(bytes) === 0 ? { size: 0 } : bodyFormOf(bytes);
}

/** The bytes that a read returns, or tells of, where they are known. */
function bytesTold(exchange: Exchange, { stored }: ReplayState): Pieces | undefined {
  const { bucket, key, isSuccess, query } = exchange;
  if (!isSuccess || bucket === null || key === null) {
    return undefined;
  }
  const state = stored.stateOf(bucket, key, query.get('versionId'));
  return typeof state === 'object' ? toldPart(exchange, state) : undefined;
}
