import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { hasErrors } from '../../config/index.js';
import { updateBaseline } from '../../conformance/baseline/update-baseline.js';
import { checkBaseline, conformanceExitCode, loadSuite, readBaseline } from '../../conformance/index.js';
import { builtInSuite, readStoredDocuments } from '../built-in-suite.js';
import { tellDiagnostics } from '../diagnose.js';
import { fileReader } from '../file-reader.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions } from '../options.js';
import { readResultsFile } from '../read-results-file.js';
import { writeReports } from '../reports.js';
import { UsageError } from '../usage-error.js';

interface BaselineOptions extends CommonOptions {
  readonly suite?: string;
}

/** `s3tester baseline update`: brings a baseline up to date with results; what stays keeps reasons and comments. */
export async function updateBaselineCommand(
  baselineFile: string,
  resultsFile: string,
  command: Command,
  io: Io,
): Promise<void> {
  const options = gatherOptions<BaselineOptions>(command);
  const results = await readResultsFile(resultsFile);
  const text = await readFile(baselineFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw new UsageError(`cannot read the baseline ${baselineFile}: ${error.code ?? error.message}`);
  });
  if (text.trim() !== '' && !(await isSound(baselineFile, text, options, io))) {
    return;
  }
  if (results.conformance === undefined) {
    throw new UsageError(`${resultsFile} is no result of s3tester conformance`);
  }
  const updated = updateBaseline(text, results);
  if (options.dryRun) {
    await deliver(updated, options.output, io);
    return;
  }
  await deliver(updated, baselineFile, io);
  io.stderr.write(`wrote ${baselineFile}\n`);
}

/** `s3tester baseline check`: holds results against a baseline, without running anything. */
export async function checkBaselineCommand(
  baselineFile: string,
  resultsFile: string,
  command: Command,
  io: Io,
): Promise<void> {
  const options = gatherOptions<BaselineOptions>(command);
  const results = await readResultsFile(resultsFile);
  const text = await readFile(baselineFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read the baseline ${baselineFile}: ${error.code ?? error.message}`);
  });
  const baseline = await isSound(baselineFile, text, options, io);
  if (!baseline) {
    return;
  }
  const { suite, diagnostics } = await loadSuite(options.suite ?? builtInSuite, fileReader, io.environment, {
    stored: await readStoredDocuments(),
  });
  if (!suite) {
    await tellDiagnostics(diagnostics, options, io);
    process.exitCode = 2;
    return;
  }
  const ids = suite.cases.map(({ id }) => id);
  const checked = checkBaseline(results, baseline, baselineFile, ids, new Date().toISOString().slice(0, 10));
  const failed = await writeReports(checked, options, [], io);
  const code = conformanceExitCode(checked);
  process.exitCode = failed && code === 0 ? 3 : code;
}

async function isSound(name: string, text: string, options: CommonOptions, io: Io) {
  const { baseline, diagnostics } = await readBaseline({ name, text });
  if (baseline && !hasErrors(diagnostics)) {
    return baseline;
  }
  await tellDiagnostics(diagnostics, options, io);
  process.exitCode = 2;
  return null;
}
