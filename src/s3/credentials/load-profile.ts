import { defined } from '../../lib/defined.js';
import type { Credential } from '../types.js';

/** What an AWS profile says, from the shared configuration and credentials files. */
interface Profile {
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly credential: Credential;
}

/**
 * Reads an AWS profile: its region, its S3 endpoint, and its keys, also by role, SSO or process
 * (docs.aws.amazon.com, "Shared config and credentials files"). Throws a sentence where it has no credentials.
 */
export async function loadProfile(profile: string, name: string = profile): Promise<Profile> {
  const { parseKnownFiles } = await import('@smithy/shared-ini-file-loader');
  const sections = (await parseKnownFiles({ profile })) as Readonly<
    Record<string, Readonly<Record<string, string | undefined>> | undefined>
  >;
  const settings = sections[profile];
  if (settings === undefined) {
    throw new Error(`there is no AWS profile "${profile}"`);
  }
  const services = await loadServices(settings.services);
  const endpointUrl = services?.['s3.endpoint_url'] ?? settings['s3.endpoint_url'] ?? settings.endpoint_url;
  return {
    ...defined({ region: settings.region, endpointUrl }),
    credential: await profileCredential(profile, name),
  };
}

async function loadServices(
  name: string | undefined,
): Promise<Readonly<Record<string, string | undefined>> | undefined> {
  if (name === undefined) {
    return undefined;
  }
  const { loadSharedConfigFiles } = await import('@smithy/shared-ini-file-loader');
  const { configFile } = await loadSharedConfigFiles();
  return configFile[`services.${name}`];
}

async function profileCredential(profile: string, name: string): Promise<Credential> {
  const { fromIni } = await import('@aws-sdk/credential-providers');
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await fromIni({ profile })();
    return {
      kind: 'keys',
      name,
      accessKey: accessKeyId,
      secretKey: secretAccessKey,
      ...defined({ sessionToken }),
    };
  } catch (error) {
    throw new Error(`the AWS profile "${profile}" gives no credentials: ${reasonOf(error)}`);
  }
}

// Node.js quotes the whole command line of a credential_process that fails, and what it wrote: both may hold secrets.
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith('Command failed') ? 'its credential_process failed' : message;
}
