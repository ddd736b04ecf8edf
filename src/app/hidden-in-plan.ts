import type { Group } from '../config/configuration.js';
import { nearest } from '../config/index.js';
import type { Step } from '../config/language/step.js';
import type { HiddenCases } from '../conformance/index.js';
import type { Plan, PlannedGroup } from '../runner/plan/plan.js';
import { childrenOf, type PlannedCase, type PlannedStep, stepsInside } from '../runner/plan/planned-step.js';
import { placeOfStep } from '../runner/record/place-of-step.js';
import { UsageError } from './usage-error.js';

/**
 * The cases of a plan that `--withhold` leaves out: those with one of the tags, and those around them, which have their
 * failures as their own. Throws a {@link UsageError} for a tag that nothing in the configuration has, and where a test
 * outside of cases, or a step of a case without the tag, would have to be left out, too: nothing but cases can be counted
 * by area.
 */
export function hiddenInPlan(
  { groups }: Plan,
  configured: readonly Group[],
  tags: readonly string[],
): HiddenCases {
  const known = new Set(configured.flatMap((group) => [...group.tags, ...group.test.flatMap(tagsOf)]));
  for (const tag of tags) {
    if (!known.has(tag)) {
      const near = nearest(tag, [...known]);
      throw new UsageError(
        `--withhold ${tag}: nothing in this configuration has the tag "${tag}"`,
        near === undefined ? undefined : `did you mean "${near}"?`,
      );
    }
  }
  const tagsOfGroups = new Map(configured.map(({ name, tags: own }) => [name, own]));
  const isWithheld = (own: readonly string[]) => own.some((tag) => tags.includes(tag));
  const ids: string[] = [];
  const hiddenGroups = new Set<string>();
  for (const group of groups) {
    const own = group.phases.test.flatMap((step) => hiddenIn(step, isWithheld));
    if (own.length > 0) {
      ids.push(...own);
      hiddenGroups.add(group.name);
    }
    checkInside(group, own, isWithheld);
    checkLoose(group, own.length > 0 || isWithheld(tagsOfGroups.get(group.name) ?? []), isWithheld);
  }
  return { ids, groups: hiddenGroups };
}

function tagsOf(step: Step): readonly string[] {
  const inside = step.kind === 'case' || step.kind === 'steps' ? step.steps.flatMap(tagsOf) : [];
  return [...(step.tags ?? []), ...inside];
}

function hiddenIn(planned: PlannedStep, isWithheld: (tags: readonly string[]) => boolean): readonly string[] {
  const inside = childrenOf(planned).flatMap((child) => hiddenIn(child, isWithheld));
  if (planned.kind !== 'case') {
    return inside;
  }
  return isWithheld(planned.tags) || inside.length > 0 ? [planned.caseId, ...inside] : inside;
}

/** Refuses a step with one of the tags in a case that is told. */
function checkInside(
  { phases }: PlannedGroup,
  hidden: readonly string[],
  isWithheld: (tags: readonly string[]) => boolean,
): void {
  for (const told of phases.test.flatMap(casesIn).filter(({ caseId }) => !hidden.includes(caseId))) {
    const step = stepsBelow(told).find((one) => isWithheld(one.step.tags ?? []));
    if (step !== undefined) {
      throw new UsageError(
        `--withhold: a step of the case ${told.caseId} has the tag, ${placeOfStep(step)}, and only whole cases can be withheld`,
        'give the tag to the case: `tags` beside `case: NAME`',
      );
    }
  }
}

function casesIn(planned: PlannedStep): readonly PlannedCase[] {
  const inside = childrenOf(planned).flatMap(casesIn);
  return planned.kind === 'case' ? [planned, ...inside] : inside;
}

function stepsBelow(planned: PlannedStep): readonly PlannedStep[] {
  return stepsInside(planned).flatMap((step) => [step, ...stepsBelow(step)]);
}

/** Refuses a test outside of cases that would be withheld: by its own tags, or since `isHidden` says it of its group. */
function checkLoose(
  { name, phases }: PlannedGroup,
  isHidden: boolean,
  isWithheld: (tags: readonly string[]) => boolean,
): void {
  const loose = phases.test.flatMap(looseIn).find((step) => isHidden || isWithheld(tagsOf(step.step)));
  if (loose === undefined) {
    return;
  }
  throw new UsageError(
    `--withhold: the group "${name}" has a test outside of cases, ${placeOfStep(loose)}, and only cases can be withheld`,
    'make it a case: `- case: NAME` with its steps',
  );
}

/** The steps outside of cases of which some send something. */
function looseIn(planned: PlannedStep): readonly PlannedStep[] {
  switch (planned.kind) {
    case 'case':
      return [];
    case 'block':
      return planned.children.flatMap(looseIn).length > 0 ? [planned] : [];
    default:
      return planned.skipReason === null ? [planned] : [];
  }
}
