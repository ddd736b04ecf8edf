import { defaultCredential } from '../runner/credentials.js';
import type { Credential } from '../s3/types.js';
import { startEndpoint } from './endpoint.js';
import { resolveTarget } from './resolve-target.js';
import type { TargetOptions } from './target-options.js';
import { UsageError } from './usage-error.js';
import { noConfiguration, weighSettings } from './weigh-settings.js';

/** A server that somebody else's requests are passed on to, and who signs them there. */
export interface OpenUpstream {
  readonly url: string;
  readonly region: string;
  readonly pathStyle: boolean | undefined;
  readonly insecure: boolean;
  /** PEM text of further certificate authorities. */
  readonly ca: string | undefined;
  readonly keys: Extract<Credential, { kind: 'keys' }>;
  /** The keys of every credential that was given. */
  readonly allKeys: ReadonlyMap<string, Credential>;
  close(): Promise<void>;
}

/**
 * Finds the server and the keys that the options, the variables and the AWS profile name; starts the embedded server where
 * it is asked for. Rejects with a {@link UsageError} where there are no keys.
 */
export async function openUpstream(options: TargetOptions): Promise<OpenUpstream> {
  const target = await resolveTarget(await weighSettings(options, noConfiguration));
  const { settings, ca, keys: allKeys } = target;
  const keys = allKeys.get(defaultCredential(target.credentials));
  if (keys?.kind !== 'keys') {
    throw new UsageError(
      'there are no keys that requests could be signed with for the server',
      '--credential main=KEY:SECRET, or the variable S3TESTER_CREDENTIAL_MAIN, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE',
    );
  }
  const { region, pathStyle, insecure } = settings;
  const endpoint = await startEndpoint(target);
  return { url: endpoint.url, region, pathStyle, insecure, ca, keys, allKeys, close: () => endpoint.close() };
}
