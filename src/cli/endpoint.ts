import { defined } from '../lib/defined.js';
import type { GivenCredential, RunSettings } from '../runner/index.js';
import type { Credential } from '../s3/types.js';

/** How the embedded server differs from what it is by itself. */
export interface EmbeddedOptions {
  /** New buckets are as on AWS. */
  readonly awsDefaults?: boolean;
  /** How many milliseconds lifecycle rules take for a day; a real day unless told otherwise. */
  readonly lifecycleDay?: number;
}

/** Milliseconds that a day of lifecycle rules takes where the suite runs on the embedded server. */
export const lifecycleDayOfSuite = 3000;

/**
 * The facts about a target that need not be written down, as `target` in scenarios. The embedded server takes customer
 * keys without TLS, and any KMS key id; websites are where it listens, which is known once it runs.
 */
export function targetFactsOf(
  { endpointUrl }: Pick<RunSettings, 'endpointUrl'>,
  { lifecycleDay }: EmbeddedOptions = {},
  listensAt = endpointUrl,
): Readonly<Record<string, unknown>> {
  if (endpointUrl !== 'embedded') {
    return {};
  }
  return {
    sse_c_over_http: true,
    kms_key_id: 'arn:aws:kms:us-east-1:000000000000:key/s3tester',
    website_endpoint: listensAt,
    website_host: 's3-website.localhost',
    ...(lifecycleDay === undefined ? {} : { lifecycle_day: `${lifecycleDay / 1000}s` }),
  };
}

/** Where a run sends to, and who its credentials are there. */
export interface Endpoint {
  readonly url: string;
  readonly identities: readonly GivenCredential[];
  close(): Promise<void>;
}

/** Starts the embedded server where the settings ask for it, with the run's credentials as its users. */
export async function startEndpoint(
  settings: RunSettings,
  credentials: ReadonlyMap<string, Credential>,
  given: readonly GivenCredential[],
  { awsDefaults = false, lifecycleDay }: EmbeddedOptions = {},
): Promise<Endpoint> {
  if (settings.endpointUrl !== 'embedded') {
    return { url: settings.endpointUrl, identities: given, async close() {} };
  }
  const { startServer } = await import('../server/index.js');
  const facts = new Map(given.map((entry) => [entry.name, entry]));
  const keyed = [...credentials.values()].filter((credential) => credential.kind === 'keys');
  const server = await startServer({
    region: settings.region,
    awsDefaults,
    ...defined({ lifecycleDay }),
    users: firstOfEachKey(keyed).map(({ name, accessKey, secretKey, sessionToken }) => {
      const { canonical_id: canonicalId, account_id: accountId, arn } = facts.get(name) ?? {};
      return { name, accessKey, secretKey, ...defined({ sessionToken, canonicalId, accountId, arn }) };
    }),
  });
  const users = new Map(server.users.map((user) => [user.accessKey, user]));
  const identities = keyed.map(({ name, accessKey }) => ({
    name,
    access_key: accessKey,
    ...defined({
      canonical_id: users.get(accessKey)?.canonicalId,
      account_id: users.get(accessKey)?.accountId,
      arn: users.get(accessKey)?.arn,
    }),
  }));
  return { url: server.url, identities, close: () => server.close() };
}

/** A further credential with the same access key is the same user, perhaps with a wrong secret. */
function firstOfEachKey<T extends { readonly accessKey: string }>(credentials: readonly T[]): T[] {
  const taken = new Set<string>();
  return credentials.filter(({ accessKey }) => !taken.has(accessKey) && taken.add(accessKey));
}
