import { CredentialError, type GivenCredential, resolveCredentials } from '../runner/credentials.js';
import type { Credential } from '../s3/types.js';
import { loadProfileKeys } from './profiles.js';
import { UsageError } from './usage-error.js';

/** Looks up the keys of every credential; a profile without keys is the user's mistake. */
export async function resolveAll(
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
