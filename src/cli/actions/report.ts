import { openResults } from '../../app/open-results.js';
import { UsageError } from '../../app/usage-error.js';
import { conformanceExitCode } from '../../conformance/exit-code.js';
import { exitCode } from '../../results/exit-code.js';
import type { ResultSource } from '../../results/source.js';
import { bundleOf, saveBundle } from '../bundle.js';
import type { ReportOptions } from '../commands/report.js';
import { type Io, note } from '../io.js';
import { reportsOf } from '../options/report.js';
import { checkReports, writeReports } from '../reports.js';
import { publishable } from '../withheld.js';

/** `s3tester report`: writes reports of runs that are over; the exit code is that of the run that ended worst. */
export async function report(files: readonly string[], options: ReportOptions, io: Io): Promise<void> {
  const reports = reportsOf(options);
  const isText = (options.format ?? 'table') === 'table' && options.output === undefined;
  if (files.length > 1 && (!isText || reports.length > 0 || options.bundle !== undefined)) {
    throw new UsageError(
      'the results of several runs make no one document',
      's3tester merge joins the shards of a run; without --format, -o and --report each file gets its table',
    );
  }
  await checkReports(options, reports);
  const bundle = await bundleOf(options, io);
  const codes: number[] = [];
  for (const file of files) {
    const { source, isWhole, close } = await openResults(file);
    try {
      const published = publishable(source, options, file);
      const failed = await writeReports(published, options, reports, io, () =>
        saveBundle(published, bundle, [], io),
      );
      if (!isWhole) {
        note(describeBreak(file, source), io);
      }
      const code = source.conformance ? conformanceExitCode(source) : exitCode(source);
      codes.push(failed && code === 0 ? 3 : code);
    } finally {
      close();
    }
  }
  process.exitCode = worstOf(codes);
}

function describeBreak(file: string, { summary, total_operations: planned }: ResultSource): string {
  const { passed, failed, error } = summary;
  return `${file} broke off: ${passed + failed + error} operations were judged, of ${planned} at least`;
}

/** As of one run: what was interrupted comes first, then what failed, then what could not be judged. */
function worstOf(codes: readonly number[]): number {
  return [130, 1, 3].find((code) => codes.includes(code)) ?? 0;
}
