import {
  type Configuration,
  type Diagnostic,
  hasErrors,
  loadConfiguration,
  type Reader,
  type StoredDocuments,
} from '../config/index.js';
import { checkCitations } from './check-citations.js';
import { readErrorDocuments } from './error-documents.js';
import { type Feature, readFeatures } from './features.js';
import { type AwsRecord, readLedger } from './ledger.js';
import { describeCases, type SuiteCase } from './suite-case.js';

/** A conformance suite, loaded: its cases in order, and what they are about. */
export interface Suite {
  readonly version: string;
  readonly features: readonly Feature[];
  readonly cases: readonly SuiteCase[];
  /** What AWS was seen to answer. */
  readonly records: readonly AwsRecord[];
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
const recordsFolder = 'records';
const documentsFile = 'records/error-documents';

/** Loads the suite in a folder: `features.yaml`, what is in `records`, and every case file in the other folders below it. */
export async function loadSuite(
  folder: string,
  reader: Reader,
  environment: Readonly<Record<string, string | undefined>>,
  { configurations = [], stored }: SuiteSources = {},
): Promise<LoadedSuite> {
  const { path } = reader;
  const features = await readFeatures(path.join(folder, featuresFile), reader, stored);
  // The names do not depend on the folder of the suite, nor on the current folder.
  const pathOf = (file: string): string =>
    path
      .relative(folder, file)
      .replaceAll(path.sep, '/')
      .replace(/\.yaml$/, '');
  const areaOf = (file: string): string => pathOf(file).replace(/\/.*/, '');
  const files = await reader.glob(path.join(folder, '*', '**', '*.yaml'));
  const caseFiles = files.filter((file) => !['baselines', recordsFolder].includes(areaOf(file)));
  const recordFiles = files
    .filter((file) => areaOf(file) === recordsFolder && pathOf(file) !== documentsFile)
    .map((file) => ({ file, area: pathOf(file).slice(recordsFolder.length + 1) }));
  const ledger = await readLedger(recordFiles, reader, stored);
  const [withDocuments] = files.filter((file) => pathOf(file) === documentsFile);
  const recorded =
    withDocuments === undefined ? undefined : await readErrorDocuments(withDocuments, reader, stored);
  const loaded = await loadConfiguration([...configurations, ...caseFiles], reader, environment, {
    strict: true,
    stored,
  });
  const found = [
    ...features.diagnostics,
    ...ledger.diagnostics,
    ...(recorded?.diagnostics ?? []),
    ...loaded.diagnostics,
  ];
  // A record that could not be read is no unknown one.
  const cited = hasErrors(ledger.diagnostics) ? [] : checkCitations(loaded.readable, ledger.records);
  const all = [...found, ...cited];
  const list = features.content;
  if (!list || hasErrors(all)) {
    return { suite: null, diagnostics: all };
  }
  const own = new Set(caseFiles);
  const groups = loaded.readable.groups
    .filter(({ file }) => own.has(file.name))
    .map((group) => ({ ...group, name: pathOf(group.file.name) }));
  const configuration = {
    ...loaded.readable,
    groups,
    ...(recorded ? { errorDocuments: recorded.documents } : {}),
  };
  return {
    suite: {
      version: list.version,
      features: list.features,
      cases: describeCases(configuration, ledger.records).map((one) => withoutOwnProbe(one, list.features)),
      records: ledger.records,
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
