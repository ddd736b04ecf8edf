import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { hasErrors, nearest } from '../../config/index.js';
import {
  type CaseSelection,
  checkBaseline,
  conformanceExitCode,
  isLevel,
  levels,
  parseShard,
  planSuite,
  readBaseline,
  runSuite,
  type SelectedCases,
  type Suite,
  selectCases,
} from '../../conformance/index.js';
import { describePlan } from '../../core/index.js';
import type { Results } from '../../results/types.js';
import { renderData, tally, tellDiagnostics, tellWarnings } from '../diagnose.js';
import { lifecycleDayOfSuite, targetFactsOf } from '../endpoint.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions, type TargetOptions } from '../options.js';
import { type PreparedSuite, prepareSuite } from '../prepare-suite.js';
import { readResultsFile } from '../read-results-file.js';
import { checkReports, reportsOf, writeReports } from '../reports.js';
import { casesOf } from '../selection.js';
import { openSession } from '../session.js';
import { UsageError } from '../usage-error.js';

interface ConformanceOptions extends CommonOptions, TargetOptions {
  readonly suite?: string;
  readonly feature?: readonly string[];
  readonly level?: readonly string[];
  readonly case?: readonly string[];
  readonly operation?: readonly string[];
  readonly tag?: readonly string[];
  readonly shard?: string;
  readonly baseline?: string;
  readonly awsDefaults?: boolean;
  readonly rerunFailed?: string;
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
  if (!prepared) return;
  if (options.awsDefaults && prepared.settings.endpointUrl !== 'embedded')
    throw new UsageError('--aws-defaults is for the embedded server: another one has its own');
  const selected = selectCases(prepared.suite.cases, await selectionOf(options, prepared.suite));
  if (selected.chosen.length === 0)
    throw new UsageError('no case is selected', 's3tester list cases names all of them');
  const baseline = options.baseline === undefined ? null : await loadBaseline(options.baseline, options, io);
  if (baseline === undefined) return;
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
      ...(options.flaky === undefined ? {} : { repeatFailed: options.flaky }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
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

async function selectionOf(options: ConformanceOptions, suite: Suite): Promise<CaseSelection> {
  const { feature, level, case: cases, operation, tag, shard, rerunFailed } = options;
  for (const name of feature ?? []) {
    const known = suite.features.map((one) => one.name);
    if (!known.includes(name)) throw new UsageError(`there is no feature "${name}"`, suggest(name, known));
  }
  const parsed = shard === undefined ? undefined : parseShard(shard);
  if (shard !== undefined && !parsed) throw new UsageError(`--shard ${shard}: write I/N, such as 2/8`);
  const again = rerunFailed === undefined ? undefined : failedIn(await readResultsFile(rerunFailed));
  return {
    ...(feature ? { features: feature } : {}),
    ...(level ? { levels: level.flatMap((text) => text.split(',')).map(readLevel) } : {}),
    ...(again ? { cases: again } : cases ? { cases } : {}),
    ...(operation ? { operations: operation } : {}),
    ...(tag ? { tags: tag } : {}),
    ...(parsed ? { shard: parsed } : {}),
  };
}

function readLevel(word: string) {
  if (!isLevel(word)) throw new UsageError(`there is no level "${word}"`, `levels: ${levels.join(', ')}`);
  return word;
}

function suggest(name: string, known: readonly string[]): string {
  const match = nearest(name, known);
  return match === undefined ? `features: ${known.join(', ')}` : `did you mean "${match}"?`;
}

function failedIn({ cases }: Results): readonly string[] {
  const failed = cases.filter(
    ({ verdict }) => verdict === 'fail' || verdict === 'unsupported' || verdict === 'error',
  );
  if (failed.length === 0)
    throw new UsageError('nothing failed in these results: there is nothing to run again');
  return failed.map(({ id }) => id.replace(/\[[^\]]*\]$/, ''));
}

async function loadBaseline(file: string, options: CommonOptions, io: Io) {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `cannot read the baseline ${file}: ${error.code ?? error.message}`,
      's3tester baseline update writes one',
    );
  });
  const { baseline, diagnostics } = readBaseline({ name: file, text });
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
