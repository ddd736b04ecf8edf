import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CheckBeside, checkBeside } from '../consistency/check/check-beside.js';
import type { HistoryHeader } from '../consistency/history/types.js';
import { type JudgedHistory, resultsOf } from '../consistency/results.js';
import { type HistoryOptions, type MadeHistory, makeHistory } from '../consistency/run/make-history.js';
import { defined } from '../lib/defined.js';
import { defaultCredential } from '../runner/credentials.js';
import { noJournal } from '../runner/journal/journal.js';
import { journalFolder } from '../runner/journal/journal-folder.js';
import { openJournal } from '../runner/journal/open-journal.js';
import { plainUrl } from '../runner/journal/plain-url.js';
import { startEndpoint } from './endpoint.js';
import { resolveTarget, type Target } from './resolve-target.js';
import type { Environment } from './target-options.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';
import type { WeighedSettings } from './weigh-settings.js';

type OfTheTarget = 'targets' | 'credential' | 'timeoutMs' | 'journal' | 'version' | 'path' | 'follower';

/** How a consistency run goes about, without what the target says. */
export interface RunConsistencyOptions extends Omit<HistoryOptions, OfTheTarget> {
  /** Further endpoints of the same store, beside that of the settings. */
  readonly furtherEndpoints: readonly string[];
  readonly environment: Environment;
  /** Where the history is kept; otherwise it goes when it has been checked. */
  readonly history: string | undefined;
  /** Go on after a violation. */
  readonly keepGoing: boolean;
  readonly watch: ConsistencyWatch;
}

/** What a consistency run tells while it goes on. */
export interface ConsistencyWatch {
  began(header: HistoryHeader): void;
  /** So many operations were done, and so many of them checked. */
  did(operations: number, checked: number): void;
}

/**
 * Runs clients against a store, and checks what they saw; without `keepGoing` the first violation ends it. Rejects with a
 * {@link UsageError} for a credential without keys.
 */
export async function runConsistency(
  weighed: WeighedSettings,
  options: RunConsistencyOptions,
): Promise<JudgedHistory> {
  const { history } = options;
  const target = await resolveTarget(weighed);
  const folder = history === undefined ? await mkdtemp(path.join(tmpdir(), 's3tester-history-')) : null;
  const file = history ?? path.join(folder ?? '', 'history.ndjson');
  const check = checkBeside();
  try {
    const made = await makeHistoryOf(target, file, check, options);
    const { counts, verdicts } = await check.finish();
    return resultsOf(made, counts, verdicts, history ?? null);
  } finally {
    await check.close();
    if (folder !== null) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function makeHistoryOf(
  target: Target,
  file: string,
  check: CheckBeside,
  { furtherEndpoints, environment, history: _, keepGoing, watch, ...options }: RunConsistencyOptions,
): Promise<MadeHistory> {
  const { settings, ca } = target;
  const credential = signerOf(target);
  const endpoint = await startEndpoint(target);
  try {
    return await makeHistory({
      ...options,
      path: file,
      targets: [endpoint.url, ...furtherEndpoints].map((endpointUrl) => ({
        endpointUrl,
        region: settings.region,
        insecure: settings.insecure,
        ...defined({ pathStyle: settings.pathStyle, ca }),
      })),
      credential,
      timeoutMs: settings.timeout * 1000,
      version,
      follower: {
        began(header) {
          check.begin(header);
          watch.began(header);
        },
        did: (operations) => watch.did(operations, check.operations),
        wrote: check.add,
        ready: check.ready,
        isEnough: () => check.violated && !keepGoing,
      },
      journal: (runId) =>
        settings.endpointUrl === 'embedded'
          ? noJournal
          : openJournal(journalFolder(environment), {
              runId,
              endpointUrl: plainUrl(endpoint.url),
              region: settings.region,
              pathStyle: settings.pathStyle ?? null,
              started: new Date().toISOString(),
            }),
    });
  } finally {
    await endpoint.close();
  }
}

function signerOf({ credentials, keys }: Target) {
  const name = defaultCredential(credentials);
  const credential = keys.get(name);
  if (credential?.kind !== 'keys') {
    throw new UsageError(
      `consistency signs with the credential called "${name}", which ${credential ? 'has no keys' : 'is not given'}`,
      '--credential main=KEY:SECRET, or the variable S3TESTER_CREDENTIAL_MAIN, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    );
  }
  return credential;
}
