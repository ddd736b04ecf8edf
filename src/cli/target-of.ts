import type { TargetOptions as Target } from '../app/target-options.js';
import { UsageError } from '../app/usage-error.js';
import { CredentialError, parseCredential } from '../runner/credentials.js';
import { parseIdentity } from '../runner/identities.js';
import type { Io } from './io.js';
import { endpointsOf, type TargetOptions } from './options/target.js';

/** What the options say of the server, and of who talks to it; throws a {@link UsageError} for what cannot be read. */
export function targetOf(options: TargetOptions, { environment }: Io): Target {
  const endpointUrl = endpointsOf(options).at(-1);
  const { region, pathStyle, timeout, caseTimeout, concurrency, caFile, insecure } = options;
  const { settle, maxRequests } = options;
  try {
    return {
      endpointUrl,
      region,
      pathStyle,
      timeout,
      caseTimeout,
      concurrency,
      settle,
      maxRequests,
      caFile,
      insecure,
      credentials: (options.credential ?? []).map(parseCredential),
      identities: (options.identity ?? []).map(parseIdentity),
      environment,
    };
  } catch (error) {
    if (error instanceof CredentialError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}
