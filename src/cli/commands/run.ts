import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { describePlan, makePlan, type Plan, run } from '../../core/index.js';
import { type FormatName, formats, isFormatName, report } from '../../reporting/index.js';
import { exitCode } from '../../results/exit-code.js';
import type { Results } from '../../results/types.js';
import { writeAtomically } from '../../results/write.js';
import { renderData, tellDiagnostics, tellWarnings } from '../diagnose.js';
import { startEndpoint } from '../endpoint.js';
import { catchInterrupt } from '../interrupt.js';
import { deliver, type Io } from '../io.js';
import { logEvent } from '../log-events.js';
import { openLog } from '../open-log.js';
import { type CommonOptions, gatherOptions, type TargetOptions } from '../options.js';
import { findConfigurations, type Prepared, prepare } from '../prepare.js';
import { createProgress } from '../progress.js';
import { renderPlan } from '../render-plan.js';
import { resolveAll } from '../resolve-credentials.js';
import { checkSelection } from '../selection.js';
import { UsageError } from '../usage-error.js';
import { version } from '../version.js';

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
}

interface ReportTarget {
  readonly format: FormatName;
  readonly path: string;
}

/** `s3tester run`: parse, check, plan, run, report; the exit code is the contract's. */
export async function runCommand(given: readonly string[], command: Command, io: Io): Promise<void> {
  const options = gatherOptions<RunCommandOptions>(command);
  if (options.parallel && options.sequential)
    throw new UsageError('--parallel and --sequential exclude each other');
  const reports = (options.report ?? []).map(parseReport);
  await checkWritable([...(options.output ? [options.output] : []), ...reports.map((target) => target.path)]);
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
  const results = await execute(plan, prepared, options, io);
  const failure = await writeReports(results, options, reports, io);
  const code = exitCode(results);
  process.exitCode = failure && code === 0 ? 3 : code;
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
    selection: {
      ...(group ? { groups: group } : {}),
      ...(cases ? { cases } : {}),
      ...(tag ? { tags: tag } : {}),
    },
    ...(parallel ? { parallel: true } : sequential ? { parallel: false } : {}),
    ...(bail === undefined ? {} : { bail }),
    ...(seed === undefined ? {} : { seed }),
  });
}

async function execute(plan: Plan, prepared: Prepared, options: RunCommandOptions, io: Io): Promise<Results> {
  const credentials = await resolveAll(prepared.credentials);
  const ca = await readAuthorities(plan.settings.caFile);
  const endpoint = await startEndpoint(plan.settings, credentials, prepared.credentials);
  const interrupt = catchInterrupt(io);
  const progress = createProgress(io.stderr, {
    color: useColor(options, io, io.stderr),
    now: () => performance.now(),
  });
  const log = openLog(options, credentials, progress, io);
  try {
    return await run(plan, {
      endpointUrl: endpoint.url,
      credentials,
      identities: endpoint.identities,
      version,
      environment: io.environment,
      traceAll: options.trace ?? false,
      interrupt: interrupt.signal,
      ...(ca === undefined ? {} : { ca }),
      onEvent(event) {
        progress.add(event);
        logEvent(log, event);
      },
    });
  } finally {
    progress.end();
    interrupt.release();
    await endpoint.close();
  }
}

async function writeReports(
  results: Results,
  options: RunCommandOptions,
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
      (target) => () => writeAtomically(target.path, report(target.format, results, { verbose: true })),
    ),
  ];
  let failed = false;
  for (const write of writes) {
    try {
      await write();
    } catch (error) {
      failed = true;
      io.stderr.write(`s3tester: cannot write results: ${(error as Error).message}\n`);
    }
  }
  return failed;
}

/** Whether text on this stream may be coloured. */
function useColor(options: CommonOptions, io: Io, stream: NodeJS.WriteStream): boolean {
  return options.color !== false && !io.environment.NO_COLOR && stream.isTTY === true;
}

function parseReport(text: string): ReportTarget {
  const equals = text.indexOf('=');
  const format = text.slice(0, Math.max(equals, 0));
  const target = text.slice(equals + 1);
  if (!isFormatName(format) || target === '') {
    throw new UsageError(
      `--report ${text}: write FORMAT=PATH`,
      `formats: ${Object.keys(formats).join(', ')}`,
    );
  }
  return { format, path: target };
}

async function checkWritable(paths: readonly string[]): Promise<void> {
  for (const target of paths) {
    const folder = path.dirname(path.resolve(target));
    await access(folder).catch(() => {
      throw new UsageError(`cannot write ${target}: there is no folder ${folder}`);
    });
  }
}

async function readAuthorities(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `cannot read the certificate authorities in ${file}: ${error.code ?? error.message}`,
    );
  });
}
