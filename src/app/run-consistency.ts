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

/** How the clients run, without what the target says. */
export interface RunConsistencyOptions
  extends Omit<HistoryOptions, 'targets' | 'credential' | 'timeoutMs' | 'journal' | 'version'> {
  /** Further endpoints of the same store, beside that of the settings. */
  readonly furtherEndpoints: readonly string[];
  readonly environment: Environment;
}

/** Runs clients against a store and keeps the history of what they did; rejects with a {@link UsageError} for a credential without keys. */
export async function recordHistory(
  weighed: WeighedSettings,
  { furtherEndpoints, environment, ...options }: RunConsistencyOptions,
): Promise<MadeHistory> {
  const target = await resolveTarget(weighed);
  const { settings } = target;
  const credential = signerOf(target);
  const endpoint = await startEndpoint(target);
  try {
    return await makeHistory({
      ...options,
      targets: [endpoint.url, ...furtherEndpoints].map((endpointUrl) => ({
        endpointUrl,
        region: settings.region,
        insecure: settings.insecure,
        ...defined({ pathStyle: settings.pathStyle, ca: target.ca }),
      })),
      credential,
      timeoutMs: settings.timeout * 1000,
      version,
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
