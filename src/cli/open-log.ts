import { defined } from '../lib/defined.js';
import { createRedactor } from '../results/redact.js';
import type { Credential } from '../s3/types.js';
import type { Io } from './io.js';
import { createLog, type Log, logLevels } from './log.js';
import type { CommonOptions } from './options.js';
import { UsageError } from './usage-error.js';

/** Opens the log that the options ask for: warnings on stderr by default, more with `--verbose`. */
export function openLog(
  options: CommonOptions,
  credentials: ReadonlyMap<string, Credential>,
  stream: { write(text: string): unknown },
  io: Io,
): Log {
  const fallback = options.verbose ? 'info' : 'warn';
  const level = logLevels.find((name) => name === options.logLevel) ?? fallback;
  const secrets = [...credentials.values()].flatMap((credential) =>
    credential.kind === 'keys'
      ? [credential.secretKey, ...(credential.sessionToken ? [credential.sessionToken] : [])]
      : [],
  );
  try {
    return createLog({
      level,
      format: options.logFormat ?? 'pretty',
      stream,
      color: options.color !== false && !io.environment.NO_COLOR && io.stderr.isTTY === true,
      redact: createRedactor(secrets),
      ...defined({ file: options.logFile }),
    });
  } catch (error) {
    throw new UsageError(`cannot write the log to ${options.logFile}: ${(error as Error).message}`);
  }
}
