import type { Phase } from '../../results/types.js';
import { countPlan, countStep } from './count.js';
import { describeLoad, type LoadDescription } from './describe-load.js';
import { forEachPhase, type Plan } from './plan.js';
import type { PlanCount } from './plan-count.js';
import { childrenOf, operationOf, type PlannedStep } from './planned-step.js';

/** A plan as data, for `--dry-run` and `list`; loops are counted as far as they are known. */
export interface PlanDescription {
  readonly plan: string;
  readonly endpoint_url: string;
  readonly region: string;
  readonly config_files: readonly string[];
  readonly credentials: readonly string[];
  readonly parallel: boolean;
  readonly concurrency: number;
  /** What will be sent at the least. */
  readonly at_least: PlanCount;
  readonly groups: readonly GroupDescription[];
}

/** A group of a plan as data. */
export interface GroupDescription {
  readonly name: string;
  readonly credential: string;
  readonly parallel: boolean;
  readonly skip_reason: string | null;
  readonly phases: Readonly<Record<Phase, readonly StepDescription[]>>;
}

/** A step of a plan as data. */
export interface StepDescription {
  readonly step: string;
  readonly kind: string;
  readonly operation: string | null;
  readonly name: string | null;
  readonly case: string | null;
  readonly credential: string | null;
  readonly operations: number;
  readonly skip_reason: string | null;
  /** Where it is a load: what it will do. */
  readonly load?: LoadDescription;
}

/** Describes what a plan will do. */
export function describePlan(plan: Plan): PlanDescription {
  return {
    plan: plan.id,
    endpoint_url: plan.settings.endpointUrl,
    region: plan.settings.region,
    config_files: plan.configFiles,
    credentials: plan.credentials.map(({ name }) => name),
    parallel: plan.parallel,
    concurrency: plan.settings.concurrency,
    at_least: countPlan(plan),
    groups: plan.groups.map((group) => ({
      name: group.name,
      credential: group.credential,
      parallel: group.parallel,
      skip_reason: group.skipReason,
      phases: forEachPhase((phase) => group.phases[phase].flatMap(describeStep)),
    })),
  };
}

function describeStep(planned: PlannedStep): StepDescription[] {
  const { step, id, caseId, skipReason } = planned;
  const own: StepDescription = {
    step: id,
    kind: step.kind,
    operation: operationOf(planned),
    name: step.name ?? null,
    case: caseId,
    credential: step.credential?.kind === 'literal' ? String(step.credential.value) : null,
    operations: countStep(planned).operations,
    skip_reason: skipReason,
    ...(step.load ? { load: describeLoad(step.load) } : {}),
  };
  return [own, ...childrenOf(planned).flatMap(describeStep)];
}
