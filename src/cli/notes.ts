/** How notes are written on stderr. */
export interface NoteStyle {
  /** No notes at all. */
  readonly quiet: boolean;
  /** As records of the log, one JSON object a line, so that a reader of JSON lines finds nothing else. */
  readonly json: boolean;
}

/** What a command says on stderr of what it did, beside warnings and errors: what it wrote, how a run ended. */
export interface Notes {
  /** Decided once the command line is read; plain text until then. */
  style: NoteStyle;
  /** The note with its line break, or nothing where there are to be none. */
  render(text: string): string;
}

/** Notes as plain text, until they are given another style. */
export function createNotes(now: () => Date = () => new Date()): Notes {
  return {
    style: { quiet: false, json: false },
    render(text) {
      const { quiet, json } = this.style;
      if (quiet) {
        return '';
      }
      return json
        ? `${JSON.stringify({ level: 'info', time: now().toISOString(), msg: text })}\n`
        : `${text}\n`;
    },
  };
}
