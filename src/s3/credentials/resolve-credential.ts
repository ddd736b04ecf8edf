import type { Credential } from '../types.js';
import { loadProfile } from './load-profile.js';

/** Where a credential comes from; `environment` is AWS_ACCESS_KEY_ID and its companions. */
export type CredentialSource =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'keys';
      readonly accessKey: string;
      readonly secretKey: string;
      readonly sessionToken?: string;
    }
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'environment'; readonly variables: Readonly<Record<string, string | undefined>> };

/** Gets a credential from its source under a name; throws a sentence that says what is missing. */
export async function resolveCredential(name: string, source: CredentialSource): Promise<Credential> {
  switch (source.kind) {
    case 'anonymous':
      return { kind: 'anonymous', name };
    case 'keys':
      return { ...source, name };
    case 'profile':
      return (await loadProfile(source.profile, name)).credential;
    case 'environment':
      return environmentCredential(name, source.variables);
  }
}

function environmentCredential(
  name: string,
  variables: Readonly<Record<string, string | undefined>>,
): Credential {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = variables;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set');
  }
  return {
    kind: 'keys',
    name,
    accessKey: AWS_ACCESS_KEY_ID,
    secretKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}
