import { namesCase } from '../conformance/baseline/baseline.js';
import type { ExitCode } from '../results/exit-code.js';
import { exitCodes } from '../results/exit-code.js';
import type { Evidence } from './evidence.js';
import type { Claim, ClaimSource, Subject, Workaround } from './subject.js';
import { outcomeWithout } from './verdict/details.js';
import { outcomeOfExistence } from './verdict/existence.js';
import {
  type Answer,
  answerOf,
  type Effect,
  effectOf,
  qualifyExitCode,
  type Weight,
} from './verdict/judge.js';
import { bestOf, type Outcome, worstOf } from './verdict/outcome.js';

/** What was found of one requirement. */
export interface QualifiedRequirement {
  readonly id: string;
  readonly weight: Weight;
  readonly outcome: Outcome;
  readonly effect: Effect;
  /** The consequence for the application where it does not hold. */
  readonly why: string;
  /** The setting that does without; null where there is none. */
  readonly workaround: Workaround | null;
  readonly source: readonly ClaimSource[];
  /** All that was tried for it. */
  readonly evidence: readonly Evidence[];
}

/** What was found of one application. */
export interface QualifiedApplication {
  readonly name: string;
  readonly title: string;
  /** Whether its requests were recorded, or its documentation read. */
  readonly evidence: Subject['evidence'];
  readonly versions: readonly string[];
  /** The SHA-256 of the file of its profile or need, in hex. */
  readonly profile_sha256: string;
  readonly answer: Answer;
  /** The settings that it needs, where it is `works-with`. */
  readonly settings: readonly string[];
  /** The consequences that make it `unsafe` or `does-not-work`, or what is open. */
  readonly because: readonly string[];
  readonly requirements: readonly QualifiedRequirement[];
}

/** Everything that one qualification found; the data of `--format json`. */
export interface Qualification {
  readonly qualification_format: 1;
  readonly s3tester_version: string;
  readonly suite_version: string;
  /** ISO 8601, UTC. */
  readonly start_time: string;
  readonly seconds: number;
  readonly endpoint_url: string;
  readonly region: string;
  /** The `Server` header; null where there is none. */
  readonly server: string | null;
  readonly applications: readonly QualifiedApplication[];
  /** What was in the way, such as an endpoint that was lost or a bucket that stays behind. */
  readonly problems: readonly string[];
  readonly interrupted: boolean;
}

/** What all evidence says of an application. */
export function qualifySubject(
  { name, title, evidence, versions, claims, sha256, calls }: Subject,
  all: readonly Evidence[],
): QualifiedApplication {
  const requirements = claims.map((claim) => qualifyClaim(claim, all, calls));
  const answer = answerOf(requirements.map(({ effect }) => effect));
  const settings = requirements.flatMap(({ effect, workaround }) =>
    effect === 'setting' && workaround ? [workaround.setting] : [],
  );
  return {
    ...{ name, title, evidence, versions, profile_sha256: sha256, answer },
    settings: answer === 'works-with' ? [...new Set(settings)] : [],
    because: becauseOf(answer, requirements),
    requirements,
  };
}

function qualifyClaim(claim: Claim, all: readonly Evidence[], calls: Subject['calls']): QualifiedRequirement {
  const { id, weight, when, why, workaround, source } = claim;
  const evidence = all.filter((one) => isAskedFor(one, claim));
  const outcome = outcomeOfClaim(claim, evidence, calls);
  const effect = effectOf({ weight, when, hasWorkaround: helps(workaround, all), outcome });
  return { id, weight, outcome, effect, why, workaround, source, evidence };
}

function outcomeOfClaim(
  { requires, weight }: Claim,
  evidence: readonly Evidence[],
  calls: Subject['calls'],
): Outcome {
  if (requires.existenceAlone) {
    return worstOf(evidence.map(outcomeOfExistence));
  }
  const isGiven = (parameter: string): boolean => [...calls.values()].some((one) => one.includes(parameter));
  // What is optional may be such a detail itself; anything else hangs on bytes and keys.
  const outcomes = evidence
    .filter((one) => !endsElsewhere(one, calls))
    .map((one) =>
      weight === 'optional'
        ? one.outcome
        : (one.data_outcome ?? outcomeWithout(one.differences, isGiven) ?? one.outcome),
    );
  return requires.anyCase ? bestOf(outcomes) : worstOf(outcomes);
}

/** Whether a case ended at an operation that the server does not have and the application does not call: it says nothing. */
function endsElsewhere({ kind, exchange }: Evidence, calls: Subject['calls']): boolean {
  const operation = exchange?.operation ?? null;
  return kind === 'case' && exchange?.status === 501 && operation !== null && !calls.has(operation);
}

/** Whether there is a setting that does without, and all that it needs itself holds. */
function helps(workaround: Workaround | null, all: readonly Evidence[]): boolean {
  const { cases } = workaround ?? { cases: [] };
  const needed = all.filter(({ kind, id }) => kind === 'case' && cases.some((glob) => namesCase(glob, id)));
  return (
    workaround !== null && (cases.length === 0 || worstOf(needed.map(({ outcome }) => outcome)) === 'met')
  );
}

function isAskedFor({ kind, id }: Evidence, { requires }: Claim): boolean {
  switch (kind) {
    case 'case':
      return requires.cases.some((glob) => namesCase(glob, id));
    case 'consistency':
      return requires.consistency?.workload === id;
    case 'replay':
      return requires.replay === id;
  }
}

const tellingEffects: Readonly<Partial<Record<Answer, Effect>>> = {
  unsafe: 'loses-data',
  'does-not-work': 'fails',
  'not-decided': 'open',
  'works-with': 'setting',
};

function becauseOf(answer: Answer, requirements: readonly QualifiedRequirement[]): readonly string[] {
  return requirements.filter(({ effect }) => effect === tellingEffects[answer]).map(({ why }) => why);
}

/** The exit code: an interruption first, then what does not work, then what is not decided or was in the way. */
export function qualificationExitCode({ applications, problems, interrupted }: Qualification): ExitCode {
  if (interrupted) {
    return exitCodes.interrupted;
  }
  const code = qualifyExitCode(applications.map(({ answer }) => answer));
  return code === exitCodes.passed && problems.length > 0 ? exitCodes.unjudged : code;
}
