import { nearest } from '../config/index.js';
import {
  failedCases,
  isLevel,
  levels,
  parseShard,
  type SelectedCases,
  type Suite,
  selectCases,
} from '../conformance/index.js';
import { defined } from '../lib/defined.js';
import { findOperation, suggestOperation } from '../operations/index.js';
import type { Results } from '../results/types.js';
import { matchesCase } from '../runner/plan/selection.js';
import { readResultsFile } from './read-results-file.js';
import { UsageError } from './usage-error.js';

/** What the command line says of the cases of a suite that are to run. */
export interface SuiteSelectionOptions {
  readonly feature?: readonly string[];
  readonly level?: readonly string[];
  readonly case?: readonly string[];
  readonly operation?: readonly string[];
  readonly tag?: readonly string[];
  readonly shard?: string;
  readonly rerunFailed?: string;
}

/** Selects the cases of a suite; what is named must be there, and something must be left to run. */
export async function selectSuiteCases(options: SuiteSelectionOptions, suite: Suite): Promise<SelectedCases> {
  const { feature, level, case: globs, tag, shard, rerunFailed } = options;
  const ids = suite.cases.map(({ id }) => id);
  for (const name of feature ?? []) {
    checkKnown(
      'feature',
      name,
      suite.features.map((one) => one.name),
    );
  }
  for (const name of tag ?? []) {
    checkKnown('tag', name, [...new Set(suite.cases.flatMap(({ tags }) => tags))]);
  }
  for (const glob of globs ?? []) {
    if (!ids.some((id) => matchesCase(id, glob))) {
      throw new UsageError(`no case matches "${glob}"`, hintFor(glob, [...ids, ...folderGlobs(ids)]));
    }
  }
  const operations = options.operation?.map(readOperation);
  const part = shard === undefined ? undefined : parseShard(shard);
  if (shard !== undefined && !part) {
    throw new UsageError(`--shard ${shard}: write I/N, such as 2/8`);
  }
  const failed = rerunFailed === undefined ? undefined : failedIn(await readResultsFile(rerunFailed));
  const cases = failed && globs ? failed.filter((id) => globs.some((glob) => matchesCase(id, glob))) : failed;
  const selected = selectCases(
    suite.cases,
    defined({
      features: feature,
      levels: level?.flatMap((text) => text.split(',')).map(readLevel),
      cases: cases ?? globs,
      operations,
      tags: tag,
      shard: part,
    }),
  );
  if (selected.chosen.length === 0) {
    throw new UsageError('no case is selected', 's3tester list cases names all of them');
  }
  return selected;
}

function checkKnown(what: string, name: string, known: readonly string[]): void {
  if (!known.includes(name)) {
    throw new UsageError(`there is no ${what} "${name}"`, hintFor(name, known));
  }
}

/** `object/**` and `object/put-object/**` of `object/put-object/key`. */
function folderGlobs(ids: readonly string[]): readonly string[] {
  const folders = ids.flatMap((id) => [...id.matchAll(/\//g)].map(({ index }) => id.slice(0, index)));
  return [...new Set(folders)].map((folder) => `${folder}/**`);
}

function hintFor(name: string, known: readonly string[]): string {
  const match = nearest(name, known);
  if (match !== undefined) {
    return `did you mean "${match}"?`;
  }
  if (known.length === 0) {
    return 'there is none in this suite';
  }
  return known.length <= 60 ? `known: ${known.join(', ')}` : 's3tester list cases names all of them';
}

function readOperation(name: string): string {
  const operation = findOperation(name);
  if (operation) {
    return operation.name;
  }
  const near = suggestOperation(name);
  throw new UsageError(
    `there is no operation "${name}"`,
    near === undefined ? 's3tester list operations names all of them' : `did you mean "${near}"?`,
  );
}

function readLevel(word: string) {
  if (!isLevel(word)) {
    throw new UsageError(`there is no level "${word}"`, `levels: ${levels.join(', ')}`);
  }
  return word;
}

function failedIn(results: Results): readonly string[] {
  const failed = [...failedCases(results)];
  if (failed.length === 0) {
    throw new UsageError('nothing failed in these results: there is nothing to run again');
  }
  return failed;
}
