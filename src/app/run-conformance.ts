import {
  conformanceExitCode,
  type RunPlan,
  runSuite,
  type SelectedCases,
  suitePlanId,
} from '../conformance/index.js';
import { defined } from '../lib/defined.js';
import type { ResultsWith, StepFacts } from '../results/source.js';
import type { StepResult } from '../results/types.js';
import { holdAgainst, loadBaseline } from './baseline.js';
import { lifecycleDayOfSuite, targetFactsOf } from './endpoint.js';
import { type Outcome, refuse, refuseMistakes } from './outcome.js';
import { type PreparedSuite, type PrepareSuiteOptions, prepareSuite } from './prepare-suite.js';
import type { Start } from './read-start.js';
import { resolveTarget } from './resolve-target.js';
import { type SuiteSelection, selectSuiteCases } from './select-suite-cases.js';
import { openSession, type Session, type WatchOptions } from './session.js';

/** How the chosen cases of a suite are run. */
export interface SuiteRunOptions {
  /** How often what failed is tried again; what then passes is marked as flaky. */
  readonly repeatFailed?: number | undefined;
  /** Fixes all randomness: a whole number from 0. */
  readonly seed?: number | undefined;
  /** What is only tolerated has failed, with the kind `tolerated`. */
  readonly exact?: boolean | undefined;
  /** When the run begins, other than at once; rejects with a `StartError` where its other shards do not come. */
  readonly start?: Start | undefined;
  /** The embedded server makes buckets as AWS does: ACLs off, public access blocked. */
  readonly awsDefaults?: boolean | undefined;
  /** Races are run with many writers in many rounds. */
  readonly thorough?: boolean | undefined;
}

/** How the conformance suite is run; all of it may be absent, and is then as on the command line. */
export interface RunConformanceOptions extends PrepareSuiteOptions, SuiteRunOptions, WatchOptions {
  readonly selection?: SuiteSelection | undefined;
  /** The file of what is known to fail. */
  readonly baseline?: string | undefined;
}

/** How the embedded server is started for a suite. */
export const embeddedForSuite = { lifecycleDay: lifecycleDayOfSuite };

/**
 * Runs the conformance suite and scores what it finds, as `s3tester conformance` does: the scores are in
 * `results.conformance`. A mistake in options, suite or baseline is not thrown; it is in the diagnostics, and `results`
 * is null.
 *
 * @example
 * ```ts
 * const { results } = await runConformance({
 *   endpointUrl: 'http://127.0.0.1:9000',
 *   credentials: [{ name: 'main', access_key: 'KEY', secret_key: 'SECRET' }],
 *   selection: { features: ['multipart'] },
 * });
 * console.log(results?.conformance?.levels);
 * ```
 */
export function runConformance(options: RunConformanceOptions = {}): Promise<Outcome> {
  return refuseMistakes(async () => {
    const prepared = await prepareSuite(options);
    if (!prepared.suite) {
      return refuse(prepared.diagnostics);
    }
    const selected = selectSuiteCases(options.selection ?? {}, prepared.suite);
    const baseline = options.baseline === undefined ? null : await loadBaseline(options.baseline);
    const diagnostics = [...prepared.diagnostics, ...(baseline?.diagnostics ?? [])];
    if (baseline?.baseline === null) {
      return refuse(diagnostics);
    }
    const session = await openSession(await resolveTarget(prepared), {
      ...options,
      embedded: { ...embeddedForSuite, awsDefaults: options.awsDefaults ?? false },
    });
    try {
      const found = await runSuiteWith(session, session.run, prepared, selected, options);
      const results = baseline ? holdAgainst(baseline, found, prepared.suite, options.clock) : found;
      return { results, diagnostics, exitCode: conformanceExitCode(results) };
    } finally {
      await session.close();
    }
  });
}

/** Runs the chosen cases of a suite in a session that is open already, when it may begin; `run` is what runs a plan there. */
export async function runSuiteWith<Step extends StepFacts | StepResult>(
  session: Pick<Session, 'begin'>,
  run: RunPlan<Step>,
  { suite, settings, credentials, rerun }: Omit<PreparedSuite, 'diagnostics'>,
  selected: SelectedCases,
  { repeatFailed, seed, exact = false, awsDefaults = false, thorough = false, start = {} }: SuiteRunOptions,
): Promise<ResultsWith<Step>> {
  const options = {
    settings,
    credentials,
    targetFacts: Object.keys(targetFactsOf(settings, embeddedForSuite)),
    selected,
    effort: thorough ? ('thorough' as const) : ('usual' as const),
    rerun: {
      ...rerun,
      options: [...rerun.options, ...(exact ? ['--exact'] : []), ...(awsDefaults ? ['--aws-defaults'] : [])],
    },
    exact,
    ...defined({ seed }),
  };
  await session.begin(start, { shard: selected.shard, plan: suitePlanId(suite, options) });
  return runSuite(suite, { ...options, run, ...defined({ repeatFailed }) });
}
