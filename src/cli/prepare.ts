import { access } from 'node:fs/promises';
import {
  type Configuration,
  checkConfiguration,
  type Diagnostic,
  hasErrors,
  inOrderOfText,
  loadConfiguration,
} from '../config/index.js';
import {
  CredentialError,
  defaultCredential,
  type GivenCredential,
  gatherCredentials,
  parseCredential,
} from '../runner/credentials.js';
import { addIdentities, parseIdentity } from '../runner/identities.js';
import type { RunSettings } from '../runner/plan/plan.js';
import { resolveSettings, SettingError } from '../runner/settings.js';
import { fileReader } from './file-reader.js';
import type { Io } from './io.js';
import type { CommonOptions, TargetOptions } from './options.js';
import { loadAwsProfile } from './profiles.js';
import { UsageError } from './usage-error.js';

/** A configuration with its settings and credentials, checked; `configuration` is null where there are errors. */
export interface Prepared {
  readonly configuration: Configuration | null;
  readonly settings: RunSettings;
  readonly credentials: readonly GivenCredential[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The configuration of the current folder: what `init` writes, and what is read where none is named. */
export const defaultFile = 's3tester.yaml';

const aboutNames: ReadonlySet<string> = new Set(['unknown-name', 'unknown-credential', 'unused']);

/** The configuration files that a command is to read; throws a {@link UsageError} where there is none. */
export async function findConfigurations(
  given: readonly string[],
  options: CommonOptions,
  io: Io,
): Promise<readonly string[]> {
  const found = await lookForConfigurations(given, options, io);
  if (found.length > 0) {
    return found;
  }
  throw new UsageError(
    `no configuration: none was given, S3TESTER_CONFIG is not set, and there is no ${defaultFile} here`,
    's3tester init writes a first one; s3tester run FILE.yaml runs yours',
  );
}

/** The configuration files that a command may read; none where it is not told of any and there is none here. */
export async function lookForConfigurations(
  given: readonly string[],
  options: CommonOptions,
  io: Io,
): Promise<readonly string[]> {
  const named = [...options.config, ...given];
  if (named.length > 0) {
    return named;
  }
  if (io.environment.S3TESTER_CONFIG) {
    return [io.environment.S3TESTER_CONFIG];
  }
  const isThere = await access(defaultFile).then(
    () => true,
    () => false,
  );
  return isThere ? [defaultFile] : [];
}

/** Loads and checks the configuration of a command, and weighs all sources of its settings. Sends nothing. */
export async function prepare(
  files: readonly string[],
  options: CommonOptions & Partial<TargetOptions>,
  checks: { readonly strict: boolean; readonly unused?: boolean },
  io: Io,
): Promise<Prepared> {
  const { environment } = io;
  const { readable, whole, hasAllCredentials, diagnostics } = await loadConfiguration(
    files,
    fileReader,
    environment,
    checks,
  );
  const { settings, credentials } = await weighSources(options, readable, io);
  const found = await checkConfiguration(readable, {
    environment,
    credentials,
    defaultCredential: defaultCredential(credentials),
    reader: fileReader,
    ...checks,
  });
  // What was left out may have defined the names that now seem to be missing.
  const all = inOrderOfText([
    ...diagnostics,
    ...found.filter(
      ({ code }) => whole || !aboutNames.has(code) || (hasAllCredentials && code === 'unknown-credential'),
    ),
  ]);
  return { configuration: hasErrors(all) ? null : readable, settings, credentials, diagnostics: all };
}

/** Weighs command line, environment and configuration; throws a {@link UsageError} for what cannot be read. */
export async function weighSources(
  options: CommonOptions & Partial<TargetOptions>,
  configured: Pick<Configuration, 'settings' | 'concurrency' | 'credentials'>,
  { environment }: Io,
): Promise<Pick<Prepared, 'settings' | 'credentials'>> {
  try {
    const flagged = (options.credential ?? []).map(parseCredential);
    const gathered = gatherCredentials(configured.credentials, flagged, environment);
    const settings = resolveSettings(
      options,
      environment,
      withoutUnset(configured),
      await profileSettings(environment),
    );
    const isEmbedded = gathered.length === 0 && settings.endpointUrl === 'embedded';
    const credentials = isEmbedded ? await embeddedUsers() : gathered;
    return { settings, credentials: addIdentities(credentials, (options.identity ?? []).map(parseIdentity)) };
  } catch (error) {
    if (error instanceof CredentialError || error instanceof SettingError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

/** The same configuration without an endpoint whose variable is not set, which only a check lets pass. */
function withoutUnset(
  configuration: Pick<Configuration, 'settings' | 'concurrency'>,
): Pick<Configuration, 'settings' | 'concurrency'> {
  const { endpoint_url: endpoint, ...others } = configuration.settings;
  return endpoint?.includes('${') ? { ...configuration, settings: others } : configuration;
}

async function embeddedUsers(): Promise<readonly GivenCredential[]> {
  const { defaultUsers } = await import('../server/application/options.js');
  return defaultUsers.map(({ name, accessKey, secretKey }) => ({
    name,
    access_key: accessKey,
    secret_key: secretKey,
  }));
}

async function profileSettings(
  environment: Io['environment'],
): Promise<{ region?: string; endpointUrl?: string }> {
  if (!environment.AWS_PROFILE) {
    return {};
  }
  const profile = await loadAwsProfile(environment.AWS_PROFILE).catch(() => ({}));
  return profile;
}
