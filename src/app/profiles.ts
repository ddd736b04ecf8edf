import { defined } from '../lib/defined.js';
import { loadProfile } from '../s3/credentials/load-profile.js';

/** What an AWS profile gives, with its keys looked up; rejects where it has none. */
export async function loadProfileKeys(
  name: string,
): Promise<{ accessKey: string; secretKey: string; sessionToken?: string }> {
  const { credential } = await loadProfile(name);
  if (credential?.kind !== 'keys') {
    throw new Error(`the AWS profile "${name}" has no keys`);
  }
  const { accessKey, secretKey, sessionToken } = credential;
  return { accessKey, secretKey, ...defined({ sessionToken }) };
}

/** The region and endpoint of an AWS profile. */
export async function loadAwsProfile(name: string): Promise<{ region?: string; endpointUrl?: string }> {
  const { region, endpointUrl } = await loadProfile(name);
  return {
    ...defined({ region, endpointUrl }),
  };
}
