import { checkConfiguration, hasErrors } from '../config/index.js';
import { loadSuite, type Suite } from '../conformance/index.js';
import { defaultCredential, type GivenCredential } from '../runner/credentials.js';
import type { RunSettings } from '../runner/plan/plan.js';
import { builtInSuite, readStoredDocuments } from './built-in-suite.js';
import { tellDiagnostics, tellWarnings } from './diagnose.js';
import { fileReader } from './file-reader.js';
import type { Io } from './io.js';
import type { CommonOptions, TargetOptions } from './options.js';
import { weighSources } from './prepare.js';

/** A suite with the settings and credentials it is run with. */
export interface PreparedSuite {
  readonly suite: Suite;
  readonly settings: RunSettings;
  readonly credentials: readonly GivenCredential[];
}

/** Loads and checks a suite; null, with the exit code set, where there is something wrong with it. */
export async function prepareSuite(
  options: CommonOptions & Partial<TargetOptions> & { readonly suite?: string },
  io: Io,
): Promise<PreparedSuite | null> {
  const stored = await readStoredDocuments();
  const loaded = await loadSuite(options.suite ?? builtInSuite, fileReader, io.environment, {
    configurations: options.config,
    stored,
  });
  const configuration = loaded.suite?.configuration ?? {
    settings: {},
    credentials: [],
    concurrency: undefined,
  };
  const { settings, credentials } = await weighSources(options, configuration, io);
  const found = loaded.suite
    ? await checkConfiguration(loaded.suite.configuration, {
        environment: io.environment,
        credentials,
        defaultCredential: defaultCredential(credentials),
        strict: true,
        reader: fileReader,
        stored,
      })
    : [];
  const diagnostics = [...loaded.diagnostics, ...found.filter(({ severity }) => severity === 'error')];
  if (!loaded.suite || hasErrors(diagnostics)) {
    await tellDiagnostics(diagnostics, options, io);
    process.exitCode = 2;
    return null;
  }
  tellWarnings(diagnostics, io);
  return { suite: loaded.suite, settings, credentials };
}
