import { type Diagnostic, recordDiagnostic, renderDiagnostic } from '../config/index.js';
import { renderJson } from '../reporting/json.js';
import { exitCodes } from '../results/exit-code.js';
import { deliver, type Io } from './io.js';
import type { CommonOptions } from './options/common.js';

/**
 * Ends a command that cannot do what it was asked for with exit code 2, and says why: as text on stderr, and with
 * `--format json` or `yaml` as data on stdout, since diagnostics are no result that a file is kept for.
 */
export async function refuse(
  diagnostics: readonly Diagnostic[],
  { format }: Pick<CommonOptions, 'format'>,
  io: Io,
): Promise<void> {
  writeErrors(diagnostics, io);
  await deliverDiagnostics(diagnostics, format === undefined ? {} : { format }, io);
  process.exitCode = exitCodes.misconfigured;
}

/** Writes what is wrong to stderr only. */
export function writeErrors(diagnostics: readonly Diagnostic[], io: Io): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  io.stderr.write(`${diagnostics.map(renderDiagnostic).join('\n\n')}\n`);
  io.stderr.write(
    `\n${tally(errors.length, 'error')}${warningTally(diagnostics.length - errors.length)}; nothing was sent\n`,
  );
}

/** Writes warnings to stderr only. */
export function writeWarnings(diagnostics: readonly Diagnostic[], io: Io): void {
  if (diagnostics.length > 0) {
    io.stderr.write(`${diagnostics.map(renderDiagnostic).join('\n\n')}\n\n`);
  }
}

/** Writes diagnostics as data where the format asks for it. */
export async function deliverDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: Pick<CommonOptions, 'format' | 'output'>,
  io: Io,
): Promise<void> {
  if (options.format !== 'json' && options.format !== 'yaml') {
    return;
  }
  const records = diagnostics.map(recordDiagnostic);
  const data = {
    errors: records.filter(({ severity }) => severity === 'error'),
    warnings: records.filter(({ severity }) => severity === 'warning'),
  };
  await deliver(await renderData(data, options.format), options.output, io);
}

/** Data as JSON or YAML text. */
export async function renderData(data: unknown, format: 'json' | 'yaml'): Promise<string> {
  if (format === 'json') {
    return renderJson(data);
  }
  const { renderYaml } = await import('../reporting/yaml.js');
  return renderYaml(data);
}

/** A number with its word: 1 error, 2 errors. */
export function tally(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function warningTally(number: number): string {
  return number === 0 ? '' : `, ${tally(number, 'warning')}`;
}
