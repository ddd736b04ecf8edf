import type { PlatformPath } from 'node:path';
import { defined } from '../lib/defined.js';
import type { Configuration, CredentialEntry, Group } from './configuration.js';
import type { DocumentContent, GroupEntry, Settings } from './language/document.js';
import { resolveReference } from './paths.js';
import { type Diagnostic, errorAt } from './text/diagnostic.js';
import { isGuardedKey } from './text/secret-keys.js';
import type { Location, SourceFile } from './text/source-file.js';

/** One file, parsed and read. */
export interface ReadDocument {
  readonly file: SourceFile;
  readonly content: DocumentContent;
}

/** The credential that a suite file's cases use. */
const mainCredential = 'main';

/**
 * Merges documents in the order given; the first one's settings win key by key. Where they were not `sound`, what
 * there is to run may have been under a key that is misspelt.
 */
export function mergeDocuments(
  documents: readonly ReadDocument[],
  sound: boolean,
  path: PlatformPath,
): {
  configuration: Configuration;
  diagnostics: Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  let settings: Omit<Settings, 'credentials'> = {};
  const credentials = new Map<string, CredentialEntry>();
  const groups: Group[] = [];
  let parallel: boolean | undefined;
  let concurrency: number | undefined;
  for (const document of documents) {
    const { content } = document;
    const { credentials: entries = [], where: _, places: __, ...own } = content.config ?? {};
    settings = { ...own, ...filesOf(own, document.file, path), ...settings };
    for (const entry of entries) {
      addCredential(credentials, entry, diagnostics);
    }
    parallel ??= content.test_cases?.parallel;
    concurrency ??= content.test_cases?.concurrency;
    groups.push(...groupsOf(document));
  }
  if (groups.length === 0 && sound && documents[0]) {
    diagnostics.push(
      errorAt(
        documents[0].content.where,
        'nothing-to-run',
        'there is nothing to run: no groups and no cases',
        settings.conformance === undefined
          ? 'add test_cases: { groups: [ … ] }'
          : `the settings are for the suite: s3tester conformance -c ${documents[0].file.name}`,
      ),
    );
  }
  const files = documents.map(({ file }) => file);
  return {
    configuration: {
      settings,
      credentials: [...credentials.values()],
      parallel: parallel ?? false,
      concurrency,
      groups,
      files,
    },
    diagnostics,
  };
}

/** The files that settings name, as the process sees them. */
function filesOf(
  { ca_file: caFile, reports, conformance }: Settings,
  file: SourceFile,
  path: PlatformPath,
): Pick<Settings, 'ca_file' | 'reports' | 'conformance'> {
  const resolve = (reference: string) => resolveReference(reference, file.name, path);
  return {
    ...(caFile === undefined ? {} : { ca_file: resolve(caFile) }),
    ...(reports && { reports: reports.map((report) => ({ ...report, file: resolve(report.file) })) }),
    ...(conformance?.baseline === undefined
      ? {}
      : { conformance: { ...conformance, baseline: resolve(conformance.baseline) } }),
  };
}

function addCredential(
  known: Map<string, CredentialEntry>,
  entry: CredentialEntry,
  diagnostics: Diagnostic[],
): void {
  const swollen = swollenFields(entry);
  if (swollen.length > 0) {
    diagnostics.push(...swollen);
    const [name = ''] = entry.name.split(/\s/);
    known.set(name, { ...entry, name });
    return;
  }
  const forms = [
    ['access_key', 'secret_key', 'session_token'].some((name) => entry.places.has(name)),
    entry.places.has('profile'),
    entry.anonymous === true,
  ].filter(Boolean).length;
  if (forms !== 1) {
    diagnostics.push(
      errorAt(
        entry.where,
        'credential-form',
        `the credential "${entry.name}" needs one of: access_key with secret_key, profile, or anonymous: true`,
      ),
    );
  } else if (entry.places.has('access_key') !== entry.places.has('secret_key')) {
    diagnostics.push(
      errorAt(
        entry.where,
        'credential-form',
        `the credential "${entry.name}" has ${entry.secret_key !== undefined ? 'no access_key' : 'no secret_key'}`,
      ),
    );
  }
  const earlier = known.get(entry.name);
  if (earlier && contentOf(earlier) !== contentOf(entry)) {
    diagnostics.push(
      errorAt(
        entry.where,
        'credential-conflict',
        `the credential "${entry.name}" is defined twice, with different content`,
        'give one of them another name',
      ),
    );
  }
  if (!earlier) {
    known.set(entry.name, entry);
  }
}

function contentOf({ where: _, places: __, ...content }: CredentialEntry): string {
  return JSON.stringify(Object.entries(content).sort());
}

function groupsOf({ file, content }: ReadDocument): Group[] {
  const fileVariables = content.variables ?? new Map();
  const groups = (content.test_cases?.groups ?? []).map((entry) => groupOf(entry, file, fileVariables));
  if (content.cases) {
    const { defaults } = content;
    groups.push({
      ...emptyGroup,
      name: suiteName(file.name),
      credential: defaults?.credential ?? mainCredential,
      parallel: true,
      tags: defaults?.tags ?? [],
      fileVariables,
      variables: defaults?.variables ?? new Map(),
      test: content.cases,
      ...defined({ defaults }),
      file,
      where: content.where,
      places: content.places,
    });
  }
  return groups;
}

const emptyGroup = { every_shard: false, tags: [], before_test: [], test: [], after_test: [] };

function groupOf(entry: GroupEntry, file: Group['file'], fileVariables: Group['fileVariables']): Group {
  return {
    name: entry.name,
    ...defined({ credential: entry.credential }),
    parallel: entry.parallel ?? false,
    every_shard: entry.every_shard ?? false,
    tags: entry.tags ?? [],
    fileVariables,
    variables: entry.variables ?? new Map(),
    before_test: entry.before_test ?? [],
    test: entry.test,
    after_test: entry.after_test ?? [],
    file,
    where: entry.where,
    places: entry.places,
  };
}

/** A suite file's group is named for its path: `suite/object/put.yaml` is `object/put`. */
function suiteName(path: string): string {
  const bare = path.replaceAll('\\', '/').replace(/\.ya?ml$/, '');
  const root = bare.lastIndexOf('suite/');
  return (root === -1 ? bare : bare.slice(root + 'suite/'.length)).replace(/^(\.{0,2}\/)+/, '');
}

/**
 * Open fields that took in the one behind them: what was meant as a field of its own may be a secret. An access key is
 * told by the blank that it has then.
 */
function swollenFields({ places }: CredentialEntry): readonly Diagnostic[] {
  return [...places]
    .filter(([key, at]) => key !== 'access_key' && !isGuardedKey(key) && tookInMore(at))
    .map(([key, at]) =>
      errorAt(
        at,
        'credential-form',
        `the ${key} of a credential goes on where the next field should begin`,
        'is that field too far in, or is a comma or its colon missing?',
      ),
    );
}

function tookInMore({ file, start, end }: Location): boolean {
  return /\n|\s[\w-]+\s*=/.test(file.text.slice(start, end));
}
