import { defined } from '../lib/defined.js';
import type { GivenCredential, RunSettings } from '../runner/index.js';
import type { RunningServer } from '../server/index.js';
import type { Target } from './resolve-target.js';

/** How the embedded server differs from what it is by itself. */
export interface EmbeddedOptions {
  /** New buckets are as on AWS. */
  readonly awsDefaults?: boolean;
  /** How many milliseconds lifecycle rules take for a day; a real day unless told otherwise. */
  readonly lifecycleDay?: number;
}

/** Milliseconds that a day of lifecycle rules takes where the suite runs on the embedded server. */
export const lifecycleDayOfSuite = 3000;

/** Facts about a target by name, as `target` in scenarios. */
export type TargetFacts = Readonly<Record<string, unknown>>;

/** The facts about a target that need not be written down: those of the embedded server, where it will listen apart. */
export function targetFactsOf(
  { endpointUrl }: Pick<RunSettings, 'endpointUrl'>,
  embedded: EmbeddedOptions = {},
): TargetFacts {
  return endpointUrl === 'embedded' ? embeddedFacts(endpointUrl, embedded) : {};
}

/** The embedded server takes customer keys without TLS, and any KMS key id; websites are where it listens. */
function embeddedFacts(listensAt: string, { lifecycleDay }: EmbeddedOptions): TargetFacts {
  return {
    sse_c_over_http: true,
    kms_key_id: 'arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000001',
    website_endpoint: listensAt,
    website_host: 's3-website.localhost',
    ...(lifecycleDay === undefined ? {} : { lifecycle_day: `${lifecycleDay / 1000}s` }),
  };
}

/** Where a run sends to, what is known of it, and who the run's credentials are there. */
export interface Endpoint {
  readonly url: string;
  readonly targetFacts: TargetFacts;
  readonly identities: readonly GivenCredential[];
  close(): Promise<void>;
}

/** Starts the embedded server where the settings ask for it, with the run's credentials as its users. */
export async function startEndpoint(target: Target, embedded: EmbeddedOptions = {}): Promise<Endpoint> {
  const { settings, credentials } = target;
  if (settings.endpointUrl !== 'embedded') {
    return { url: settings.endpointUrl, targetFacts: {}, identities: credentials, async close() {} };
  }
  const { startServer } = await import('../server/index.js');
  const facts = new Map(credentials.map((entry) => [entry.name, entry]));
  const server = await startServer({
    region: settings.region,
    ...defined(embedded),
    users: firstOfEachKey(keyed(target)).map(({ name, accessKey, secretKey, sessionToken }) => {
      const { canonical_id: canonicalId, account_id: accountId, arn } = facts.get(name) ?? {};
      return { name, accessKey, secretKey, ...defined({ sessionToken, canonicalId, accountId, arn }) };
    }),
  });
  return { ...embeddedEndpoint(server, target, embedded), close: () => server.close() };
}

/** The endpoint of an embedded server that runs already, and is not closed; `url` is where to send to instead of it. */
export function embeddedEndpoint(
  server: RunningServer,
  target: Pick<Target, 'keys'>,
  embedded: EmbeddedOptions = {},
  url = server.url,
): Endpoint {
  const users = new Map(server.users.map((user) => [user.accessKey, user]));
  const identities = keyed(target).map(({ name, accessKey }) => ({
    name,
    access_key: accessKey,
    ...defined({
      canonical_id: users.get(accessKey)?.canonicalId,
      account_id: users.get(accessKey)?.accountId,
      arn: users.get(accessKey)?.arn,
    }),
  }));
  return { url, targetFacts: embeddedFacts(url, embedded), identities, async close() {} };
}

function keyed({ keys }: Pick<Target, 'keys'>) {
  return [...keys.values()].filter((credential) => credential.kind === 'keys');
}

/** A further credential with the same access key is the same user, perhaps with a wrong secret. */
function firstOfEachKey<T extends { readonly accessKey: string }>(credentials: readonly T[]): T[] {
  const taken = new Set<string>();
  return credentials.filter(({ accessKey }) => !taken.has(accessKey) && taken.add(accessKey));
}
