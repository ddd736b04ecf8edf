import { CredentialError, type GivenCredential, splitName } from './credentials.js';

const ids = ['arn', 'account_id', 'canonical_id'] as const;

/** Who a credential is on its server: what policies and grants name it by. */
export type Identity = Pick<GivenCredential, 'name' | (typeof ids)[number]>;

/**
 * Reads `NAME=arn=ARN,account_id=ID,canonical_id=ID`, in any order and with one of them at least; throws a
 * {@link CredentialError} for anything else, which does not repeat it, since it may be keys in the wrong place.
 */
export function parseIdentity(text: string): Identity {
  const given = splitName(text);
  const form = 'arn=ARN,account_id=ID,canonical_id=ID, with one of them at least';
  if (!given) {
    throw new CredentialError(`an identity is written NAME=${form}`);
  }
  const { name, value: written } = given;
  const found = new Map<string, string>();
  // The name of a user, and so an ARN, may hold a comma.
  for (const part of written.split(/,(?=[a-z_]+=)/)) {
    const [, id = '', value = ''] = /^([a-z_]+)=(.+)$/s.exec(part) ?? [];
    if (!ids.some((known) => known === id) || found.has(id)) {
      throw new CredentialError(`the identity of "${name}" is written ${name}=${form}, each once`);
    }
    found.set(id, value);
  }
  return { name, ...Object.fromEntries(found) };
}

/** Writes an identity as {@link parseIdentity} reads it. */
export function formatIdentity(identity: Identity): string {
  const known = ids.flatMap((id) => (identity[id] === undefined ? [] : [`${id}=${identity[id]}`]));
  return `${identity.name}=${known.join(',')}`;
}

/** Credentials with ids from elsewhere, which replace their own; ids of a name that none has are left out. */
export function addIdentities(
  credentials: readonly GivenCredential[],
  identities: readonly Identity[],
): readonly GivenCredential[] {
  const all = new Map(credentials.map((entry) => [entry.name, entry]));
  for (const identity of identities) {
    const entry = all.get(identity.name);
    if (entry) {
      all.set(identity.name, { ...entry, ...identity });
    }
  }
  return [...all.values()];
}
