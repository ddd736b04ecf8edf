import { createHash } from 'node:crypto';

/** What a recording keeps of a body. */
export interface NotedBody {
  readonly length: number;
  readonly sha256: string;
  readonly text?: string;
}

/** Notes a body as it streams by. */
export interface BodyNote {
  add(bytes: Uint8Array): void;
  /** What it came to; `keepsText` where it is a document of the API. */
  end(keepsText: boolean): NotedBody;
}

/** A list of a thousand long keys; nothing else that the API calls a document is longer. */
const longestText = 512 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Begins to note a body; its text is kept only where `mayHoldText`. */
export function noteBody(mayHoldText: boolean): BodyNote {
  const hash = createHash('sha256');
  let kept: Uint8Array[] = [];
  let length = 0;
  return {
    add(bytes) {
      hash.update(bytes);
      length += bytes.length;
      if (length > longestText) {
        kept = [];
      } else if (mayHoldText) {
        kept.push(Uint8Array.from(bytes));
      }
    },
    end(keepsText) {
      const noted = { length, sha256: hash.digest('hex') };
      const text = keepsText && length > 0 && length <= longestText ? documentOf(kept) : undefined;
      return text === undefined ? noted : { ...noted, text };
    },
  };
}

/** The text of an XML or JSON document; undefined for anything else. */
function documentOf(pieces: readonly Uint8Array[]): string | undefined {
  try {
    const text = utf8.decode(Buffer.concat(pieces));
    return /^\s*[<{[]/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
