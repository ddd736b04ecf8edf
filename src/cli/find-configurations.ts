import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileReader } from '../app/file-reader.js';
import { refuseOtherKind } from '../app/refuse-other-kind.js';
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
    `no configuration: none was given, S3TESTER_CONFIG is not set, and there is no ${defaultFile} here or, in a git repository, above`,
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
  return lookUpwards(process.cwd());
}

/** Another usual ending; both are read, and `init` writes the first. */
const otherFile = 's3tester.yml';

/**
 * The usual file of the current folder, or of the nearest one above it in the same repository, where it must be of the same
 * user: in a folder that everybody may write to, anybody could leave a configuration for others to run.
 */
async function lookUpwards(here: string): Promise<readonly string[]> {
  const root = await repositoryOf(here);
  for (let folder = here; ; folder = path.dirname(folder)) {
    for (const name of [defaultFile, otherFile]) {
      const found = await stat(path.join(folder, name)).catch(() => null);
      if (found !== null && (folder === here || found.uid === (process.getuid?.() ?? found.uid))) {
        return [path.relative(here, path.join(folder, name))];
      }
    }
    if (folder === root) {
      return [];
    }
  }
}

/** The root of the checkout that a folder is in; the folder itself where it is in none. */
async function repositoryOf(here: string): Promise<string> {
  for (let folder = here; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    if (await isThere(path.join(folder, '.git'))) {
      return folder;
    }
  }
  return here;
}

/**
 * The files that a path, a folder or a glob names: where the shell is none that expands globs, we do. `-` is standard
 * input. Those of a folder are its own, not those of folders in it, which configurations may include.
 */
async function expand(given: string): Promise<readonly string[]> {
  if (given === '-') {
    return [stdinName];
  }
  const found = await stat(given).catch(() => null);
  if (found?.isDirectory()) {
    const names = (await readdir(given)).filter((name) => /\.ya?ml$/i.test(name)).sort();
    return names.length === 0 ? [given] : names.map((name) => path.join(given, name));
  }
  if (found !== null || !/[*?[{]/.test(given)) {
    await refuseOtherKind(given, 'configuration', ['configuration']);
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
