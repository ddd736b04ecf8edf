import type { Command } from 'commander';
import { defined } from '../../lib/defined.js';
import { exitCodes } from '../../results/exit-code.js';
import {
  type CleanedJournal,
  cleanJournals,
  type GivenCredential,
  journalFolder,
  type RunSettings,
  systemClock,
} from '../../runner/index.js';
import { renderData, tellDiagnostics } from '../diagnose.js';
import { catchInterrupt } from '../interrupt.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions, type TargetOptions } from '../options.js';
import { lookForConfigurations, prepare } from '../prepare.js';
import { readAuthorities } from '../read-authorities.js';
import { renderCleaned } from '../render-cleaned.js';
import { resolveAll } from '../resolve-credentials.js';
import { UsageError } from '../usage-error.js';

interface CleanOptions extends CommonOptions, TargetOptions {
  readonly allJournals?: boolean;
}

interface CleanTarget {
  readonly settings: RunSettings;
  readonly credentials: readonly GivenCredential[];
}

/** `s3tester clean`: removes the buckets that interrupted runs left behind, and nothing else. */
export async function cleanCommand(given: readonly string[], command: Command, io: Io): Promise<void> {
  const options = gatherOptions<CleanOptions>(command);
  const target = await findTarget(given, options, io);
  if (target === null) {
    return;
  }
  const interrupt = catchInterrupt(io);
  try {
    const journals = await clean(target, options, interrupt.signal, io);
    const text =
      options.format === 'json' || options.format === 'yaml'
        ? await renderData({ journals }, options.format)
        : renderCleaned(journals);
    await deliver(text, options.output, io);
    process.exitCode = interrupt.signal.aborted ? exitCodes.interrupted : exitCodeOf(journals);
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
    io.stderr.write(`s3tester: ${error.message}\n`);
    process.exitCode = exitCodes.unjudged;
  } finally {
    interrupt.release();
  }
}

async function findTarget(
  given: readonly string[],
  options: CleanOptions,
  io: Io,
): Promise<CleanTarget | null> {
  const files = await lookForConfigurations(given, options, io);
  const prepared = await prepare(files, options, { strict: false }, io);
  if (!prepared.configuration) {
    await tellDiagnostics(prepared.diagnostics, options, io);
    process.exitCode = exitCodes.misconfigured;
    return null;
  }
  if (prepared.settings.endpointUrl === 'embedded' && files.length === 0 && !options.allJournals) {
    throw new UsageError(
      'clean needs to know which server: no configuration names one',
      '--endpoint-url URL with --credential NAME=KEY:SECRET, -c FILE.yaml, or --all-journals',
    );
  }
  return prepared;
}

async function clean(
  { settings, credentials }: CleanTarget,
  options: CleanOptions,
  interrupt: AbortSignal,
  io: Io,
): Promise<readonly CleanedJournal[]> {
  const { endpointUrl, timeout, concurrency, insecure, caFile } = settings;
  const ca = await readAuthorities(caFile);
  return cleanJournals({
    folder: journalFolder(io.environment),
    endpointUrl: options.allJournals ? null : endpointUrl,
    credentials: await resolveAll(credentials),
    timeout,
    concurrency,
    insecure,
    ...defined({ ca }),
    dryRun: options.dryRun ?? false,
    clock: systemClock,
    interrupt,
  });
}

function exitCodeOf(journals: readonly CleanedJournal[]): number {
  const isKept = journals.some(({ buckets }) => buckets.some(({ status }) => status === 'kept'));
  return isKept ? exitCodes.unjudged : exitCodes.passed;
}

/** Whether a file could not be read or written. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
