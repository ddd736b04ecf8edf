import type { Defaults } from '../../config/configuration.js';
import type { SourceFile } from '../../config/text/source-file.js';
import type { Value } from '../../config/values/value.js';
import type { ErrorDocuments } from '../../expectations/index.js';
import type { Phase } from '../../results/types.js';
import type { GivenCredential } from '../credentials.js';
import type { PlannedStep } from './planned-step.js';
import type { Shard } from './shard.js';

/** The settings of a run, after command line, environment and configuration were weighed; times are seconds. */
export interface RunSettings {
  /** A URL, or the word `embedded`. */
  readonly endpointUrl: string;
  readonly region: string;
  readonly pathStyle: boolean | undefined;
  readonly timeout: number;
  /** For the requests of one case together; undefined is no limit. */
  readonly caseTimeout: number | undefined;
  readonly retry: { readonly maxAttempts: number; readonly mode: 'standard' | 'adaptive' };
  readonly concurrency: number;
  /** For how long a judgement is tried again after a configuration of its bucket was written; 0: not at all. */
  readonly settle: number;
  /** How many requests may be sent; undefined is no limit. */
  readonly maxRequests: number | undefined;
  /** Whether all turns of a loop have an entry of their own in the results, or many of them are counted. */
  readonly keep: 'some' | 'all';
  readonly caFile: string | undefined;
  readonly insecure: boolean;
}

/** A group of the plan. */
export interface PlannedGroup {
  readonly name: string;
  /** Its place among all groups of the configuration. */
  readonly place: number;
  readonly credential: string;
  readonly parallel: boolean;
  /** Whether each shard of a run runs it, where other groups are one shard's. */
  readonly everyShard: boolean;
  readonly variables: readonly ReadonlyMap<string, Value>[];
  readonly phases: Readonly<Record<Phase, readonly PlannedStep[]>>;
  readonly defaults?: Defaults;
  readonly file: SourceFile;
  /** Why it will not run at all. */
  readonly skipReason: string | null;
}

/** How the command line says again what a run is of: words for a POSIX shell, with no secret among them. */
export interface Rerun {
  /** The command with what it reads: `run s3tester.yaml`. */
  readonly command: readonly string[];
  /** Options that say nothing of the server. */
  readonly options: readonly string[];
}

/** Which part of a run a plan is, and what the run is as a whole. */
export interface Part extends Shard {
  /** The names of all groups, in order. */
  readonly whole: readonly string[];
  /** Those that every shard runs. */
  readonly everywhere: readonly string[];
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
  readonly rerun: Rerun;
  readonly seed: number | undefined;
  /** Set where only a shard of the run is planned. */
  readonly part?: Part;
  /** Stop after so many failures. */
  readonly bail: number | undefined;
  /** In a suite: the error documents that AWS was seen to send. */
  readonly errorDocuments?: ErrorDocuments;
}

/** Makes something for each phase. */
export function forEachPhase<T>(make: (phase: Phase) => T): Readonly<Record<Phase, T>> {
  return { before_test: make('before_test'), test: make('test'), after_test: make('after_test') };
}

/** The phases of a group, in the order they run. */
export const phases: readonly Phase[] = ['before_test', 'test', 'after_test'];
