import type {
  BlockStep,
  CaseStep,
  OperationStep,
  PostFormStep,
  PresignStep,
  RequestStep,
  SetStep,
  Step,
  WaitStep,
} from '../../config/language/step.js';
import type { WantedFact } from './requirements.js';

/** A step of a configuration that sends something. */
export type CallStep = OperationStep | RequestStep | PostFormStep;

/** What every step of a plan has. */
interface Planned<S extends Step> {
  /** The path inside its phase: `test[0]`, `test[0].steps[2]`. */
  readonly id: string;
  /** Its place among the steps around it, those that are left out counted. */
  readonly place: number;
  readonly step: S;
  /** The id of the case that it is in, or is. */
  readonly caseId: string | null;
  /** Why it will not run, where a selection or the file itself says so. */
  readonly skipReason: string | null;
}

/** A step that sends something. */
export interface PlannedCall extends Planned<CallStep> {
  readonly kind: 'call';
  /** What to do in the middle of its body. */
  readonly during: readonly PlannedStep[];
}

/** A block of steps. */
export interface PlannedBlock extends Planned<BlockStep> {
  readonly kind: 'block';
  readonly children: readonly PlannedStep[];
}

/** A block with one verdict. */
export interface PlannedCase extends Planned<CaseStep> {
  readonly kind: 'case';
  readonly caseId: string;
  readonly children: readonly PlannedStep[];
  /** Its tags, with those of all that is around it. */
  readonly tags: readonly string[];
  /** The facts that it asks for. */
  readonly facts: readonly WantedFact[];
  /** Globs over the names of the rows that will run; null for all. */
  readonly rows: readonly string[] | null;
  /** The cases that must have passed before it begins, or it is blocked. */
  readonly awaits: readonly AwaitedCase[];
  /** A more urgent case gets its buckets before others that wait. */
  readonly urgency: number;
}

/** A step that makes a presigned URL. */
export interface PlannedPresign extends Planned<PresignStep> {
  readonly kind: 'presign';
}

/** A step that makes new values of saved ones. */
export interface PlannedSet extends Planned<SetStep> {
  readonly kind: 'set';
}

/** A pause. */
export interface PlannedWait extends Planned<WaitStep> {
  readonly kind: 'wait';
}

/** A step with its place in the plan; `kind` says which other fields it has. */
export type PlannedStep =
  | PlannedCall
  | PlannedBlock
  | PlannedCase
  | PlannedPresign
  | PlannedSet
  | PlannedWait;

/** A case that another one waits for. */
export interface AwaitedCase {
  readonly caseId: string;
  /** Why the other one cannot run if this one does not pass. */
  readonly reason: string;
}

/** The steps that a block or a case is made of; other steps have none. */
export function childrenOf(planned: PlannedStep): readonly PlannedStep[] {
  return planned.kind === 'block' || planned.kind === 'case' ? planned.children : [];
}

/** All steps inside a step: those that it is made of, or those in the middle of its body. */
export function stepsInside(planned: PlannedStep): readonly PlannedStep[] {
  return planned.kind === 'call' ? planned.during : childrenOf(planned);
}

/** The operation that a step names, as the user wrote it; null where it names none. */
export function operationOf({ step }: PlannedStep): string | null {
  switch (step.kind) {
    case 'operation':
      return step.operation;
    case 'presign':
      return step.presign.operation;
    default:
      return null;
  }
}
