import { defined } from '../../lib/defined.js';
import { isSecretName } from '../../results/secret-names.js';
import type { Diagnostic } from './diagnostic.js';
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
  const whole = hideSecrets(lineAt(at.file, line), line > 1 ? lineAt(at.file, line - 1) : '');
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

const blockPair = /^(\s*(?:- +)*["']?([\w-]+)["']?\s*:\s+)(\S.*)$/;
const flowPair = /([\w-]+)(["']?\s*:\s*)("[^"]*"?|'[^']*'?|[^\s,}\]](?:[^,}\]]*[^\s,}\]])?)/g;

/** The same line with every value that is a secret by its key starred out, at its length, so that pointers still point. */
function hideSecrets(line: string, lineBefore: string): string {
  const key = /([\w-]+)["']?\s*:\s*[|>]?[-+]?\s*$/.exec(lineBefore)?.[1];
  if (key !== undefined && isSecretName(key)) {
    return line.replaceAll(/\S/g, '*');
  }
  const [, start = '', name = '', value = ''] = blockPair.exec(line) ?? [];
  if (isSecretName(name)) {
    return start + hideValue(value);
  }
  return line.replaceAll(flowPair, (whole, inner: string, colon: string, held: string) =>
    isSecretName(inner) ? `${inner}${colon}${hideValue(held)}` : whole,
  );
}

function hideValue(value: string): string {
  return value.includes('${') ? value : '*'.repeat(value.length);
}
