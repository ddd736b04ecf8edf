import {
  type Configuration,
  checkConfiguration,
  type Diagnostic,
  hasErrors,
  inOrderOfText,
  loadConfiguration,
} from '../config/index.js';
import { defaultCredential } from '../runner/credentials.js';
import type { Rerun } from '../runner/plan/plan.js';
import { rerunFiles } from '../runner/plan/rerun-files.js';
import { fileReader } from './file-reader.js';
import { rerunWords } from './rerun-words.js';
import type { TargetOptions } from './target-options.js';
import { unusableKeys } from './unusable-keys.js';
import { unusedNames } from './unused-names.js';
import { type WeighedSettings, weighSettings } from './weigh-settings.js';

/** Files that can be run: their configuration, with its settings and credentials; what diagnostics there are are warnings. */
export interface PreparedFiles extends WeighedSettings {
  readonly configuration: Configuration;
  /** How the command line runs them again. */
  readonly rerun: Rerun;
  readonly diagnostics: readonly Diagnostic[];
}

/** Files with mistakes in them: there are errors among the diagnostics. */
export interface RefusedFiles extends WeighedSettings {
  readonly configuration: null;
  readonly diagnostics: readonly Diagnostic[];
}

/** How closely files are looked at. */
export interface Checks {
  /** Every variable that is named is set, and every file that is named is there. */
  readonly strict: boolean;
  /** Also report what nothing uses. */
  readonly unused?: boolean;
  /** Files that are named may be absent, since nothing is sent. */
  readonly withoutFiles?: boolean | undefined;
  /** Whether a file may name a server alone, and nothing to run; or only where it has settings of the suite. */
  readonly mayBeEmpty?: boolean | 'for-suite';
}

const aboutNames: ReadonlySet<string> = new Set(['unknown-name', 'unknown-credential', 'unused']);

/** Loads and checks configuration files, and weighs all sources of their settings. Sends nothing. */
export async function prepareFiles(
  paths: readonly string[],
  options: TargetOptions,
  checks: Checks,
): Promise<PreparedFiles | RefusedFiles> {
  const { environment = process.env, reader = fileReader } = options;
  const { readable, whole, hasAllCredentials, diagnostics } = await loadConfiguration(
    paths,
    reader,
    environment,
    checks,
  );
  const { settings, credentials } = await weighSettings(options, readable);
  const found = await checkConfiguration(readable, {
    environment,
    credentials,
    defaultCredential: defaultCredential(credentials),
    reader,
    ...checks,
  });
  const mayBeEmpty =
    checks.mayBeEmpty === 'for-suite'
      ? readable.settings.conformance !== undefined
      : (checks.mayBeEmpty ?? false);
  // What was left out may have defined the names that now seem to be missing.
  const all = inOrderOfText([
    ...diagnostics.filter(({ code }) => !mayBeEmpty || code !== 'nothing-to-run'),
    ...unusableKeys(readable, credentials, checks),
    ...found.filter(
      ({ code }) => whole || !aboutNames.has(code) || (hasAllCredentials && code === 'unknown-credential'),
    ),
  ]);
  const unused = whole ? unusedNames(options, readable, credentials) : [];
  return {
    configuration: hasErrors(all) ? null : readable,
    rerun: { command: rerunFiles(paths), options: rerunWords(options) },
    settings,
    credentials,
    diagnostics: [...all, ...unused],
  };
}
