import path from 'node:path';
import { nearestName } from '../lib/nearest-name.js';
import { chooseDialects } from '../qualify/need/choose-dialects.js';
import { builtInProfiles, dialectNames, dialectPrefix } from './built-in-profiles.js';
import { UsageError } from './usage-error.js';

/** What an SDK was recorded to send for the common calls, and the files that hold it. */
export interface Dialect {
  /** `sdk:boto3@1.36` */
  readonly name: string;
  readonly need: string;
  /** The scenario that replays it. */
  readonly scenario: string;
}

/** The dialects that come with this package, sorted by name. */
export async function builtInDialects(): Promise<readonly Dialect[]> {
  const folder = path.join(builtInProfiles, 'sdk');
  const names = await dialectNames();
  return names.map((name) => ({
    name: dialectPrefix + name,
    need: path.join(folder, `${name}.need.yaml`),
    scenario: path.join(folder, `${name}.yaml`),
  }));
}

/** The dialects of a name such as `sdk:boto3@1.36`, or of all versions of `sdk:boto3`; rejects with a {@link UsageError} for none. */
export async function findDialects(wanted: string): Promise<readonly Dialect[]> {
  const all = await builtInDialects();
  const names = all.map(({ name }) => name);
  const chosen = chooseDialects(wanted, names);
  if (chosen.length > 0) {
    return chosen.flatMap((name) => all.find((one) => one.name === name) ?? []);
  }
  const near = nearestName(wanted, names);
  throw new UsageError(
    `there is no dialect "${wanted}"`,
    near === undefined ? 's3tester list profiles names all of them' : `did you mean "${near}"?`,
  );
}
