import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { UsageError } from '../../app/usage-error.js';
import type { ClientKeys } from '../../record/proxy/verify-claim.js';
import { CredentialError, parseCredential } from '../../runner/credentials.js';
import type { RecordOptions } from '../commands/record.js';
import { isLoopback, type ListenPlace, readListenPlace } from '../listen-place.js';
import type { RecordingFiles } from '../recording-files.js';

/** Where the proxy listens; throws a {@link UsageError} where the options of a recording do not fit together. */
export function checkOptions(words: readonly string[], options: RecordOptions): ListenPlace {
  const { listen: place, anyKey, clientCredential, recording, need, har, scenario, output } = options;
  if (words.length === 0 && place === undefined) {
    throw new UsageError(
      'there is nothing to record: name a command after --, or where to wait for requests with --listen',
      's3tester record --upstream URL --need need.yaml -- COMMAND …',
    );
  }
  if ([recording, need, har, scenario, output].every((file) => file === undefined)) {
    throw new UsageError(
      'nothing says where the recording goes',
      '--recording FILE, --need FILE, --har FILE and --scenario FILE; several may be given',
    );
  }
  if (need !== undefined && output !== undefined) {
    throw new UsageError('--need and --output are the same file: give one of them');
  }
  if (anyKey && clientCredential !== undefined) {
    throw new UsageError('--any-key takes any key, and --client-credential one: give one of them');
  }
  const read = readListenPlace(place);
  if (anyKey && !isLoopback(read.host)) {
    throw new UsageError(
      `--any-key signs for whoever reaches ${read.host}: with it, listen on an address of this machine alone`,
      '--listen 127.0.0.1:PORT, or --client-credential KEY:SECRET',
    );
  }
  return read;
}

/** The files that a recording goes to; throws a {@link UsageError} for a format that a need has not. */
export function filesOf({ recording, need, har, scenario, output, format }: RecordOptions): RecordingFiles {
  const file = need ?? output;
  if (format === 'table') {
    throw new UsageError('what a program needs is written as yaml or json, not as a table');
  }
  return {
    recording,
    har,
    scenario,
    need: file === undefined ? undefined : { path: file, format: format ?? 'yaml' },
  };
}

/** The credentials of the server, as they are given; throws a {@link UsageError} for one that is none. */
export function parseCredentials(texts: readonly string[]) {
  try {
    return texts.map(parseCredential);
  } catch (error) {
    throw error instanceof CredentialError ? new UsageError(error.message) : error;
  }
}

/** Keys that mean nothing anywhere else, unless others were asked for. */
export function clientKeysOf({ clientCredential }: RecordOptions): ClientKeys {
  if (clientCredential === undefined) {
    return {
      accessKey: `RECORD${randomBytes(7).toString('hex').toUpperCase()}`,
      secretKey: randomBytes(30).toString('hex').slice(0, 40),
    };
  }
  const [, accessKey, secretKey] = /^([^:]+):(.+)$/s.exec(clientCredential) ?? [];
  if (accessKey === undefined || secretKey === undefined) {
    throw new UsageError('--client-credential is written KEY:SECRET');
  }
  return { accessKey, secretKey };
}

/** The name of the program and, where it is given, its version: as told, or by the command. */
export function nameOf(words: readonly string[], { application }: RecordOptions): readonly string[] {
  if (application === undefined) {
    return words.slice(0, 1).map((program) => path.basename(program));
  }
  const at = application.indexOf('@', 1);
  return at < 0 ? [application] : [application.slice(0, at), application.slice(at + 1)];
}
