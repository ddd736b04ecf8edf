import { defined } from '../../lib/defined.js';
import type { Diagnostic } from './diagnostic.js';
import { veilOf } from './secret-places.js';
import { lineAt, positionOf } from './source-file.js';

const longestFrame = 120;

/** A diagnostic as `--format json` gives it; lines and columns count from 1. */
export interface DiagnosticRecord {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint?: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** Converts a diagnostic to data, with its line and column. */
export function recordDiagnostic(diagnostic: Diagnostic): DiagnosticRecord {
  const { at, code, severity, message, hint } = diagnostic;
  const position = at && positionOf(at.file, at.start);
  return {
    code,
    severity,
    message,
    ...defined({ hint }),
    file: at?.file.name ?? diagnostic.file ?? null,
    line: position?.line ?? null,
    column: position?.column ?? null,
  };
}

/** Renders a diagnostic as `file:line:column: error: message`, its line, and what to do. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, message, hint } = recordDiagnostic(diagnostic);
  const place = [file, line, column].filter((part) => part !== null).join(':');
  const rows = [`${place === '' ? '' : `${place}: `}${severity}: ${message}`];
  if (diagnostic.at && line !== null && column !== null) {
    rows.push(...codeFrame(diagnostic.at, line, column));
  }
  if (hint !== undefined) {
    rows.push(`  = ${hint}`);
  }
  return rows.join('\n');
}

function codeFrame(at: NonNullable<Diagnostic['at']>, line: number, column: number): string[] {
  const lineStart = at.start - column + 1;
  const whole = veilOf(at.file).shown(lineStart, lineStart + lineAt(at.file, line).length);
  if (whole.trim() === '') {
    return [];
  }
  const from = column > longestFrame ? column - 40 : 1;
  const text = whole.slice(from - 1, from - 1 + longestFrame);
  const length = Math.max(
    1,
    Math.min(at.end - at.start, whole.length - column + 1, longestFrame - (column - from)),
  );
  const gutter = String(line);
  const blank = ' '.repeat(gutter.length);
  return [
    `  ${gutter} | ${text.replaceAll('\t', ' ')}`,
    `  ${blank} | ${' '.repeat(column - from)}${'^'.repeat(length)}`,
  ];
}
