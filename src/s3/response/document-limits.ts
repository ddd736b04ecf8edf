/** What may be read as a document; a server under test may send anything. */
interface Limit {
  readonly bytes: number;
  /** Tags, those that close an element included. */
  readonly tags: number;
}

/** A listing of ten thousand buckets, or of a thousand keys that are all escapes, stays far below this. */
const outputLimit: Limit = { bytes: 16 * 1024 * 1024, tags: 120_000 };
/** An error document that repeats the request, its canonical form and the bytes of that, stays far below this. */
const errorLimit: Limit = { bytes: 256 * 1024, tags: 2000 };

/** The most of a document that is kept, in bytes. */
export const documentLimit = outputLimit.bytes;

const openingBracket = 0x3c;

/** Why a document is not read: it is too large to be one. Null where it may be read. */
export function describeExcess(kind: 'output' | 'error', body: Uint8Array, size: number): string | null {
  const limit = kind === 'output' ? outputLimit : errorLimit;
  if (size > limit.bytes) {
    return `the ${words[kind]} of ${size} bytes is too large to be one`;
  }
  return hasMoreTags(body, limit.tags) ? `the ${words[kind]} has more than ${limit.tags} tags` : null;
}

const words = { output: 'response document', error: 'error document' } as const;

function hasMoreTags(body: Uint8Array, most: number): boolean {
  let found = -1;
  for (let tags = 0; tags <= most; tags++) {
    found = body.indexOf(openingBracket, found + 1);
    if (found < 0) {
      return false;
    }
  }
  return true;
}
