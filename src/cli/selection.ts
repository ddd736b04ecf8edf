import { nearest } from '../config/index.js';
import { matchesCase, type Plan, type PlannedStep } from '../core/index.js';
import { UsageError } from './usage-error.js';

/** Checks that every `--group` and `--case` names something. */
export function checkSelection(
  plan: Plan,
  selected: { readonly group?: readonly string[]; readonly case?: readonly string[] },
): void {
  const groups = plan.groups.map(({ name }) => name);
  for (const group of selected.group ?? []) {
    if (!groups.includes(group)) throw new UsageError(`there is no group "${group}"`, hintFor(group, groups));
  }
  const cases = casesOf(plan).map(({ id }) => id);
  for (const glob of selected.case ?? []) {
    if (!cases.some((id) => matchesCase(id, glob)))
      throw new UsageError(`no case matches "${glob}"`, hintFor(glob, cases));
  }
}

function hintFor(name: string, known: readonly string[]): string {
  const match = nearest(name, known);
  if (match !== undefined) return `did you mean "${match}"?`;
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
  const { step, caseId, children } = planned;
  const own =
    step.kind === 'case' ? [{ id: caseId ?? step.case, title: step.title ?? null, group, planned }] : [];
  return [...own, ...children.flatMap((child) => casesIn(child, group))];
}
