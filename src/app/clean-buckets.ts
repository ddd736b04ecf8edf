import { defined } from '../lib/defined.js';
import {
  type CleanedJournal,
  type CleanOptions,
  cleanJournals,
  journalFolder,
  systemClock,
} from '../runner/index.js';
import { resolveTarget } from './resolve-target.js';
import type { Environment } from './target-options.js';
import type { WeighedSettings } from './weigh-settings.js';

/** Which buckets are removed, and how. */
export interface CleanBucketsOptions extends Pick<CleanOptions, 'dryRun' | 'interrupt'> {
  /** Also what was left at other endpoints, each with its own. */
  readonly allJournals: boolean;
  readonly environment: Environment;
}

/** Removes the buckets that interrupted runs left behind, and nothing else: those that journals name. */
export async function cleanBuckets(
  weighed: WeighedSettings,
  { allJournals, environment, ...options }: CleanBucketsOptions,
): Promise<readonly CleanedJournal[]> {
  const { settings, keys, ca } = await resolveTarget(weighed);
  const { endpointUrl, timeout, concurrency, insecure } = settings;
  return cleanJournals({
    folder: journalFolder(environment),
    endpointUrl: allJournals ? null : endpointUrl,
    credentials: keys,
    timeout,
    concurrency,
    insecure,
    clock: systemClock,
    ...defined({ ca }),
    ...options,
  });
}
