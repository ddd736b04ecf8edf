import { shellWord } from '../lib/shell-word.js';
import { credentialVariable, type GivenCredential } from '../runner/credentials.js';
import { formatIdentity, type Identity } from '../runner/identities.js';
import type { TargetOptions } from './target-options.js';

/**
 * The options that give credentials and identities again, as words for a POSIX shell. Keys are not shown: the variable
 * that s3tester itself would read stands for them.
 */
export function rerunWords({
  credentials = [],
  identities = [],
}: Pick<TargetOptions, 'credentials' | 'identities'>): readonly string[] {
  return [...credentials.map(credentialWord), ...identities.map(identityWord)];
}

function credentialWord({ name, profile }: GivenCredential): string {
  return profile === undefined
    ? `--credential ${shellWord(name)}="$${credentialVariable(name)}"`
    : `--credential ${shellWord(`${name}=@${profile}`)}`;
}

function identityWord(identity: Identity): string {
  return `--identity ${shellWord(formatIdentity(identity))}`;
}
