import { nearest } from '../config/index.js';
import type { Plan } from '../runner/plan/plan.js';
import { childrenOf, type PlannedStep } from '../runner/plan/planned-step.js';
import { matchesCase } from '../runner/plan/selection.js';
import { caseGlobHint } from './case-glob-hint.js';
import { listCases } from './list-cases.js';
import { UsageError } from './usage-error.js';

/** What of a configuration is to run; what is absent restricts nothing. */
export interface FileSelection {
  /** Names of groups. */
  readonly groups?: readonly string[] | undefined;
  /** Globs over the ids of cases. */
  readonly cases?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
}

/**
 * Checks that every group and case that is selected is there, and that something is left to run; throws a
 * {@link UsageError} otherwise.
 */
export function checkSelection(plan: Plan, { groups = [], cases = [], tags = [] }: FileSelection): void {
  const names = plan.groups.map(({ name }) => name);
  for (const group of groups) {
    if (!names.includes(group)) {
      throw new UsageError(`there is no group "${group}"`, hintFor(group, names));
    }
  }
  const ids = listCases(plan).map(({ id }) => id);
  for (const glob of cases) {
    if (!ids.some((id) => matchesCase(id, glob))) {
      throw new UsageError(`no case matches "${glob}"`, caseGlobHint(glob, ids) ?? hintFor(glob, ids));
    }
  }
  const isSelective = [groups, cases, tags].some(({ length }) => length > 0);
  if (!isSelective || plan.groups.some(hasTest)) {
    return;
  }
  const known = [...new Set(plan.groups.flatMap((group) => group.phases.test.flatMap(tagsIn)))];
  const [tag] = tags;
  throw new UsageError(
    'nothing is left to run: --group, --case and --tag select no test',
    tag === undefined ? undefined : known.length === 0 ? 'no step has a tag' : hintFor(tag, known),
  );
}

function hasTest({ skipReason, phases }: Plan['groups'][number]): boolean {
  return skipReason === null && phases.test.some(isLeft);
}

/** Whether a step, or one inside it, is neither deselected nor skipped by the file itself. */
function isLeft(planned: PlannedStep): boolean {
  if (planned.skipReason !== null && planned.step.skip === undefined) {
    return false;
  }
  const children = childrenOf(planned);
  return children.length === 0 || children.some(isLeft);
}

function tagsIn(planned: PlannedStep): string[] {
  return [...(planned.step.tags ?? []), ...childrenOf(planned).flatMap(tagsIn)];
}

function hintFor(name: string, known: readonly string[]): string {
  const match = nearest(name, known);
  if (match !== undefined) {
    return `did you mean "${match}"?`;
  }
  return known.length === 0
    ? 'there is none in this configuration'
    : `there is: ${known.slice(0, 10).join(', ')}${known.length > 10 ? ', …' : ''}`;
}
