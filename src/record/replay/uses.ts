import { decodeEntities, elementsOf, elementText } from './document.js';
import { copySourceOf, type Exchange, listingOperations, writingOperations } from './exchange.js';

/**
 * Something that an exchange uses, and how. Two exchanges that use the same thing depend on each other, unless both use it
 * in the same way; `alone` agrees with nothing.
 */
export interface Use {
  readonly thing: string;
  readonly as: 'alone' | 'read' | 'put' | 'list' | 'part' | 'inside';
}

const uploadEnds = new Set(['CompleteMultipartUpload', 'AbortMultipartUpload', 'ListParts']);
const ofNothing = new Set(['ListBuckets']);

/** What an exchange uses: its bucket, its keys, its upload, and what listings of the bucket see. */
export function usesOf(exchange: Exchange): readonly Use[] {
  const { operation, bucket, key } = exchange;
  if (bucket === null || ofNothing.has(operation)) {
    return [{ thing: 'buckets', as: 'read' }];
  }
  const place = `bucket ${bucket}`;
  if (key === null && operation !== 'DeleteObjects') {
    return listsOf(exchange, place);
  }
  const source = copySourceOf(exchange);
  return [
    { thing: place, as: 'inside' },
    ...(writingOperations.has(operation) ? [{ thing: `${place} listing`, as: 'put' } as const] : []),
    ...(source === undefined ? [] : [{ thing: keyOf(source.bucket, source.key), as: 'read' } as const]),
    ...ofUpload(exchange, place),
    ...ofKeys(exchange, bucket),
  ];
}

function listsOf({ operation }: Exchange, place: string): readonly Use[] {
  if (listingOperations.has(operation)) {
    return [
      { thing: place, as: 'inside' },
      { thing: `${place} listing`, as: 'list' },
    ];
  }
  if (operation === 'ListMultipartUploads') {
    return [
      { thing: place, as: 'inside' },
      { thing: `${place} uploads`, as: 'list' },
    ];
  }
  const isReading = /^(Get|Head)/.test(operation);
  return [{ thing: place, as: isReading ? 'inside' : 'alone' }];
}

function ofUpload({ operation, query }: Exchange, place: string): readonly Use[] {
  const upload = query.get('uploadId');
  const changes = { thing: `${place} uploads`, as: 'put' } as const;
  if (operation === 'CreateMultipartUpload') {
    return [changes];
  }
  if (upload === undefined) {
    return [];
  }
  const thing = `upload ${upload}`;
  if (uploadEnds.has(operation)) {
    return [{ thing, as: 'alone' }, ...(operation === 'ListParts' ? [] : [changes])];
  }
  return [
    { thing, as: 'part' },
    { thing: `${thing} ${query.get('partNumber')}`, as: 'alone' },
  ];
}

function ofKeys({ operation, line, key, query }: Exchange, bucket: string): readonly Use[] {
  if (operation === 'DeleteObjects') {
    return deletedKeys(line.body.text ?? '').map((name) => ({ thing: keyOf(bucket, name), as: 'alone' }));
  }
  if (key === null || operation === 'CreateMultipartUpload') {
    return [];
  }
  if (query.has('uploadId') && operation !== 'CompleteMultipartUpload') {
    return [];
  }
  const isReading = /^(Get|Head|List|Select)/.test(operation);
  return [{ thing: keyOf(bucket, key), as: isReading ? 'read' : 'alone' }];
}

function keyOf(bucket: string, key: string): string {
  return `key ${bucket}/${key}`;
}

/** The keys that the document of a DeleteObjects names. */
export function deletedKeys(document: string): readonly string[] {
  return elementsOf(document, 'Object').map((one) => elementText(one, 'Key') ?? decodeEntities(one));
}

/** Whether one of two exchanges must come before the other. */
export function depend(some: readonly Use[], others: readonly Use[]): boolean {
  return some.some((use) =>
    others.some((other) => use.thing === other.thing && (use.as !== other.as || use.as === 'alone')),
  );
}
