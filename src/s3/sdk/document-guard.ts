import { watchDocument } from '../response/document-limits.js';
import { takeTurn } from '../response/large-documents.js';
import { isSuccessful } from '../response/response-parser.js';

/** Keeps what is too large for a document away from the SDK, which would read it whole. */
export interface DocumentGuard {
  /** Why nothing more is handed on; null as long as all is. */
  readonly problem: string | null;
  /** Told of each chunk before it is handed on; a promise is to be waited for. */
  see(chunk: Uint8Array): void | Promise<void>;
  /** To be called when the body has ended, whatever came of it. */
  end(): void;
}

/** Makes the guard of a response that the SDK reads as a document: an output, or whatever comes with an error. */
export function guardDocument(status: number): DocumentGuard {
  const watch = watchDocument(isSuccessful(status) ? 'output' : 'error');
  const turn = takeTurn();
  let problem: string | null = null;
  let size = 0;
  return {
    get problem() {
      return problem;
    },
    see(chunk) {
      problem ??= watch.see(chunk);
      size += chunk.length;
      return turn.reached(size);
    },
    end: turn.end,
  };
}
