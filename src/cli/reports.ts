import { report } from '../reporting/index.js';
import type { Results } from '../results/types.js';
import { checkWritable } from './check-writable.js';
import { deliver, type Io } from './io.js';
import type { CommonOptions } from './options/common.js';
import type { ReportTarget } from './options/report.js';

/** Checks, before anything is sent, that the results and every further report can be written. */
export async function checkReports(
  { output }: CommonOptions,
  reports: readonly ReportTarget[],
): Promise<void> {
  await checkWritable([...(output === undefined ? [] : [output]), ...reports.map(({ path }) => path)]);
}

/** Writes results to stdout or `-o`, and every further report; reports what cannot be written on stderr, and then returns true. */
export async function writeReports(
  results: Results,
  options: CommonOptions,
  reports: readonly ReportTarget[],
  io: Io,
): Promise<boolean> {
  const toTerminal = options.output === undefined;
  const look = {
    verbose: options.verbose ?? false,
    color: toTerminal && useColor(options, io, io.stdout),
    width: toTerminal ? (io.stdout.columns ?? 100) : 100,
  };
  const writes = [
    () => deliver(report(options.format ?? 'table', results, look), options.output, io),
    ...reports.map(
      (target) => () => deliver(report(target.format, results, { verbose: true }), target.path, io),
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
  return failed;
}

/** Whether text on this stream may be coloured. */
export function useColor(options: CommonOptions, io: Io, stream: NodeJS.WriteStream): boolean {
  return options.color !== false && !io.environment.NO_COLOR && stream.isTTY === true;
}
