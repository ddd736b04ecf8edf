import type { Command } from 'commander';
import { defined } from '../../lib/defined.js';
import { exitCode } from '../../results/exit-code.js';
import { describePlan, makePlan, type Plan } from '../../runner/index.js';
import { renderData, tellDiagnostics, tellWarnings } from '../diagnose.js';
import { targetFactsOf } from '../endpoint.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions, type TargetOptions } from '../options.js';
import { findConfigurations, type Prepared, prepare } from '../prepare.js';
import { renderPlan } from '../render-plan.js';
import { checkReports, reportsOf, writeReports } from '../reports.js';
import { checkSelection } from '../selection.js';
import { openSession } from '../session.js';
import { UsageError } from '../usage-error.js';

interface RunCommandOptions extends CommonOptions, TargetOptions {
  readonly parallel?: boolean;
  readonly sequential?: boolean;
  readonly group?: readonly string[];
  readonly case?: readonly string[];
  readonly tag?: readonly string[];
  readonly bail?: number;
  readonly seed?: number;
  readonly trace?: boolean;
  readonly report?: readonly string[];
  readonly har?: string;
}

/** `s3tester run`: parse, check, plan, run, report; the exit code is the contract's. */
export async function runCommand(given: readonly string[], command: Command, io: Io): Promise<void> {
  const options = gatherOptions<RunCommandOptions>(command);
  if (options.parallel && options.sequential) {
    throw new UsageError('--parallel and --sequential exclude each other');
  }
  const reports = reportsOf(options);
  await checkReports(options, reports);
  const files = await findConfigurations(given, options, io);
  const prepared = await prepare(files, options, { strict: true }, io);
  if (!prepared.configuration) {
    await tellDiagnostics(prepared.diagnostics, options, io);
    process.exitCode = 2;
    return;
  }
  tellWarnings(prepared.diagnostics, io);
  const plan = planOf(prepared, prepared.configuration, options);
  checkSelection(plan, options);
  if (options.dryRun) {
    const description = describePlan(plan);
    const text =
      options.format === 'json' || options.format === 'yaml'
        ? await renderData(description, options.format)
        : renderPlan(description);
    await deliver(text, options.output, io);
    return;
  }
  const session = await openSession(prepared, options, io);
  try {
    const results = await session.run(plan);
    session.endProgress();
    const failed = await writeReports(results, options, reports, io);
    const code = exitCode(results);
    process.exitCode = failed && code === 0 ? 3 : code;
  } finally {
    await session.close();
  }
}

function planOf(
  { settings, credentials }: Prepared,
  configuration: NonNullable<Prepared['configuration']>,
  options: RunCommandOptions,
): Plan {
  const { group, case: cases, tag, bail, seed, parallel, sequential } = options;
  return makePlan(configuration, {
    settings,
    credentials,
    targetFacts: Object.keys(targetFactsOf(settings)),
    selection: defined({ groups: group, cases, tags: tag }),
    ...(parallel ? { parallel: true } : sequential ? { parallel: false } : {}),
    ...defined({ bail, seed }),
  });
}
