import { createHash } from 'node:crypto';
import type { Configuration, Group } from '../../config/configuration.js';
import type { CaseStep, Step } from '../../config/language/step.js';
import { defined } from '../../lib/defined.js';
import type { Phase } from '../../results/types.js';
import { defaultCredential, type GivenCredential } from '../credentials.js';
import { atEffort, type Effort } from './at-effort.js';
import { forEachPhase, type Plan, type PlannedGroup, phases, type Rerun, type RunSettings } from './plan.js';
import { childrenOf, type PlannedCase, type PlannedStep } from './planned-step.js';
import { type Available, factsOf, missingRequirement } from './requirements.js';
import { rerunFiles } from './rerun-files.js';
import { type Selection, selectGroup, selectRows, selectStep } from './selection.js';
import { loadsIn } from './share-load.js';

/** What a plan is made of besides the configuration. */
export interface PlanOptions {
  readonly settings: RunSettings;
  /** All credentials of the run, those of the command line included. */
  readonly credentials: readonly GivenCredential[];
  readonly selection?: Selection;
  /** The ids of the cases to plan: all else in `test` is left out, and so is a group that has nothing left. */
  readonly only?: ReadonlySet<string>;
  /** Names of facts about the target that the run knows besides those of the configuration. */
  readonly targetFacts?: readonly string[];
  readonly parallel?: boolean;
  /** Usual unless told otherwise. */
  readonly effort?: Effort;
  readonly seed?: number;
  readonly bail?: number;
  /** How the same is run again; by default `run` with the files of the configuration. */
  readonly rerun?: Rerun;
}

/** Plans a run: pure, so that listing and dry runs are prefixes of running. */
export function makePlan(configuration: Configuration, options: PlanOptions): Plan {
  const { settings, credentials, parallel = configuration.parallel, seed, bail, only } = options;
  const configFiles = configuration.files.map(({ name }) => name);
  const groups = configuration.groups.map((group, place) => planGroup(group, place, configuration, options));
  return {
    id: hashPlan(configuration, options),
    settings,
    credentials,
    target: configuration.settings.target ?? new Map(),
    parallel,
    groups: only ? groups.filter(hasSteps) : groups,
    configFiles,
    rerun: options.rerun ?? { command: rerunFiles(configFiles), options: [] },
    seed,
    bail,
    ...defined({ errorDocuments: configuration.errorDocuments }),
  };
}

function hasSteps(group: PlannedGroup): boolean {
  return phases.some((phase) => group.phases[phase].length > 0);
}

/**
 * The id of a plan: a hash over the files, the selection, the settings that change what is sent, and the credentials and
 * facts without which cases are left out. No secret goes into it.
 */
export function hashPlan(configuration: Configuration, options: PlanOptions): string {
  const { settings, selection, seed, credentials, targetFacts = [], effort = 'usual' } = options;
  const hash = createHash('sha256');
  for (const file of configuration.files) {
    hash.update(file.text).update('\0');
  }
  const applicable = [credentials.map(describeIdentity).sort(), [...targetFacts].sort()];
  const { region, pathStyle = null } = settings;
  const effortPart = effort === 'usual' ? [] : [effort];
  hash.update(
    JSON.stringify([selection ?? {}, region, pathStyle, seed ?? null, ...applicable, ...effortPart]),
  );
  return hash.digest('hex');
}

/** The name of a credential with the ids that it is known by, in which cases may ask for it. */
function describeIdentity({ name, canonical_id, account_id, arn }: GivenCredential): string {
  const ids = { canonical_id, account_id, arn };
  return [name, ...Object.entries(ids).flatMap(([id, value]) => (value === undefined ? [] : [id]))].join(' ');
}

function planGroup(
  group: Group,
  place: number,
  configuration: Configuration,
  options: PlanOptions,
): PlannedGroup {
  const { credentials, selection = {}, targetFacts = [], only, effort = 'usual' } = options;
  const available: Available = {
    credentials: new Set(credentials.map(({ name }) => name)),
    target: new Set([
      'endpoint_url',
      'region',
      ...targetFacts,
      ...(configuration.settings.target?.keys() ?? []),
    ]),
  };
  const steps = forEachPhase((phase) => {
    const context: PlanContext = {
      ...{ group, phase, selection, available, effort },
      parentCase: null,
      tags: group.tags,
    };
    const isSelected = (step: Step): boolean =>
      !only || phase !== 'test' || (step.kind === 'case' && only.has(caseIdOf(step.case, context)));
    return planSteps(group[phase], phase, context, isSelected);
  });
  return {
    name: group.name,
    place,
    credential: group.credential ?? defaultCredential(credentials),
    parallel: group.parallel,
    everyShard: group.every_shard || loadsIn({ phases: steps }).length > 0,
    variables: [group.variables, group.fileVariables],
    phases: steps,
    ...(group.defaults ? { defaults: group.defaults } : {}),
    file: group.file,
    skipReason: selectGroup(group, selection) ?? nothingSelected(steps.test, selection),
  };
}

/** Why a group is not even set up: none of its tests is selected. */
function nothingSelected(test: readonly PlannedStep[], { cases, tags }: Selection): string | null {
  if (!cases && !tags) {
    return null;
  }
  const isLeftOut = (planned: PlannedStep): boolean => {
    const children = childrenOf(planned);
    return planned.skipReason !== null || (children.length > 0 && children.every(isLeftOut));
  };
  return test.every(isLeftOut) ? 'none of its tests is selected' : null;
}

interface PlanContext {
  readonly group: Group;
  readonly phase: Phase;
  readonly selection: Selection;
  readonly available: Available;
  readonly parentCase: string | null;
  readonly effort: Effort;
  /** Those of all that is around a step. */
  readonly tags: readonly string[];
}

/** Where a step stands. */
type Position = Pick<PlannedStep, 'id' | 'place'>;

function planSteps(
  steps: readonly Step[],
  prefix: string,
  context: PlanContext,
  isSelected: (step: Step) => boolean = () => true,
): PlannedStep[] {
  return steps.flatMap((step, place) =>
    isSelected(step) ? [planStep(step, { id: `${prefix}[${place}]`, place }, context)] : [],
  );
}

function planStep(given: Step, position: Position, context: PlanContext): PlannedStep {
  const { id } = position;
  const step = atEffort(given, context.effort);
  const inside: PlanContext = { ...context, tags: [...context.tags, ...(step.tags ?? [])] };
  const { parentCase: caseId } = context;
  switch (step.kind) {
    case 'case':
      return planCase(step, position, inside);
    case 'steps': {
      const children = planSteps(step.steps, `${id}.steps`, inside);
      const skipReason = skipOf(step, caseId, inside) ?? skipOfAll(children, context);
      return { kind: 'block', ...position, step, caseId, skipReason, children };
    }
    case 'operation':
    case 'request':
    case 'post_form': {
      const during = planSteps(step.during?.steps ?? [], `${id}.during`, inside);
      return { kind: 'call', ...position, step, caseId, skipReason: skipOf(step, caseId, inside), during };
    }
    case 'presign':
      return { kind: 'presign', ...position, step, caseId, skipReason: skipOf(step, caseId, inside) };
    case 'set':
      return { kind: 'set', ...position, step, caseId, skipReason: skipOf(step, caseId, inside) };
    case 'wait':
      return { kind: 'wait', ...position, step, caseId, skipReason: skipOf(step, caseId, inside) };
  }
}

function planCase(step: CaseStep, position: Position, context: PlanContext): PlannedCase {
  const { selection, available, tags } = context;
  const caseId = caseIdOf(step.case, context);
  const children = planSteps(step.steps, `${position.id}.steps`, { ...context, parentCase: caseId });
  const facts = factsOf(step);
  const skipReason =
    skipOf(step, caseId, context) ??
    missingRequirement(step, facts, available) ??
    skipOfAll(children, context);
  return {
    kind: 'case',
    ...position,
    step,
    caseId,
    skipReason,
    children,
    tags,
    facts,
    rows: selection.rowsOf ? selection.rowsOf(caseId) : selectRows(caseId, selection),
    awaits: selection.awaitedBy?.(caseId) ?? [],
    urgency: 0,
  };
}

/** Why a step is left out, by the file or by the selection. */
function skipOf(step: Step, caseId: string | null, { phase, selection, tags }: PlanContext): string | null {
  return step.skip ?? (phase === 'test' ? selectStep(step, caseId, tags, selection) : null);
}

/** Why nothing in a block runs, so that its loop need not be counted either; null where something does. */
function skipOfAll(
  children: readonly PlannedStep[],
  { selection: { cases, tags } }: PlanContext,
): string | null {
  const [first] = children;
  if (!(cases ?? tags) || !first?.skipReason || children.some(({ skipReason }) => skipReason === null)) {
    return null;
  }
  return first.skipReason;
}

function caseIdOf(name: string, { group, parentCase }: PlanContext): string {
  return `${parentCase ?? group.name}/${name}`;
}
