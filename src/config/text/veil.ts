const shortestPiece = 3;
const between = /[\s,{}[\]"'\\$|&*!#%@`<>]+/;
// The name of a variable says where a secret comes from; what is written like a key of a store is none.
const reference = /\$\{\s*([A-Z][A-Z0-9_]*|[a-z][a-z0-9_]{0,31})(?:\}|(?=[.|]|\s*(?::-|\|)))/g;
const alias = /(?<![\w-])\*([^\s,{}[\]]+)/g;
const escapes = /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gi;

/** Marks which characters of a text are not to be shown. */
export class Veil {
  /** The names of variables and anchors that what is hidden is taken from. */
  readonly sources = new Set<string>();
  readonly #hidden: Uint8Array;

  constructor(readonly text: string) {
    this.#hidden = new Uint8Array(text.length);
  }

  /** Hides a range, but for the names that say where a secret comes from. */
  hide(start: number, end: number): void {
    this.#hidden.fill(1, start, end);
    const text = this.text.slice(start, end);
    for (const { index, 0: written, 1: name = '' } of text.matchAll(reference)) {
      this.#hidden.fill(0, start + index, start + index + written.length);
      this.sources.add(name);
    }
    for (const [, name = ''] of text.matchAll(alias)) {
      this.sources.add(name);
    }
  }

  /** Whether anything of a range is hidden. */
  covers(start: number, end: number): boolean {
    return this.#hidden.subarray(start, end).includes(1);
  }

  /** A range as it may be shown: what is hidden is starred at its length, so that pointers still point. */
  shown(start: number, end: number): string {
    return this.text
      .slice(start, end)
      .replace(/[^\r\n]/g, (char, offset: number) => (this.#hidden[start + offset] === 1 ? '*' : char));
  }

  /** The texts that are hidden, whole, in pieces, and with their escapes read; the longest first. */
  pieces(): readonly string[] {
    const pieces = new Set<string>();
    for (const hidden of this.#hiddenTexts()) {
      const whole = hidden.trim();
      for (const piece of [whole, ...whole.split(between), ...readEscapes(whole).split(between)]) {
        const word = piece.replace(/:$/, '');
        if (word.length >= shortestPiece) {
          pieces.add(word);
        }
      }
    }
    return [...pieces].sort((a, b) => b.length - a.length);
  }

  *#hiddenTexts(): Generator<string> {
    let start = this.#hidden.indexOf(1);
    while (start !== -1) {
      const end = this.#hidden.indexOf(0, start);
      yield this.text.slice(start, end === -1 ? undefined : end);
      start = end === -1 ? -1 : this.#hidden.indexOf(1, end);
    }
  }
}

function readEscapes(text: string): string {
  return text.replace(escapes, (_, two?: string, four?: string, eight?: string, other?: string) => {
    const code = Number.parseInt(two ?? four ?? eight ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : (other ?? ' ');
  });
}
