import { checkConfiguration, type Diagnostic, hasErrors } from '../config/index.js';
import { loadSuite, type Suite } from '../conformance/index.js';
import { defaultCredential } from '../runner/credentials.js';
import { builtInSuite, readStoredDocuments } from './built-in-suite.js';
import { emptyKeys } from './empty-keys.js';
import { fileReader } from './file-reader.js';
import type { TargetOptions } from './target-options.js';
import { unusedNames } from './unused-names.js';
import { noConfiguration, type WeighedSettings, weighSettings } from './weigh-settings.js';

/** A suite that can be run, with its settings and credentials; what diagnostics there are are warnings. */
export interface PreparedSuite extends WeighedSettings {
  readonly suite: Suite;
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
}

/** Loads and checks a suite, and weighs all sources of its settings. Sends nothing. */
export async function prepareSuite(options: PrepareSuiteOptions): Promise<PreparedSuite | RefusedSuite> {
  const { environment = process.env, reader = fileReader, configurations = [] } = options;
  const stored = await readStoredDocuments();
  const loaded = await loadSuite(options.suite ?? builtInSuite, reader, environment, {
    configurations,
    stored,
  });
  const { settings, credentials } = await weighSettings(
    options,
    loaded.suite?.configuration ?? noConfiguration,
  );
  const found = loaded.suite
    ? await checkConfiguration(loaded.suite.configuration, {
        environment,
        credentials,
        defaultCredential: defaultCredential(credentials),
        strict: true,
        reader,
        stored,
      })
    : [];
  const unused = loaded.suite ? unusedNames(options, loaded.suite.configuration, credentials) : [];
  const empty = loaded.suite ? emptyKeys(loaded.suite.configuration, credentials, { strict: true }) : [];
  const errors = found.filter(({ severity }) => severity === 'error');
  const diagnostics = [...loaded.diagnostics, ...empty, ...errors, ...unused];
  const suite = hasErrors(diagnostics) ? null : loaded.suite;
  return { suite, settings, credentials, diagnostics };
}
