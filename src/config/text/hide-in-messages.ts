import { mask } from '../../results/redact-text.js';
import type { Diagnostic } from './diagnostic.js';
import { isFieldName } from './secret-keys.js';
import { veilOf } from './secret-places.js';

const quotes = /"[^"]*"|\$\{[^\s]*|[!*&]\S+|\bnumber \S+/g;
const isProse = /^[a-z]+$/;
const shortestPart = 4;

/** The same diagnostic without what its file hides: a message quotes what is wrong, and that may be a secret. */
export function hideInMessages(diagnostic: Diagnostic): Diagnostic {
  const { at, message, hint } = diagnostic;
  if (!at) {
    return diagnostic;
  }
  const pieces = veilOf(at.file)
    .pieces()
    .filter((piece) => !isFieldName(piece));
  if (pieces.length === 0) {
    return diagnostic;
  }
  return {
    ...diagnostic,
    message: hideIn(message, pieces),
    ...(hint === undefined ? {} : { hint: hideIn(hint, pieces) }),
  };
}

function hideIn(text: string, pieces: readonly string[]): string {
  const quotable = text.replace(quotes, (quoted) => hideCut(hidePieces(quoted, pieces), pieces));
  // Words of our own sentences stay, also where somebody has one of them for a secret.
  return hidePieces(
    quotable,
    pieces.filter((piece) => !isProse.test(piece)),
  );
}

function hidePieces(text: string, pieces: readonly string[]): string {
  return pieces.reduce((rest, piece) => {
    let out = rest;
    for (let at = out.indexOf(piece); at !== -1; at = out.indexOf(piece, at + 1)) {
      if (standsAlone(out, at, piece)) {
        out = out.slice(0, at) + mask + out.slice(at + piece.length);
      }
    }
    return out;
  }, text);
}

/** A piece that is part of a longer word, such as `key` of `secret_key`, is another word. */
function standsAlone(text: string, at: number, piece: string): boolean {
  const isWord = (char: string | undefined) => char !== undefined && /\w/.test(char);
  const begins = isWord(text[at - 1]) && isWord(piece[0]);
  const ends = isWord(text[at + piece.length]) && isWord(piece.at(-1));
  return !begins && !ends;
}

/** Hides the beginning of a long text that a message quotes no further. */
function hideCut(quoted: string, pieces: readonly string[]): string {
  const begun = /([^"\s]{4,})…"$/.exec(quoted)?.[1];
  if (begun === undefined) {
    return quoted;
  }
  const isSecret = pieces.some(
    (piece) => piece.startsWith(begun) || piece.includes(begun.slice(-shortestPart * 3)),
  );
  return isSecret ? quoted.replace(`${begun}…`, mask) : quoted;
}
