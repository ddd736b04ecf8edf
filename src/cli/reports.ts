import path from 'node:path';
import { markdownRoom } from '../reporting/fit-markdown.js';
import type { ReportOptions } from '../reporting/format.js';
import { reportParts } from '../reporting/formats.js';
import { createPaint } from '../reporting/paint.js';
import { oneLine } from '../reporting/printable.js';
import { describeTotals } from '../reporting/totals.js';
import { count } from '../reporting/words.js';
import type { ResultSource } from '../results/source.js';
import { annotate } from './annotate.js';
import { checkReadable, checkWritable } from './check-writable.js';
import { deliver, type Io, note } from './io.js';
import type { CommonOptions } from './options/common.js';
import type { ReportTarget } from './options/report.js';

/** Files that commands write besides results and reports. */
interface WrittenBeside {
  readonly stream?: string | undefined;
  readonly bundle?: string | undefined;
}

/** Checks, before anything is sent, that the results, every further report and `others` can be written. */
export async function checkReports(
  { output, logFile, stream, bundle }: CommonOptions & WrittenBeside,
  reports: readonly ReportTarget[],
  others: readonly (string | undefined)[] = [],
): Promise<void> {
  const files = [output, logFile, stream, bundle, ...others].filter((path) => path !== undefined);
  await checkWritable([...files, ...reports.map(({ path }) => path)]);
  if (stream !== undefined) {
    await checkReadable(stream);
  }
}

/**
 * Writes results to stdout or `-o`, every further report, and what `writeBeside` writes; tells what cannot be written, and
 * gives true for it, as `writeBeside` does. The last line of stderr sums up.
 */
export async function writeReports(
  results: ResultSource,
  options: CommonOptions & { readonly annotations?: boolean | undefined },
  reports: readonly ReportTarget[],
  io: Io,
  writeBeside: () => Promise<boolean> = async () => false,
): Promise<boolean> {
  const look = lookOf(options, io);
  const writes = [
    () => deliver(reportParts(options.format ?? 'table', results, look), options.output, io),
    ...reports.map(
      (target) => () =>
        deliver(
          reportParts(target.format, results, { verbose: true, mostBytes: roomOf(target.path, io) }),
          target.path,
          io,
        ),
    ),
  ];
  let failed = false;
  for (const write of writes) {
    try {
      await write();
    } catch (error) {
      failed = true;
      io.stderr.write(`s3tester: ${(error as Error).message}\n`);
    }
  }
  failed = (await writeBeside()) || failed;
  annotate(results, options.annotations, io);
  if (!(showsTable(options) && io.stdout.isTTY && io.stderr.isTTY)) {
    note(summaryOf(results), io);
  }
  return failed;
}

/** The bytes that Markdown may have: the summary of a job takes more than a comment. */
function roomOf(file: string | undefined, { environment }: Io): number {
  const { GITHUB_STEP_SUMMARY: summary } = environment;
  return summary && file !== undefined && path.resolve(file) === path.resolve(summary)
    ? markdownRoom.summary
    : markdownRoom.comment;
}

/** How a table is drawn: as the terminal is, or for a file. */
export function lookOf(options: CommonOptions, io: Io): ReportOptions {
  const toTerminal = options.output === undefined;
  return {
    verbose: options.verbose ?? false,
    color: toTerminal && useColor(options, io, io.stdout),
    mostBytes: roomOf(options.output, io),
    width: toTerminal ? (io.stdout.columns ?? (Number(io.environment.COLUMNS) || 100)) : 100,
  };
}

/** Whether stdout has a table, which ends with the same words: on a terminal nobody wants to read them twice. */
function showsTable({ format = 'table', output }: CommonOptions): boolean {
  return format === 'table' && output === undefined;
}

function summaryOf(results: ResultSource): string {
  const { interrupted, endpoint_lost, budget_spent, left_behind = [] } = results;
  const notices = [
    ...(interrupted ? ['interrupted'] : []),
    ...(endpoint_lost === null ? [] : [`endpoint lost: ${oneLine(endpoint_lost)}`]),
    ...(budget_spent === undefined ? [] : [`stopped: ${budget_spent}`]),
    ...(left_behind.length === 0 ? [] : [`left behind: ${count(left_behind.length, 'bucket')}`]),
  ];
  const totals = describeTotals(results, createPaint(false)).replaceAll('\n', ' · ');
  return [totals, ...notices].join(' · ');
}

/** Whether text on this stream may be coloured. */
export function useColor(options: CommonOptions, io: Io, stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR } = io.environment;
  const isWanted = FORCE_COLOR ? FORCE_COLOR !== '0' : stream.isTTY === true;
  return options.color !== false && !NO_COLOR && isWanted;
}
