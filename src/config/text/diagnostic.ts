import { defined } from '../../lib/defined.js';
import type { Location } from './source-file.js';

/** Whether a diagnostic stops the run; a warning never does. */
export type Severity = 'error' | 'warning';

/** One thing wrong with what the user wrote: a stable code, one sentence, where, and what to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly at?: Location;
  /** A file that has no text to point into: it is missing, or no text. */
  readonly file?: string;
}

/** Makes an error that points at a place. */
export function errorAt(at: Location | undefined, code: string, message: string, hint?: string): Diagnostic {
  return {
    code,
    severity: 'error',
    message,
    ...defined({ at, hint }),
  };
}

/** Makes a warning that points at a place. */
export function warningAt(
  at: Location | undefined,
  code: string,
  message: string,
  hint?: string,
): Diagnostic {
  return { ...errorAt(at, code, message, hint), severity: 'warning' };
}

/** The same diagnostics, file by file as they first come, and in each in the order of the text. */
export function inOrderOfText(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const files = [...new Set(diagnostics.map(fileOf))];
  return diagnostics.toSorted(
    (a, b) =>
      files.indexOf(fileOf(a)) - files.indexOf(fileOf(b)) || (a.at?.start ?? -1) - (b.at?.start ?? -1),
  );
}

function fileOf({ at, file }: Diagnostic): string | undefined {
  return at?.file.name ?? file;
}

/** True where any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
