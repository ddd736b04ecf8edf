/** A line of a text: where it is, and the key of a block map that it begins with. */
export interface Line {
  readonly start: number;
  /** Behind its last character, before the line break. */
  readonly end: number;
  readonly text: string;
  /** How many columns it is indented, without dashes. */
  readonly indent: number;
  readonly isBlank: boolean;
  readonly isItem: boolean;
  readonly key: LineKey | undefined;
}

interface LineKey {
  readonly name: string;
  /** The column where the key begins, behind dashes. */
  readonly column: number;
  /** The offset in the text where its value begins. */
  readonly valueAt: number;
}

const opening = /^(\s*(?:- +)*)["']?([A-Za-z][\w-]*)["']?[ \t]*:(?=\s|$)[ \t]*/;

/** Takes a text apart into lines. */
export function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((written) => {
    const line = readLine(written, start);
    start += written.length + 1;
    return line;
  });
}

function readLine(text: string, start: number): Line {
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  const match = opening.exec(text);
  return {
    start,
    end: start + text.length,
    text,
    indent,
    isBlank: indent === text.length,
    isItem: /^\s*-(?:\s|$)/.test(text),
    key: match
      ? {
          name: match[2] ?? '',
          column: match[1]?.length ?? 0,
          valueAt: start + match[0].length,
        }
      : undefined,
  };
}
