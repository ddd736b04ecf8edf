import { createRedactor, type Redactor } from '../results/redact.js';
import type { Credential } from '../s3/types.js';

/** A redactor that masks the secret keys and session tokens of these credentials. */
export function redactorOf(credentials: ReadonlyMap<string, Credential>): Redactor {
  return createRedactor(
    [...credentials.values()].flatMap((credential) =>
      credential.kind === 'keys'
        ? [credential.secretKey, ...(credential.sessionToken ? [credential.sessionToken] : [])]
        : [],
    ),
  );
}
