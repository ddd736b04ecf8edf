import type { Reader } from '../config/index.js';
import type { ReadProfile } from './profile/read-profile.js';
import type { Requirement } from './profile/requirement-shape.js';
import { scenarioPath } from './profile/scenario-path.js';
import type { CalledOperations } from './rights/least-rights.js';
import type { Weight, When } from './verdict/judge.js';

/** What must hold, as it is tried. */
export interface Requires {
  /** Ids of cases of the suite, and globs over them. */
  readonly cases: readonly string[];
  /** Whether one of the cases is enough. */
  readonly anyCase: boolean;
  /** Whether they are asked for one thing alone: that an object that is there is never said to be missing, nor the other way round. */
  readonly existenceAlone: boolean;
  readonly consistency: WorkloadRun | null;
  /** The path of a scenario. */
  readonly replay: string | null;
}

/** How a workload is run. */
export interface WorkloadRun {
  readonly workload: string;
  readonly durationMs: number;
  readonly clients: number;
}

/** Where a claim is from: a recording or a page, and when it was seen. */
export interface ClaimSource {
  readonly recording?: string | undefined;
  readonly url?: string | undefined;
  readonly seen: string;
}

/** One thing that an application needs. */
export interface Claim {
  readonly id: string;
  readonly requires: Requires;
  /** The consequence for the application. */
  readonly why: string;
  readonly weight: Weight;
  /** The answers of a server that have this weight. */
  readonly when: When;
  readonly workaround: Workaround | null;
  readonly source: readonly ClaimSource[];
}

/** A setting of an application that does without something. */
export interface Workaround {
  readonly setting: string;
  readonly text: string;
  /** Ids of cases, and globs over them, without which it does not help either. */
  readonly cases: readonly string[];
}

/** An application that is qualified: from a profile, or from a need that was recorded. */
export interface Subject {
  readonly name: string;
  readonly title: string;
  readonly evidence: 'recorded' | 'documented';
  readonly versions: readonly string[];
  readonly claims: readonly Claim[];
  readonly calls: CalledOperations;
  /** Whether it must be told that a key is missing. */
  readonly needsNotFound: boolean;
  /** The SHA-256 of the file that this was read from, in hex. */
  readonly sha256: string;
}

const usualDurationMs = 4000;
const usualClients = 16;

/** What a profile says of its application. */
export function subjectOfProfile({ profile, sha256 }: ReadProfile, reader: Reader): Subject {
  const { name, title, evidence, versions, operations, requirements } = profile;
  return {
    name,
    title,
    evidence,
    versions: versions.map(({ version }) => version),
    claims: requirements.map((one) => claimOf(one, reader)),
    calls: operations,
    needsNotFound: false,
    sha256,
  };
}

function claimOf(requirement: Requirement, reader: Reader): Claim {
  const { id, requires, why, weight, when, workaround, source } = requirement;
  const { cases = [], consistency, replay } = requires;
  return {
    id,
    requires: {
      cases: cases.map(({ value }) => value),
      anyCase: false,
      existenceAlone: false,
      consistency: consistency
        ? {
            workload: consistency.workload.value,
            durationMs: consistency.duration ?? usualDurationMs,
            clients: consistency.clients ?? usualClients,
          }
        : null,
      replay: replay ? scenarioPath(replay, reader) : null,
    },
    why: why.trim(),
    weight,
    when: when ?? (weight === 'unsafe' ? 'ignored' : 'either'),
    workaround: workaround ? workaroundOf(workaround) : null,
    source: source.map(({ recording, url, seen }) => ({
      ...(recording && { recording }),
      ...(url && { url }),
      seen,
    })),
  };
}

function workaroundOf({ setting, text, cases = [] }: NonNullable<Requirement['workaround']>): Workaround {
  return { setting, text: text.trim(), cases: cases.map(({ value }) => value) };
}
