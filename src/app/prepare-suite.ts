import { checkConfiguration, type Diagnostic, hasErrors } from '../config/index.js';
import { loadSuite, type Suite } from '../conformance/index.js';
import { shellWord } from '../lib/shell-word.js';
import { defaultCredential, type GivenCredential } from '../runner/credentials.js';
import type { Rerun } from '../runner/plan/plan.js';
import { builtInSuite, readStoredDocuments } from './built-in-suite.js';
import { fileReader } from './file-reader.js';
import { rerunWords } from './rerun-words.js';
import type { TargetOptions } from './target-options.js';
import { unusableKeys } from './unusable-keys.js';
import { unusedNames } from './unused-names.js';
import { UsageError } from './usage-error.js';
import { noConfiguration, type WeighedSettings, weighSettings } from './weigh-settings.js';

/** A suite that can be run, with its settings and credentials; what diagnostics there are are warnings. */
export interface PreparedSuite extends WeighedSettings {
  readonly suite: Suite;
  /** How the command line runs it again. */
  readonly rerun: Rerun;
  readonly diagnostics: readonly Diagnostic[];
}

/** A suite with mistakes in it: there are errors among the diagnostics. */
export interface RefusedSuite extends WeighedSettings {
  readonly suite: null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Which suite is meant, and what is known of the server. */
export interface PrepareSuiteOptions extends TargetOptions {
  /** The folder of a suite other than the built-in one. */
  readonly suite?: string | undefined;
  /** Configuration files whose `config` holds for the suite: credentials, timeouts, facts about the target. */
  readonly configurations?: readonly string[] | undefined;
  /** Races are run with many writers in many rounds, which takes minutes. */
  readonly thorough?: boolean | undefined;
}

/** How a suite is looked at. */
export interface SuiteChecks {
  /** It is to be run, so that somebody must be there who signs; by default it is. */
  readonly toRun?: boolean;
}

/** The credential that signs where a suite names none. */
const ownerOfSuites = 'main';

/** One sentence where the owner is missing, instead of an error for each file of the suite. */
function checkOwner(credentials: readonly GivenCredential[]): void {
  const names = credentials.map(({ name }) => name);
  if (names.includes(ownerOfSuites)) {
    return;
  }
  const given = names.length === 0 ? '' : `; given: ${names.map((name) => `"${name}"`).join(', ')}`;
  throw new UsageError(
    `the suite needs a credential called "${ownerOfSuites}"${given}`,
    '--credential main=KEY:SECRET, or the variable S3TESTER_CREDENTIAL_MAIN, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE',
  );
}
/** Long enough for any sound server; a request that is never answered does not hold a run for longer. */
const usualCaseTimeout = 60;
/** A case of many rounds sends ten thousand requests and more. */
const thoroughCaseTimeout = 900;
/** Writers that wait for each other do not race. */
const thoroughConcurrency = 64;

/** Loads and checks a suite, and weighs all sources of its settings. Sends nothing. */
export async function prepareSuite(
  options: PrepareSuiteOptions,
  { toRun = true }: SuiteChecks = {},
): Promise<PreparedSuite | RefusedSuite> {
  const { environment = process.env, reader = fileReader, configurations = [] } = options;
  const stored = await readStoredDocuments();
  const loaded = await loadSuite(options.suite ?? builtInSuite, reader, environment, {
    configurations,
    stored,
  });
  const needed = loaded.suite?.configuration.groups.some(({ credential }) => credential === ownerOfSuites);
  const { settings: weighed, credentials } = await weighSettings(
    options,
    loaded.suite?.configuration ?? noConfiguration,
    needed ? ownerOfSuites : undefined,
  );
  if (needed && toRun) {
    checkOwner(credentials);
  }
  const settings = { ...weighed, ...settingsOf(options, weighed, loaded.suite?.configuration.concurrency) };
  const found = loaded.suite
    ? await checkConfiguration(loaded.suite.configuration, {
        environment,
        credentials: toRun ? credentials : [...credentials, { name: ownerOfSuites }],
        defaultCredential: defaultCredential(credentials),
        strict: true,
        reader,
        stored,
      })
    : [];
  const unused = loaded.suite ? unusedNames(options, loaded.suite.configuration, credentials) : [];
  const empty = loaded.suite ? unusableKeys(loaded.suite.configuration, credentials, { strict: true }) : [];
  const errors = found.filter(({ severity }) => severity === 'error');
  const diagnostics = [...loaded.diagnostics, ...empty, ...errors, ...unused];
  const suite = hasErrors(diagnostics) ? null : loaded.suite;
  return { suite, settings, credentials, diagnostics, rerun: rerunOf(options) };
}

function rerunOf(options: PrepareSuiteOptions): Rerun {
  const { suite, configurations = [], thorough = false } = options;
  return {
    command: ['conformance'],
    options: [
      ...(suite === undefined ? [] : [`--suite ${shellWord(suite)}`]),
      ...configurations.map((path) => `--config ${shellWord(path)}`),
      ...rerunWords(options),
      ...(thorough ? ['--thorough'] : []),
    ],
  };
}

function settingsOf(
  { thorough = false, concurrency, environment = process.env }: PrepareSuiteOptions,
  weighed: WeighedSettings['settings'],
  configured: number | undefined,
): Pick<WeighedSettings['settings'], 'caseTimeout' | 'concurrency'> {
  const { caseTimeout = thorough ? thoroughCaseTimeout : usualCaseTimeout } = weighed;
  const isGiven = (concurrency ?? environment.S3TESTER_CONCURRENCY ?? configured) !== undefined;
  return { caseTimeout, concurrency: thorough && !isGiven ? thoroughConcurrency : weighed.concurrency };
}
