import { prepareFiles } from '../../app/prepare-files.js';
import { refuseOtherKind } from '../../app/refuse-other-kind.js';
import { runConsistency } from '../../app/run-consistency.js';
import { UsageError } from '../../app/usage-error.js';
import { checkHistory } from '../../consistency/check/check-history.js';
import { renderScenario } from '../../consistency/counter-example/index.js';
import { HistoryError } from '../../consistency/history/read-history.js';
import {
  type ConsistencyFormat,
  isConsistencyFormat,
  renderConsistency,
} from '../../consistency/reports/render.js';
import { describeConsistency } from '../../consistency/reports/table.js';
import { consistencyExitCode, type JudgedHistory, resultsOf } from '../../consistency/results.js';
import { describeErrorOfPath } from '../../lib/describe-file-error.js';
import { isSystemError } from '../../lib/is-system-error.js';
import { consistencyFormats } from '../../reporting/format-names.js';
import { exitCodes } from '../../results/exit-code.js';
import { SetUpError } from '../../runner/fixtures/set-up-problem.js';
import { chosenFeatures, chosenWorkloads } from '../choose-workloads.js';
import type { ConsistencyOptions } from '../commands/consistency.js';
import { type ConsistencyProgress, consistencyProgress } from '../consistency-progress.js';
import { refuse, writeWarnings } from '../diagnose.js';
import { lookForConfigurations } from '../find-configurations.js';
import { furtherEndpoints } from '../further-endpoints.js';
import { catchInterrupt } from '../interrupt.js';
import { deliver, type Io, note, OutputError } from '../io.js';
import { parseNemeses } from '../nemesis-words.js';
import { openLog } from '../open-log.js';
import { type ReportTarget, reportsOf } from '../options/report.js';
import { endpointsOf } from '../options/target.js';
import { checkReports, useColor } from '../reports.js';
import { targetOf } from '../target-of.js';

/** Long enough for any sound store under load; what takes longer is of unknown outcome. */
const usualTimeout = 10;

/** `s3tester consistency`: clients contend for keys, and what they saw is checked. */
export async function consistency(options: ConsistencyOptions, io: Io): Promise<void> {
  refuseUnused(options);
  const reports = consistencyReports(options);
  await checkReports(options, reports, [options.history, options.scenario]);
  const work = options.check === undefined ? await prepareRun(options, io) : () => checkFile(options, io);
  if (work === null) {
    return;
  }
  const judged = await work();
  if (judged === null) {
    return;
  }
  const failed = await write(judged, options, reports, io);
  const code = consistencyExitCode(judged.results);
  process.exitCode = failed && code === exitCodes.passed ? exitCodes.unjudged : code;
}

/** Options of every command that talks to a server, of which nothing here would take notice. */
const unused = {
  caseTimeout: '--case-timeout',
  settle: '--settle',
  maxRequests: '--max-requests',
  concurrency: '--concurrency',
  identity: '--identity',
} as const;

function refuseUnused(options: ConsistencyOptions): void {
  for (const name of ['caseTimeout', 'settle', 'maxRequests', 'concurrency', 'identity'] as const) {
    if (options[name] !== undefined) {
      throw new UsageError(
        `consistency has no use for ${unused[name]}`,
        '--clients, --rate and --max-operations say how much is sent',
      );
    }
  }
}

type Work = () => Promise<JudgedHistory | null>;

async function prepareRun(options: ConsistencyOptions, io: Io): Promise<Work | null> {
  const [endpointUrl, ...further] = endpointsOf(options);
  const nemeses = parseNemeses(options.nemesis ?? []);
  const workloads = chosenWorkloads(options.workload ?? []);
  const without = chosenFeatures(options.without ?? []);
  const paths = await lookForConfigurations([], options, io);
  const prepared = await prepareFiles(
    paths,
    { ...targetOf(options, io), endpointUrl },
    {
      strict: false,
      mayBeEmpty: true,
    },
  );
  if (!prepared.configuration) {
    await refuse(prepared.diagnostics, options, io);
    return null;
  }
  // What a configuration has for its scenarios is not used here.
  writeWarnings(
    prepared.diagnostics.filter(({ code }) => code !== 'unused'),
    io,
  );
  const isGiven =
    options.timeout ?? io.environment.S3TESTER_TIMEOUT ?? prepared.configuration.settings.timeout;
  const settings = isGiven ? prepared.settings : { ...prepared.settings, timeout: usualTimeout };
  const { credentials } = prepared;
  const nodes = furtherEndpoints(settings.endpointUrl, further);
  if (options.dryRun) {
    note(
      `would run ${workloads.map(({ name }) => name).join(', ')} with ${options.clients} clients for ${options.duration} s on ${[settings.endpointUrl, ...nodes].join(', ')}`,
      io,
    );
    return null;
  }
  const log = await openLog(options, new Map(), io.stderr, io);
  return async () => {
    const progress = consistencyProgress(io, options.quiet ?? false);
    const interrupt = catchInterrupt(io);
    try {
      return await runConsistency(
        { settings, credentials },
        {
          workloads,
          nemeses,
          without,
          furtherEndpoints: nodes,
          model: options.model,
          clients: options.clients,
          keys: options.keys,
          seed: options.seed ?? Math.floor(Math.random() * 2 ** 31),
          durationMs: options.duration * 1000,
          maxOperations: options.maxOperations ?? Number.POSITIVE_INFINITY,
          rate: options.rate ?? null,
          disturbances: { cut: options.cut, slow: options.slow },
          environment: io.environment,
          history: options.history,
          keepGoing: options.keepGoing ?? false,
          interrupt: interrupt.signal,
          watch: {
            ...progress,
            began(header) {
              log.info(header, 'clients begin');
              progress.began(header);
            },
          },
        },
      );
    } catch (error) {
      return unjudged(error, progress, io);
    } finally {
      progress.end();
      interrupt.release();
    }
  };
}

async function checkFile(options: ConsistencyOptions, io: Io): Promise<JudgedHistory> {
  const path = options.check ?? '';
  await refuseOtherKind(path, 'history', ['history']);
  const progress = consistencyProgress(io, options.quiet ?? false);
  try {
    const { header, counts, verdicts } = await checkHistory(path, (number) => progress.did(number, number));
    return resultsOf({ header }, counts, verdicts, path);
  } catch (error) {
    if (error instanceof HistoryError) {
      throw new UsageError(error.message, 's3tester consistency --history FILE keeps one');
    }
    throw error;
  } finally {
    progress.end();
  }
}

/** A store that lets no bucket be made, or a file that cannot be written: nothing could be judged. */
function unjudged(error: unknown, progress: ConsistencyProgress, io: Io): null {
  if (!(error instanceof SetUpError) && !isSystemError(error)) {
    throw error;
  }
  progress.end();
  io.stderr.write(`s3tester: ${error instanceof SetUpError ? error.message : describeErrorOfPath(error)}\n`);
  process.exitCode = exitCodes.unjudged;
  return null;
}

interface ConsistencyReport extends ReportTarget {
  readonly format: ConsistencyFormat;
}

function consistencyReports(options: ConsistencyOptions): readonly ConsistencyReport[] {
  return reportsOf(options).map(({ format, path }) => {
    if (format === 'har') {
      throw new UsageError(
        '--report har: consistency keeps no trace of its requests',
        '--history FILE keeps what was done',
      );
    }
    if (!isConsistencyFormat(format)) {
      throw new UsageError(
        `--report ${format}: what was found of consistency is not written in this format`,
        `formats: ${consistencyFormats.join(', ')}`,
      );
    }
    return { format, path };
  });
}

/** Writes the results and every further report; gives true where one could not be written. */
async function write(
  judged: JudgedHistory,
  options: ConsistencyOptions,
  reports: readonly ConsistencyReport[],
  io: Io,
): Promise<boolean> {
  const color = options.output === undefined && useColor(options, io, io.stdout);
  const writes = [
    async () =>
      deliver(await renderConsistency(options.format ?? 'table', judged, color), options.output, io),
    ...reports.map(
      ({ format, path }) =>
        async () =>
          deliver(await renderConsistency(format, judged, false), path, io),
    ),
    () => writeScenario(judged, options, io),
  ];
  let failed = false;
  for (const one of writes) {
    try {
      await one();
    } catch (error) {
      if (!(error instanceof OutputError)) {
        throw error;
      }
      failed = true;
      io.stderr.write(`s3tester: ${error.message}\n`);
    }
  }
  if (!io.stdout.isTTY || options.output !== undefined || (options.format ?? 'table') !== 'table') {
    note(describeConsistency(judged.results), io);
  }
  return failed;
}

/** Writes the first violation as a scenario that replays it. */
async function writeScenario(
  { header, results }: JudgedHistory,
  { scenario }: ConsistencyOptions,
  io: Io,
): Promise<void> {
  const findings = results.verdicts.flatMap(({ findings: found }) => found);
  const shown = findings.find(({ operations }) => operations.length > 0);
  if (scenario === undefined) {
    return;
  }
  if (shown === undefined) {
    note(`${scenario} is not written: there is no violation to replay`, io);
    return;
  }
  await deliver(renderScenario(header, shown), scenario, io);
}
