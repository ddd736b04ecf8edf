import { stat } from 'node:fs/promises';
import { fileReader } from '../app/file-reader.js';
import { UsageError } from '../app/usage-error.js';
import { stdinName } from '../config/reader.js';
import { isThere } from '../lib/is-there.js';
import type { Io } from './io.js';
import type { CommonOptions } from './options/common.js';

/** The configuration of the current folder: what `init` writes, and what is read where none is named. */
export const defaultFile = 's3tester.yaml';

/** The configuration files that a command is to read; throws a {@link UsageError} where there is none. */
export async function findConfigurations(
  given: readonly string[],
  options: CommonOptions,
  io: Io,
): Promise<readonly string[]> {
  const found = await lookForConfigurations(given, options, io);
  if (found.length > 0) {
    return found;
  }
  throw new UsageError(
    `no configuration: none was given, S3TESTER_CONFIG is not set, and there is no ${defaultFile} here`,
    's3tester init writes a first one; s3tester run FILE.yaml runs yours',
  );
}

/** The configuration files that a command may read; none where none is given and the current folder has none. */
export async function lookForConfigurations(
  given: readonly string[],
  { config = [] }: CommonOptions,
  io: Io,
): Promise<readonly string[]> {
  const named = [...config, ...given];
  if (named.length > 0) {
    await refuseCredentials(named);
    return (await Promise.all(named.map(expand))).flat();
  }
  if (io.environment.S3TESTER_CONFIG) {
    return [io.environment.S3TESTER_CONFIG];
  }
  for (const file of [defaultFile, otherFile]) {
    if (await isThere(file)) {
      return [file];
    }
  }
  return [];
}

/** Another usual ending; both are read, and `init` writes the first. */
const otherFile = 's3tester.yml';

/** The files that a path or a glob names: where the shell is none that expands globs, we do. `-` is standard input. */
async function expand(given: string): Promise<readonly string[]> {
  if (given === '-') {
    return [stdinName];
  }
  const found = await stat(given).catch(() => null);
  if (found !== null || !/[*?[{]/.test(given)) {
    return [given];
  }
  const matching = await fileReader.glob(given);
  if (matching.length === 0) {
    throw new UsageError(`no file matches ${given}`);
  }
  return matching;
}

/** Keys that stand where a file should are not repeated as the name of one that is missing. */
async function refuseCredentials(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const isLikeKeys = /^[^/\\]{2,}:|^[^/\\]+=/.test(name) && !/\.(?:ya?ml|json)$/i.test(name);
    if (isLikeKeys && !(await isThere(name))) {
      throw new UsageError(
        'there is no such file, and what is given for it is written like keys',
        'keys are given with --credential NAME=KEY:SECRET',
      );
    }
  }
}
