import { UsageError } from '../app/usage-error.js';
import { describeFileError } from '../lib/describe-file-error.js';
import type { Credential } from '../s3/types.js';
import type { Io } from './io.js';
import { createLog, type Log } from './log.js';
import type { CommonOptions } from './options/common.js';
import { redactorOf } from './redactor-of.js';
import { useColor } from './reports.js';

/** Opens the log that the options ask for: warnings on stderr by default, more with `--verbose`. */
export function openLog(
  options: CommonOptions,
  credentials: ReadonlyMap<string, Credential>,
  stream: { write(text: string): unknown },
  io: Io,
): Log {
  try {
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
    // Making its folder fails with this where a file has the name.
    const isInFile = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const why = isInFile ? 'a part of its path is a file, not a folder' : describeFileError(error);
    throw new UsageError(`cannot write the log to ${options.logFile}: ${why}`);
  }
}
