import { CredentialError, type GivenCredential, resolveCredentials } from '../runner/credentials.js';
import type { Credential } from '../s3/types.js';
import { loadProfileKeys } from './profiles.js';
import { readAuthorities } from './read-authorities.js';
import { UsageError } from './usage-error.js';
import type { WeighedSettings } from './weigh-settings.js';

/** A server with all that is needed to talk to it. */
export interface Target extends WeighedSettings {
  /** The keys of every credential, by its name. */
  readonly keys: ReadonlyMap<string, Credential>;
  /** PEM text of further certificate authorities. */
  readonly ca: string | undefined;
}

/** Looks up keys and certificate authorities; rejects with a {@link UsageError} where they are not to be had. */
export async function resolveTarget({ settings, credentials }: WeighedSettings): Promise<Target> {
  const keys = await resolveKeys(credentials);
  return { settings, credentials, keys, ca: await readAuthorities(settings.caFile) };
}

/** Looks up the keys of every credential; a profile without keys is the user's mistake. */
export async function resolveKeys(
  credentials: readonly GivenCredential[],
): Promise<ReadonlyMap<string, Credential>> {
  try {
    return await resolveCredentials(credentials, loadProfileKeys);
  } catch (error) {
    if (error instanceof CredentialError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}
