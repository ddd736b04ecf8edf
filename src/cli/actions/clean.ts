import { cleanBuckets } from '../../app/clean-buckets.js';
import { prepareFiles } from '../../app/prepare-files.js';
import { UsageError } from '../../app/usage-error.js';
import type { WeighedSettings } from '../../app/weigh-settings.js';
import { describeErrorOfPath } from '../../lib/describe-file-error.js';
import { isSystemError } from '../../lib/is-system-error.js';
import { exitCodes } from '../../results/exit-code.js';
import type { CleanedJournal } from '../../runner/index.js';
import type { CleanOptions } from '../commands/clean.js';
import { refuse, renderData } from '../diagnose.js';
import { lookForConfigurations } from '../find-configurations.js';
import { catchInterrupt } from '../interrupt.js';
import { deliver, type Io } from '../io.js';
import { renderCleaned } from '../render-cleaned.js';
import { targetOf } from '../target-of.js';

/** `s3tester clean`: removes the buckets that interrupted runs left behind, and nothing else. */
export async function clean(given: readonly string[], options: CleanOptions, io: Io): Promise<void> {
  const target = await findTarget(given, options, io);
  if (target === null) {
    return;
  }
  const interrupt = catchInterrupt(io);
  try {
    const journals = await cleanBuckets(target, {
      allJournals: options.allJournals ?? false,
      dryRun: options.dryRun ?? false,
      environment: io.environment,
      interrupt: interrupt.signal,
    });
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
    io.stderr.write(`s3tester: ${describeErrorOfPath(error)}\n`);
    process.exitCode = exitCodes.unjudged;
  } finally {
    interrupt.release();
  }
}

async function findTarget(
  given: readonly string[],
  options: CleanOptions,
  io: Io,
): Promise<WeighedSettings | null> {
  const paths = await lookForConfigurations(given, options, io);
  const prepared = await prepareFiles(paths, targetOf(options, io), {
    strict: false,
    mayBeEmpty: true,
  });
  if (!prepared.configuration) {
    await refuse(prepared.diagnostics, options, io);
    return null;
  }
  if (prepared.settings.endpointUrl === 'embedded' && paths.length === 0 && !options.allJournals) {
    throw new UsageError(
      'clean needs to know which server: no configuration names one',
      '--endpoint-url URL with --credential NAME=KEY:SECRET, -c FILE.yaml, or --all-journals',
    );
  }
  return prepared;
}

function exitCodeOf(journals: readonly CleanedJournal[]): number {
  const isKept = journals.some(({ buckets }) => buckets.some(({ status }) => status === 'kept'));
  return isKept ? exitCodes.unjudged : exitCodes.passed;
}

/** Whether a file could not be read or written. */
