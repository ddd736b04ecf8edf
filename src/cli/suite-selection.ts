import { readResultsFile } from '../app/read-results-file.js';
import { readShard } from '../app/read-shard.js';
import { readLevel, type SuiteSelection } from '../app/select-suite-cases.js';
import { UsageError } from '../app/usage-error.js';
import type { Io } from './io.js';

/** The options by which commands choose cases of a suite. */
export interface SuiteSelectionOptions {
  readonly feature?: readonly string[] | undefined;
  readonly level?: readonly string[] | undefined;
  readonly case?: readonly string[] | undefined;
  readonly operation?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly shard?: string | undefined;
  readonly rerunFailed?: string | undefined;
}

type Choice = keyof SuiteSelectionOptions;

/** Options that choose among cases of suites alone. */
export const choicesOfSuites: readonly Choice[] = ['feature', 'level', 'operation', 'shard'];

/** All options that choose among cases. */
export const choicesOfCases: readonly Choice[] = [...choicesOfSuites, 'case', 'tag'];

/** Refuses options that choose nothing here; `where` begins the sentence. */
export function refuseOptions(options: SuiteSelectionOptions, names: readonly Choice[], where: string): void {
  const given = names.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
  if (given.length > 0) {
    throw new UsageError(`${where} has no use for ${given.join(', ')}`);
  }
}

/** Which cases the options choose; rejects with a {@link UsageError} for what cannot be read. */
export async function selectionOf(
  options: SuiteSelectionOptions,
  { environment }: Io,
): Promise<SuiteSelection> {
  const { feature, level, case: cases, operation, tag, shard, rerunFailed } = options;
  return {
    features: feature,
    levels: level?.flatMap((text) => text.split(',')).map(readLevel),
    cases,
    operations: operation,
    tags: tag,
    shard: shard === undefined ? undefined : readShard(shard, environment),
    failedIn: rerunFailed === undefined ? undefined : await readResultsFile(rerunFailed),
  };
}
