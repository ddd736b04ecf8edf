/** What may be read as a document; a server under test may send anything. */
interface Limit {
  readonly bytes: number;
  /** Tags, those that close an element included. */
  readonly tags: number;
  /** From one tag to the next, in bytes. */
  readonly stretch: number;
}

/** What a document is read as. */
export type DocumentKind = 'output' | 'error';

const limits: Readonly<Record<DocumentKind, Limit>> = {
  // A listing of ten thousand buckets, or of a thousand keys that are all escapes, stays below this.
  output: { bytes: 8 * 1024 * 1024, tags: 90_000, stretch: 16 * 1024 },
  // An error document that repeats the request, its canonical form and the bytes of that, stays far below this.
  error: { bytes: 256 * 1024, tags: 2000, stretch: 256 * 1024 },
};

const words = { output: 'response document', error: 'error document' } as const;
const openingBracket = 0x3c;

/** The most of a document that is kept, in bytes. */
export const documentLimit = limits.output.bytes;

/** Looks at a document piece by piece. */
export interface DocumentWatch {
  /** Why the document is not read: it is too large to be one. Null where it may be read so far. */
  see(piece: Uint8Array): string | null;
}

/** Starts to look at a document that comes in pieces. */
export function watchDocument(kind: DocumentKind): DocumentWatch {
  const { bytes, tags, stretch } = limits[kind];
  let size = 0;
  let found = 0;
  let lastTag = 0;

  return {
    see(piece) {
      for (let at = piece.indexOf(openingBracket); at >= 0; at = piece.indexOf(openingBracket, at + 1)) {
        found++;
        if (found > tags) {
          return `the ${words[kind]} has more than ${tags} tags`;
        }
        if (size + at - lastTag > stretch) {
          return tooLong(kind);
        }
        lastTag = size + at;
      }
      size += piece.length;
      if (size > bytes) {
        return `the ${words[kind]} of more than ${bytes} bytes is too large to be one`;
      }
      return size - lastTag > stretch ? tooLong(kind) : null;
    },
  };
}

function tooLong(kind: DocumentKind): string {
  return `the ${words[kind]} has a text or a tag of more than ${limits[kind].stretch} bytes`;
}

/** Why a document is not read: it is too large to be one. Null where it may be read. `size` is that of the whole. */
export function describeExcess(kind: DocumentKind, body: Uint8Array, size: number): string | null {
  return size > limits[kind].bytes
    ? `the ${words[kind]} of ${size} bytes is too large to be one`
    : watchDocument(kind).see(body);
}
