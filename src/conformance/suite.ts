import {
  type Configuration,
  type Diagnostic,
  hasErrors,
  loadConfiguration,
  type Reader,
  type StoredDocuments,
} from '../config/index.js';
import { type Feature, readFeatures } from './features.js';
import { describeCases, type SuiteCase } from './suite-case.js';

/** A conformance suite, loaded: its cases in order, and what they are about. */
export interface Suite {
  readonly version: string;
  readonly features: readonly Feature[];
  readonly cases: readonly SuiteCase[];
  readonly configuration: Configuration;
}

/** A suite, or null where the diagnostics contain errors. */
export interface LoadedSuite {
  readonly suite: Suite | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a suite is loaded with besides its own files. */
export interface SuiteSources {
  /** Configuration files whose `config` holds for it: credentials, timeouts, facts about the target. */
  readonly configurations?: readonly string[];
  /** Documents that need not be parsed again. */
  readonly stored?: StoredDocuments | undefined;
}

const featuresFile = 'features.yaml';

/** Loads the suite in a folder: `features.yaml`, and every case file in the folders below it. */
export async function loadSuite(
  folder: string,
  reader: Reader,
  environment: Readonly<Record<string, string | undefined>>,
  { configurations = [], stored }: SuiteSources = {},
): Promise<LoadedSuite> {
  const { path } = reader;
  const { list, diagnostics } = await readFeatures(path.join(folder, featuresFile), reader, stored);
  const files = await reader.glob(path.join(folder, '*', '**', '*.yaml'));
  const caseFiles = files.filter((file) => path.relative(folder, file).split(path.sep)[0] !== 'baselines');
  const loaded = await loadConfiguration([...configurations, ...caseFiles], reader, environment, {
    strict: true,
    stored,
  });
  const all = [...diagnostics, ...loaded.diagnostics];
  if (!list || hasErrors(all)) {
    return { suite: null, diagnostics: all };
  }
  const own = new Set(caseFiles);
  // The ids do not depend on the folder of the suite, nor on the current folder.
  const pathOf = (file: string): string =>
    path
      .relative(folder, file)
      .replaceAll(path.sep, '/')
      .replace(/\.yaml$/, '');
  const groups = loaded.readable.groups
    .filter(({ file }) => own.has(file.name))
    .map((group) => ({ ...group, name: pathOf(group.file.name) }));
  const configuration = { ...loaded.readable, groups };
  return {
    suite: {
      version: list.version,
      features: list.features,
      cases: describeCases(configuration).map((one) => withoutOwnProbe(one, list.features)),
      configuration,
    },
    diagnostics: all,
  };
}

// What a case probes cannot be what it needs, even where its fixture is of that feature.
function withoutOwnProbe(one: SuiteCase, features: readonly Feature[]): SuiteCase {
  const probed = features.filter(({ probe }) => probe === one.id).map(({ name }) => name);
  return { ...one, needs: one.needs.filter((need) => !probed.includes(need)) };
}
