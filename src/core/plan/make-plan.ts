import { createHash } from 'node:crypto';
import type { Configuration, Group } from '../../config/configuration.js';
import type { Step } from '../../config/grammar/step.js';
import type { Phase } from '../../results/types.js';
import { defaultCredential, type GivenCredential } from '../credentials.js';
import { type Plan, type PlannedGroup, type PlannedStep, phases, type RunSettings } from './plan.js';
import { type Selection, selectGroup, selectStep } from './selection.js';

/** What a plan is made of besides the configuration. */
export interface PlanOptions {
  readonly settings: RunSettings;
  /** All credentials of the run, those of the command line included. */
  readonly credentials: readonly GivenCredential[];
  readonly selection?: Selection;
  readonly parallel?: boolean;
  readonly seed?: number;
  readonly bail?: number;
}

/** Plans a run: pure, so that listing and dry runs are prefixes of running. */
export function makePlan(configuration: Configuration, options: PlanOptions): Plan {
  const { settings, credentials, selection = {}, parallel = configuration.parallel, seed, bail } = options;
  return {
    id: planHash(configuration, options),
    settings,
    credentials,
    target: configuration.settings.target ?? new Map(),
    parallel,
    groups: configuration.groups.map((group, index) =>
      planGroup(group, index, defaultCredential(credentials), selection),
    ),
    configFiles: configuration.files.map(({ name }) => name),
    seed,
    bail,
  };
}

function planHash(configuration: Configuration, { settings, selection, seed }: PlanOptions): string {
  const hash = createHash('sha256');
  for (const file of configuration.files) hash.update(file.text).update('\0');
  hash.update(JSON.stringify([selection ?? {}, settings.region, settings.pathStyle ?? null, seed ?? null]));
  return hash.digest('hex');
}

function planGroup(group: Group, index: number, fallback: string, selection: Selection): PlannedGroup {
  const skipReason = selectGroup(group, selection);
  const planned = phases.map((phase, phaseIndex) => {
    const place: Place = { group, phase, selection, parentCase: null };
    return [phase, planSteps(group[phase], phase, [index, phaseIndex], place)] as const;
  });
  return {
    name: group.name,
    credential: group.credential ?? fallback,
    parallel: group.parallel,
    variables: [group.variables, group.fileVariables],
    phases: Object.fromEntries(planned) as Record<Phase, PlannedStep[]>,
    ...(group.defaults ? { defaults: group.defaults } : {}),
    file: group.file,
    skipReason,
  };
}

interface Place {
  readonly group: Group;
  readonly phase: Phase;
  readonly selection: Selection;
  readonly parentCase: string | null;
}

function planSteps(
  steps: readonly Step[],
  prefix: string,
  order: readonly number[],
  place: Place,
): PlannedStep[] {
  return steps.map((step, index) => planStep(step, `${prefix}[${index}]`, [...order, index], place));
}

function planStep(step: Step, id: string, order: readonly number[], place: Place): PlannedStep {
  const caseId = step.kind === 'case' ? caseIdOf(step.case, place) : place.parentCase;
  const children =
    step.kind === 'steps' || step.kind === 'case'
      ? planSteps(step.steps, `${id}.steps`, order, { ...place, parentCase: caseId })
      : [];
  return {
    id,
    order,
    step,
    caseId,
    children,
    during: planSteps(step.during?.steps ?? [], `${id}.during`, order, { ...place, parentCase: caseId }),
    skipReason:
      step.skip ?? (place.phase === 'test' ? selectStep(step, caseId, place.group, place.selection) : null),
  };
}

function caseIdOf(name: string, { group, parentCase }: Place): string {
  return `${parentCase ?? group.name}/${name}`;
}
