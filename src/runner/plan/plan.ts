import type { Defaults } from '../../config/configuration.js';
import type { Step } from '../../config/language/step.js';
import type { SourceFile } from '../../config/text/source-file.js';
import type { Value } from '../../config/values/value.js';
import type { Phase } from '../../results/types.js';
import type { GivenCredential } from '../credentials.js';
import type { WantedFact } from './requirements.js';

/** The settings of a run, after command line, environment and configuration were weighed; times are seconds. */
export interface RunSettings {
  /** A URL, or the word `embedded`. */
  readonly endpointUrl: string;
  readonly region: string;
  readonly pathStyle: boolean | undefined;
  readonly timeout: number;
  readonly retry: { readonly maxAttempts: number; readonly mode: 'standard' | 'adaptive' };
  readonly concurrency: number;
  readonly caFile: string | undefined;
  readonly insecure: boolean;
}

/** A step with its place in the plan. */
export interface PlannedStep {
  /** The path inside its phase: `test[0]`, `test[0].steps[2]`. */
  readonly id: string;
  readonly step: Step;
  /** The id of the case it is, or stands in. */
  readonly caseId: string | null;
  readonly children: readonly PlannedStep[];
  /** The steps of its `during`. */
  readonly during: readonly PlannedStep[];
  /** Of a case: the facts that it asks for. */
  readonly facts: readonly WantedFact[];
  /** Of a case: globs over the names of the rows that will run; null for all. */
  readonly rows: readonly string[] | null;
  /** Why it will not run, where a selection or the file itself says so. */
  readonly skipReason: string | null;
  /** Of a case: those that must have passed before it begins, or it is blocked. */
  readonly awaits: readonly AwaitedCase[];
  /** Of a case: what is more urgent gets its buckets before others that wait for room. */
  readonly urgency: number;
}

/** A case that another one waits for. */
export interface AwaitedCase {
  readonly caseId: string;
  /** Why the other one cannot run if this one does not pass. */
  readonly reason: string;
}

/** A group of the plan. */
export interface PlannedGroup {
  readonly name: string;
  readonly credential: string;
  readonly parallel: boolean;
  readonly variables: readonly ReadonlyMap<string, Value>[];
  readonly phases: Readonly<Record<Phase, readonly PlannedStep[]>>;
  readonly defaults?: Defaults;
  readonly file: SourceFile;
  /** Why it will not run at all. */
  readonly skipReason: string | null;
}

/** Everything a run will do, in order, with stable ids; made without any network. */
export interface Plan {
  /** A hash over the files, the selection and the settings that change what is sent. */
  readonly id: string;
  readonly settings: RunSettings;
  readonly credentials: readonly GivenCredential[];
  readonly target: ReadonlyMap<string, Value>;
  readonly parallel: boolean;
  readonly groups: readonly PlannedGroup[];
  readonly configFiles: readonly string[];
  readonly seed: number | undefined;
  /** Stop after so many failures. */
  readonly bail: number | undefined;
}

/** The phases of a group, in the order they run. */
export const phases: readonly Phase[] = ['before_test', 'test', 'after_test'];
