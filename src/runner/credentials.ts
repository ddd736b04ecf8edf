import type { CredentialEntry } from '../config/configuration.js';
import { impossibleKey, isAccessKey } from '../lib/access-key.js';
import { isRecord } from '../lib/records.js';
import type { Credential } from '../s3/types.js';

/** A credential that did not come from a configuration file. */
export type GivenCredential = Omit<CredentialEntry, 'where' | 'places'>;

/** A credential that is not written as one; the message repeats nothing that may be a secret. */
export class CredentialError extends Error {}

const variablePrefix = 'S3TESTER_CREDENTIAL_';

const forms =
  'KEY:SECRET[:TOKEN], {"access_key":"KEY","secret_key":"SECRET"} where a key holds a colon, or @aws-profile';

/** What is before the first `=` where the name was forgotten: a key and its secret, which may end in `=`. */
const noName = /^$|[:/+{"]|^.{33}/;

/** Takes `NAME=VALUE` apart; undefined where what should be a name may be keys, which no message may repeat. */
export function splitName(text: string): { readonly name: string; readonly value: string } | undefined {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals);
  return equals === -1 || noName.test(name) ? undefined : { name, value: text.slice(equals + 1) };
}

/**
 * Reads `NAME=KEY:SECRET[:TOKEN]`, `NAME={"access_key":…,"secret_key":…}` or `NAME=@aws-profile`; throws a
 * {@link CredentialError} for anything else.
 */
export function parseCredential(text: string): GivenCredential {
  const given = splitName(text);
  if (!given) {
    throw new CredentialError(`a credential is written NAME=VALUE, where VALUE is ${forms}`);
  }
  // A value of nothing but `=` is the end of a secret, and what is before it is no name.
  const { name, value } = given;
  const complaint = /^=*$/.test(value)
    ? 'a credential is written NAME='
    : `the credential "${name}" is written ${name}=`;
  return parseCredentialValue(name, value, complaint);
}

/** `complaint` begins the sentence that says how the value is written. */
function parseCredentialValue(name: string, value: string, complaint: string): GivenCredential {
  if (value.startsWith('@') && value.length > 1) {
    return { name, profile: value.slice(1) };
  }
  const keys = value.startsWith('{') ? parseKeys(value) : splitKeys(value);
  if (!keys?.access_key || !keys.secret_key) {
    throw new CredentialError(`${complaint}${forms}`);
  }
  if (!isAccessKey(keys.access_key)) {
    throw new CredentialError(`${complaint}${forms}; KEY ${impossibleKey}`);
  }
  return { name, ...keys };
}

type Keys = Pick<GivenCredential, 'access_key' | 'secret_key' | 'session_token'>;

function splitKeys(text: string): Keys {
  const [accessKey = '', secretKey = '', ...token] = text.split(':');
  return {
    access_key: accessKey,
    secret_key: secretKey,
    ...(token.length > 0 ? { session_token: token.join(':') } : {}),
  };
}

const jsonKeys: readonly string[] = ['access_key', 'secret_key', 'session_token'];

/** Keys as a JSON object; undefined where it is none, or has anything else in it. */
function parseKeys(text: string): Keys | undefined {
  const object = readJson(text);
  if (!isRecord(object)) {
    return undefined;
  }
  const entries = Object.entries(object).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const isRight =
    Object.keys(object).length === entries.length && entries.every(([key]) => jsonKeys.includes(key));
  return isRight ? Object.fromEntries(entries) : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its message would quote the text.
    return undefined;
  }
}

/**
 * All credentials of a run, in the order of the configuration: those of the command line replace those of the
 * environment (`S3TESTER_CREDENTIAL_<NAME>`), and these replace the configuration's of the same name.
 * Where there is none at all, the `AWS_*` variables make one that is named `default`.
 */
export function gatherCredentials(
  configured: readonly GivenCredential[],
  flags: readonly GivenCredential[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly GivenCredential[] {
  const named = gatherNamedCredentials(configured, flags, environment);
  const fallback = named.length === 0 ? credentialOfAws(environment) : undefined;
  return fallback ? [fallback] : named;
}

/** The same without what `AWS_*` variables say: only what somebody gave a name. */
export function gatherNamedCredentials(
  configured: readonly GivenCredential[],
  flags: readonly GivenCredential[],
  environment: Readonly<Record<string, string | undefined>>,
): readonly GivenCredential[] {
  const all = new Map(configured.map((entry) => [entry.name, entry]));
  for (const entry of [...fromVariables(environment, [...all.keys()]), ...flags]) {
    const {
      access_key: _,
      secret_key: __,
      session_token: ___,
      profile: ____,
      anonymous: _____,
      ...facts
    } = all.get(entry.name) ?? entry;
    all.set(entry.name, { ...facts, ...entry });
  }
  return [...all.values()];
}

function fromVariables(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): GivenCredential[] {
  return credentialVariables(environment, known).map(({ variable, name, value }) =>
    parseCredentialValue(name, value, `the environment variable ${variable} is written `),
  );
}

/** The variables `S3TESTER_CREDENTIAL_<NAME>` that are set, each with the name that it gives; `known` are names as written. */
export function credentialVariables(
  environment: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): readonly { readonly variable: string; readonly name: string; readonly value: string }[] {
  return Object.entries(environment).flatMap(([variable, value]) => {
    if (!variable.startsWith(variablePrefix) || !value) {
      return [];
    }
    const name =
      known.find((candidate) => credentialVariable(candidate) === variable) ??
      variable.slice(variablePrefix.length).toLowerCase();
    return [{ variable, name, value }];
  });
}

/** The variable that gives the credential of a name: `S3TESTER_CREDENTIAL_READ_ONLY` for `read-only`. */
export function credentialVariable(name: string): string {
  return variablePrefix + name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/** The credential that `AWS_*` variables make, if they do: of keys, or of a profile. */
export function credentialOfAws(
  environment: Readonly<Record<string, string | undefined>>,
  name = 'default',
): GivenCredential | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = environment;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    return {
      name,
      access_key: AWS_ACCESS_KEY_ID,
      secret_key: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { session_token: AWS_SESSION_TOKEN } : {}),
    };
  }
  return AWS_PROFILE ? { name, profile: AWS_PROFILE } : undefined;
}

/** The name that is used where a group names none: `main` where there is one, else the first. */
export function defaultCredential(credentials: readonly GivenCredential[]): string {
  return credentials.find(({ name }) => name === 'main')?.name ?? credentials[0]?.name ?? 'main';
}

/** Loads the keys of a profile; rejects with an Error that says what is missing. */
export type LoadProfile = (
  profile: string,
) => Promise<{ readonly accessKey: string; readonly secretKey: string; readonly sessionToken?: string }>;

/** Converts credentials to what signs requests. Rejects with a {@link CredentialError} for a profile that gives no keys. */
export async function resolveCredentials(
  entries: readonly GivenCredential[],
  loadProfile: LoadProfile,
): Promise<ReadonlyMap<string, Credential>> {
  const resolved = new Map<string, Credential>();
  for (const entry of entries) {
    resolved.set(entry.name, await resolveCredential(entry, loadProfile));
  }
  return resolved;
}

async function resolveCredential(entry: GivenCredential, loadProfile: LoadProfile): Promise<Credential> {
  const { name, access_key, secret_key, session_token, profile, anonymous } = entry;
  if (anonymous) {
    return { kind: 'anonymous', name };
  }
  if (profile !== undefined) {
    try {
      return { kind: 'keys', name, ...(await loadProfile(profile)) };
    } catch (error) {
      throw new CredentialError(`the credential "${name}": ${(error as Error).message}`);
    }
  }
  if (!access_key || !secret_key) {
    throw new CredentialError(`the credential "${name}" has an empty access_key or secret_key`);
  }
  if (!isAccessKey(access_key)) {
    throw new CredentialError(`the access_key of the credential "${name}" ${impossibleKey}`);
  }
  return {
    kind: 'keys',
    name,
    accessKey: access_key,
    secretKey: secret_key,
    ...(session_token ? { sessionToken: session_token } : {}),
  };
}
