import { nearest } from '../config/index.js';
import {
  levels as allLevels,
  type CaseSelection,
  failedCases,
  isLevel,
  type Level,
  type SelectedCases,
  type Suite,
  selectCases,
} from '../conformance/index.js';
import { findOperation, suggestOperation } from '../operations/index.js';
import type { Results } from '../results/types.js';
import { matchesCase } from '../runner/plan/selection.js';
import { caseGlobHint } from './case-glob-hint.js';
import { UsageError } from './usage-error.js';

/** Which cases of a suite are to run; what is absent restricts nothing. */
export interface SuiteSelection extends CaseSelection {
  /** Results of an earlier run: only what failed there. */
  readonly failedIn?: Results | undefined;
}

/** Selects the cases of a suite; what is named must be there, and something must be left to run, if only in another shard. */
export function selectSuiteCases(selection: SuiteSelection, suite: Suite): SelectedCases {
  const { failedIn, ...restrictions } = selection;
  const { features = [], levels = [], cases: globs, operations, tags = [] } = restrictions;
  const ids = suite.cases.map(({ id }) => id);
  for (const name of features) {
    checkKnown(
      'feature',
      name,
      suite.features.map((one) => one.name),
    );
  }
  checkTags(
    tags.map((name) => name.replace(/^!/, '')),
    suite,
  );
  for (const level of levels) {
    readLevel(level);
  }
  for (const glob of globs ?? []) {
    if (!ids.some((id) => matchesCase(id, glob))) {
      const hint = caseGlobHint(glob, ids) ?? hintFor(glob, [...ids, ...folderGlobs(ids)]);
      throw new UsageError(`no case matches "${glob}"`, hint);
    }
  }
  const failed = failedIn && failuresOf(failedIn);
  const cases = failed && globs ? failed.filter((id) => globs.some((glob) => matchesCase(id, glob))) : failed;
  const selected = selectCases(suite.cases, {
    ...restrictions,
    ...(operations ? { operations: operations.map(readOperation) } : {}),
    ...(cases ? { cases } : {}),
  });
  if (selected.asked.length === 0) {
    throw new UsageError('no case is selected', 's3tester list cases names all of them');
  }
  return selected;
}

/** Throws a {@link UsageError} for a tag that no case of the suite has. */
export function checkTags(tags: readonly string[], { cases }: Suite): void {
  const known = [...new Set(cases.flatMap((one) => one.tags))];
  for (const name of tags) {
    checkKnown('tag', name, known);
  }
}

/** Reads the name of a level; throws a {@link UsageError} for any other word. */
export function readLevel(word: string): Level {
  if (!isLevel(word)) {
    throw new UsageError(`there is no level "${word}"`, `levels: ${allLevels.join(', ')}`);
  }
  return word;
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

function failuresOf(results: Results): readonly string[] {
  const failed = [...failedCases(results)];
  if (failed.length === 0) {
    throw new UsageError('nothing failed in these results: there is nothing to run again');
  }
  return failed;
}
