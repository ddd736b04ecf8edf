import path from 'node:path';
import { isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';
import { type Diagnostic, hasErrors } from '../config/index.js';
import type { Suite } from '../conformance/index.js';
import { workloads } from '../consistency/workloads/index.js';
import { nearestName } from '../lib/nearest-name.js';
import { chooseDialects } from '../qualify/need/choose-dialects.js';
import { type ReadProfile, readProfile } from '../qualify/profile/read-profile.js';
import { fileReader } from './file-reader.js';
import { prepareSuite } from './prepare-suite.js';
import { UsageError } from './usage-error.js';

/** The folder of the profiles that come with this package, or that a single executable carries. */
export const builtInProfiles = isSea()
  ? path.join(process.execPath, 'profiles')
  : fileURLToPath(new URL('../../profiles', import.meta.url));

/** Profiles that were read, and what is wrong with them; those with errors are left out. */
export interface LoadedProfiles {
  readonly profiles: readonly ReadProfile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The names of the profiles that come with this package, sorted. */
export async function profileNames(): Promise<readonly string[]> {
  const files = await fileReader.glob(path.join(builtInProfiles, '*.yaml'));
  return files.map((file) => path.basename(file, '.yaml'));
}

/** What `--for` calls dialects of SDKs by. */
export const dialectPrefix = 'sdk:';

/** The names of the dialects that come with this package, such as `boto3@1.36`, sorted. */
export async function dialectNames(): Promise<readonly string[]> {
  const needs = await fileReader.glob(path.join(builtInProfiles, 'sdk', '*.need.yaml'));
  return needs.map((need) => path.basename(need, '.need.yaml'));
}

/** The scenario that shows what no case of the suite does, by its name. */
export function checkFile(name: string): string {
  return path.join(builtInProfiles, 'checks', `${name}.yaml`);
}

/** The file of a profile that comes with this package; rejects with a {@link UsageError} where there is none. */
export async function profileFile(name: string): Promise<string> {
  const names = await profileNames();
  if (names.includes(name)) {
    return path.join(builtInProfiles, `${name}.yaml`);
  }
  const [dialect] = chooseDialects(name, await dialectNames());
  const near = dialect === undefined ? nearestName(name, names) : `${dialectPrefix}${name}`;
  throw new UsageError(
    `there is no profile "${name}"`,
    near === undefined ? 's3tester list profiles names all of them' : `did you mean "${near}"?`,
  );
}

/** Reads the profiles that come with this package, and checks them against its suite. */
export async function loadBuiltInProfiles(): Promise<LoadedProfiles> {
  const prepared = await prepareSuite({}, { toRun: false });
  if (!prepared.suite) {
    return { profiles: [], diagnostics: prepared.diagnostics };
  }
  const names = await profileNames();
  return loadProfiles(await Promise.all(names.map(profileFile)), prepared.suite);
}

/** Reads profiles, and checks them against a suite. */
export async function loadProfiles(
  files: readonly string[],
  suite: Pick<Suite, 'cases'>,
): Promise<LoadedProfiles> {
  const known = {
    cases: suite.cases.map(({ id }) => id),
    workloads: workloads.map(({ name }) => name),
  };
  const read = await Promise.all(files.map((file) => readProfile(file, fileReader, known)));
  const diagnostics = read.flatMap((one) => one.diagnostics);
  return {
    profiles: hasErrors(diagnostics) ? [] : read.flatMap(({ content }) => content ?? []),
    diagnostics,
  };
}
