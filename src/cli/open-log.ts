import { dirname } from 'node:path';
import { UsageError } from '../app/usage-error.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { makeFolder } from '../lib/make-folder.js';
import type { Credential } from '../s3/types.js';
import type { Io } from './io.js';
import { createLog, type Log } from './log.js';
import type { CommonOptions } from './options/common.js';
import { redactorOf } from './redactor-of.js';
import { useColor } from './reports.js';

/**
 * Opens the log that the options ask for: warnings on stderr by default, more with `--verbose`. The folder of its file is made
 * where it is missing. Rejects with a {@link UsageError} where the file cannot be written.
 */
export async function openLog(
  options: CommonOptions,
  credentials: ReadonlyMap<string, Credential>,
  stream: { write(text: string): unknown },
  io: Io,
): Promise<Log> {
  try {
    if (options.logFile !== undefined) {
      await makeFolder(dirname(options.logFile));
    }
    return createLog({
      level: options.logLevel ?? (options.verbose ? 'info' : 'warn'),
      format: options.logFormat ?? 'pretty',
      stream,
      color: useColor(options, io, io.stderr),
      redact: redactorOf(credentials),
      onLost: (error) => io.lose(`the log to ${options.logFile}`, error),
      ...(options.logFile === undefined ? {} : { file: options.logFile }),
    });
  } catch (error) {
    throw new UsageError(`cannot write the log to ${options.logFile}: ${describeFileError(error)}`);
  }
}
