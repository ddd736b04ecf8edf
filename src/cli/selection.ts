import { nearest } from '../config/index.js';
import type { Plan } from '../runner/plan/plan.js';
import { childrenOf, type PlannedStep } from '../runner/plan/planned-step.js';
import { matchesCase } from '../runner/plan/selection.js';
import { UsageError } from './usage-error.js';

/** What the command line selects. */
interface Selected {
  readonly group?: readonly string[];
  readonly case?: readonly string[];
  readonly tag?: readonly string[];
}

/** Checks that every `--group` and `--case` names something, and that something is left to run. */
export function checkSelection(plan: Plan, selected: Selected): void {
  const groups = plan.groups.map(({ name }) => name);
  for (const group of selected.group ?? []) {
    if (!groups.includes(group)) {
      throw new UsageError(`there is no group "${group}"`, hintFor(group, groups));
    }
  }
  const cases = casesOf(plan).map(({ id }) => id);
  for (const glob of selected.case ?? []) {
    if (!cases.some((id) => matchesCase(id, glob))) {
      throw new UsageError(`no case matches "${glob}"`, hintFor(glob, cases));
    }
  }
  const isSelective = [selected.group, selected.case, selected.tag].some((names) => names?.length);
  if (!isSelective || plan.groups.some(hasTest)) {
    return;
  }
  const tags = [...new Set(plan.groups.flatMap((group) => group.phases.test.flatMap(tagsIn)))];
  const [tag] = selected.tag ?? [];
  throw new UsageError(
    'nothing is left to run: --group, --case and --tag select no test',
    tag === undefined ? undefined : tags.length === 0 ? 'no step has a tag' : hintFor(tag, tags),
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

/** A case of a plan, as `list cases` shows it. */
export interface ListedCase {
  readonly id: string;
  readonly title: string | null;
  readonly group: string;
  readonly planned: PlannedStep;
}

/** All cases of a plan, in order. */
export function casesOf(plan: Plan): ListedCase[] {
  return plan.groups.flatMap((group) =>
    Object.values(group.phases).flatMap((steps) => steps.flatMap((step) => casesIn(step, group.name))),
  );
}

function casesIn(planned: PlannedStep, group: string): ListedCase[] {
  const own =
    planned.kind === 'case'
      ? [{ id: planned.caseId, title: planned.step.title ?? null, group, planned }]
      : [];
  return [...own, ...childrenOf(planned).flatMap((child) => casesIn(child, group))];
}
