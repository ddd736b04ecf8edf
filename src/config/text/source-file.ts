/** A text with the name that diagnostics give it: a path, or `<stdin>`. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** A range of a source file, in UTF-16 offsets; `end` is exclusive. */
export interface Location {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** A place as people count it: lines and columns from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Counts the line and column of an offset. */
export function positionOf(file: SourceFile, offset: number): Position {
  const before = file.text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let i = before.indexOf('\n'); i !== -1; i = before.indexOf('\n', i + 1)) {
    line++;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The text of a line (from 1), without its line break. */
export function lineAt(file: SourceFile, line: number): string {
  return (file.text.split('\n', line)[line - 1] ?? '').replace(/\r$/, '');
}
