import { readFile } from 'node:fs/promises';
import { holdAgainst, loadBaseline, parseBaseline } from '../../app/baseline.js';
import { builtInSuite, readStoredDocuments } from '../../app/built-in-suite.js';
import { fileReader } from '../../app/file-reader.js';
import { readResultsFile } from '../../app/read-results-file.js';
import { refuseOtherKind } from '../../app/refuse-other-kind.js';
import { UsageError } from '../../app/usage-error.js';
import { leftOut, updateBaseline } from '../../conformance/baseline/update-baseline.js';
import { conformanceExitCode, loadSuite } from '../../conformance/index.js';
import { describeFileError } from '../../lib/describe-file-error.js';
import { sourceOf } from '../../results/source.js';
import type { CheckOptions } from '../commands/baseline.js';
import { refuse } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import type { CommonOptions } from '../options/common.js';
import { writeReports } from '../reports.js';

/** `s3tester baseline update`: brings a baseline up to date with results; what stays keeps reasons and comments. */
export async function updateBaselineFile(
  baselineFile: string,
  resultsFile: string,
  options: CommonOptions,
  io: Io,
): Promise<void> {
  await refuseOtherKind(baselineFile, 'baseline', ['baseline']);
  const results = await readResultsFile(resultsFile);
  const text = await readFile(baselineFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw new UsageError(`cannot read the baseline ${baselineFile}: ${describeFileError(error)}`);
  });
  if (text.trim() !== '') {
    const { baseline, diagnostics } = await parseBaseline(baselineFile, text);
    if (!baseline) {
      await refuse(diagnostics, options, io);
      return;
    }
  }
  if (results.conformance === undefined) {
    throw new UsageError(`${resultsFile} is not a result of s3tester conformance`);
  }
  const updated = updateBaseline(text, results);
  const omitted = leftOut(results);
  if (omitted.length > 0) {
    const them = omitted.map((id) => `  ${id}\n`).join('');
    io.stderr.write(`left out, since what could not be judged is never expected:\n${them}`);
  }
  if (options.dryRun) {
    await deliver(updated, options.output, io);
    return;
  }
  await deliver(updated, baselineFile, io);
}

/** `s3tester baseline check`: holds results against a baseline, without running anything. */
export async function checkBaselineFile(
  baselineFile: string,
  resultsFile: string,
  options: CheckOptions,
  io: Io,
): Promise<void> {
  const results = await readResultsFile(resultsFile);
  const baseline = await loadBaseline(baselineFile);
  if (!baseline.baseline) {
    await refuse(baseline.diagnostics, options, io);
    return;
  }
  const { suite, diagnostics } = await loadSuite(options.suite ?? builtInSuite, fileReader, io.environment, {
    stored: await readStoredDocuments(),
  });
  if (!suite) {
    await refuse(diagnostics, options, io);
    return;
  }
  const checked = holdAgainst(baseline, results, suite);
  const failed = await writeReports(sourceOf(checked), options, [], io);
  const code = conformanceExitCode(checked);
  process.exitCode = failed && code === 0 ? 3 : code;
}
