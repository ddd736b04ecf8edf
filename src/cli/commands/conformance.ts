import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { hasErrors } from '../../config/index.js';
import {
  checkBaseline,
  conformanceExitCode,
  planSuite,
  readBaseline,
  runSuite,
  type SelectedCases,
} from '../../conformance/index.js';
import { defined } from '../../lib/defined.js';
import { describePlan } from '../../runner/plan/describe.js';
import { renderData, tally, tellDiagnostics, tellWarnings } from '../diagnose.js';
import { lifecycleDayOfSuite, targetFactsOf } from '../endpoint.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions, type TargetOptions } from '../options.js';
import { type PreparedSuite, prepareSuite } from '../prepare-suite.js';
import { checkReports, reportsOf, writeReports } from '../reports.js';
import { type SuiteSelectionOptions, selectSuiteCases } from '../select-suite-cases.js';
import { casesOf } from '../selection.js';
import { openSession } from '../session.js';
import { UsageError } from '../usage-error.js';

interface ConformanceOptions extends CommonOptions, TargetOptions, SuiteSelectionOptions {
  readonly suite?: string;
  readonly baseline?: string;
  readonly awsDefaults?: boolean;
  readonly flaky?: number;
  readonly seed?: number;
  readonly trace?: boolean;
  readonly report?: readonly string[];
  readonly har?: string;
}

const embeddedOptions = { lifecycleDay: lifecycleDayOfSuite };

/** `s3tester conformance`: runs the built-in suite, scores it, and holds it against a baseline. */
export async function conformanceCommand(command: Command, io: Io): Promise<void> {
  const options = gatherOptions<ConformanceOptions>(command);
  const reports = reportsOf(options);
  await checkReports(options, reports);
  const prepared = await prepareSuite(options, io);
  if (!prepared) {
    return;
  }
  if (options.awsDefaults && prepared.settings.endpointUrl !== 'embedded') {
    throw new UsageError('--aws-defaults is for the embedded server: another one has its own');
  }
  const selected = await selectSuiteCases(options, prepared.suite);
  const baseline = options.baseline === undefined ? null : await loadBaseline(options.baseline, options, io);
  if (baseline === undefined) {
    return;
  }
  if (options.dryRun) {
    await showPlan(prepared, selected, options, io);
    return;
  }
  const embedded = { ...embeddedOptions, awsDefaults: options.awsDefaults ?? false };
  const session = await openSession(prepared, options, io, embedded);
  try {
    const found = await runSuite(prepared.suite, {
      settings: prepared.settings,
      credentials: prepared.credentials,
      targetFacts: Object.keys(targetFactsOf(prepared.settings, embeddedOptions)),
      selected,
      run: session.run,
      ...defined({ repeatFailed: options.flaky, seed: options.seed }),
    });
    session.endProgress();
    const results = baseline
      ? checkBaseline(
          found,
          baseline.content,
          baseline.file,
          prepared.suite.cases.map(({ id }) => id),
          today(),
        )
      : found;
    const failed = await writeReports(results, options, reports, io);
    const code = conformanceExitCode(results);
    process.exitCode = failed && code === 0 ? 3 : code;
  } finally {
    await session.close();
  }
}

async function loadBaseline(file: string, options: CommonOptions, io: Io) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `cannot read the baseline ${file}: ${error.code ?? error.message}`,
      's3tester baseline update writes one',
    );
  });
  const { baseline, diagnostics } = await readBaseline({ name: file, text });
  if (!baseline || hasErrors(diagnostics)) {
    await tellDiagnostics(diagnostics, options, io);
    process.exitCode = 2;
    return undefined;
  }
  tellWarnings(diagnostics, io);
  return { content: baseline, file };
}

async function showPlan(
  { suite, settings, credentials }: PreparedSuite,
  selected: SelectedCases,
  options: CommonOptions,
  io: Io,
): Promise<void> {
  const targetFacts = Object.keys(targetFactsOf(settings, embeddedOptions));
  const plan = planSuite(suite, { settings, credentials, targetFacts, selected });
  const description = describePlan(plan);
  const { operations, requests, bytes } = description.at_least;
  const text =
    options.format === 'json' || options.format === 'yaml'
      ? await renderData(description, options.format)
      : `${tally(casesOf(plan).length, 'case')}: at least ${operations} operations, ${requests} requests, ${bytes} bytes to send. Nothing was sent.\n`;
  await deliver(text, options.output, io);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
