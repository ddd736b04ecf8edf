import type { Configuration } from '../config/index.js';
import { defined } from '../lib/defined.js';
import {
  CredentialError,
  credentialOfAws,
  type GivenCredential,
  gatherNamedCredentials,
} from '../runner/credentials.js';
import { addIdentities } from '../runner/identities.js';
import type { RunSettings } from '../runner/plan/plan.js';
import { resolveSettings, SettingError } from '../runner/settings.js';
import { loadAwsProfile } from './profiles.js';
import type { Environment, TargetOptions } from './target-options.js';
import { UsageError } from './usage-error.js';

/** What a configuration says of the target and of who talks to it. */
export type ConfiguredTarget = Pick<Configuration, 'settings' | 'concurrency' | 'credentials'>;

/** Settings and credentials as all sources together have them; no profile has been looked up for its keys. */
export interface WeighedSettings {
  readonly settings: RunSettings;
  readonly credentials: readonly GivenCredential[];
}

/** A configuration that says nothing of the target. */
export const noConfiguration: ConfiguredTarget = { settings: {}, credentials: [], concurrency: undefined };

/**
 * Weighs options, environment and configuration; rejects with a {@link UsageError} for what cannot be read. `needed` is
 * the credential that nothing goes without: where none of that name is given, the `AWS_*` variables make it.
 */
export async function weighSettings(
  options: TargetOptions,
  configured: ConfiguredTarget,
  needed?: string,
): Promise<WeighedSettings> {
  const {
    credentials: given = [],
    identities = [],
    environment = process.env,
    reader: _,
    ...flags
  } = options;
  try {
    const named = gatherNamedCredentials(configured.credentials, given, environment);
    const settings = resolveSettings(
      defined(flags),
      environment,
      withoutUnset(configured),
      await profileSettings(environment),
    );
    const credentials = await completeCredentials(named, settings, environment, needed);
    return { settings, credentials: addIdentities(credentials, identities) };
  } catch (error) {
    if (error instanceof CredentialError || error instanceof SettingError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

/** What was given a name, and else what the surroundings have: `AWS_*` variables, or users of the embedded server. */
async function completeCredentials(
  named: readonly GivenCredential[],
  { endpointUrl }: RunSettings,
  environment: Environment,
  needed: string | undefined,
): Promise<readonly GivenCredential[]> {
  const isEmbedded = named.length === 0 && endpointUrl === 'embedded';
  if (needed === undefined) {
    const aws = named.length === 0 ? credentialOfAws(environment) : undefined;
    return aws ? [aws] : isEmbedded ? embeddedUsers() : named;
  }
  if (isEmbedded) {
    return embeddedUsers();
  }
  const aws = named.some(({ name }) => name === needed) ? undefined : credentialOfAws(environment, needed);
  return aws ? [aws, ...named] : named;
}

/** The same configuration without an endpoint whose variable is not set, which only a check lets pass. */
function withoutUnset(configured: ConfiguredTarget): ConfiguredTarget {
  const { endpoint_url: endpoint, ...others } = configured.settings;
  return endpoint?.includes('${') ? { ...configured, settings: others } : configured;
}

async function embeddedUsers(): Promise<readonly GivenCredential[]> {
  const { defaultUsers } = await import('../server/application/options.js');
  return defaultUsers.map(({ name, accessKey, secretKey }) => ({
    name,
    access_key: accessKey,
    secret_key: secretKey,
  }));
}

async function profileSettings(environment: Environment): Promise<{ region?: string; endpointUrl?: string }> {
  if (!environment.AWS_PROFILE) {
    return {};
  }
  const profile = await loadAwsProfile(environment.AWS_PROFILE).catch(() => ({}));
  return profile;
}
