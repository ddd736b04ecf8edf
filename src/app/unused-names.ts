import { type Configuration, type Diagnostic, nearest } from '../config/index.js';
import {
  credentialVariable,
  credentialVariables,
  defaultCredential,
  type GivenCredential,
} from '../runner/credentials.js';
import { namedCredentials } from '../runner/plan/named-credentials.js';
import type { Environment, TargetOptions } from './target-options.js';
import { knownVariables, variablePrefix } from './variables.js';

interface UnusedName {
  readonly message: string;
  /** What was probably meant. */
  readonly meant: string | undefined;
}

/**
 * What the command line and the environment give by a name that nothing looks at, as warnings: credentials, identities,
 * and variables of this tool. A slip of the pen there would leave a run with other keys or settings, silently.
 */
export function unusedNames(
  { credentials: given = [], identities = [], environment = process.env }: TargetOptions,
  configuration: Configuration,
  credentials: readonly GivenCredential[],
): readonly Diagnostic[] {
  const configured = configuration.credentials.map(({ name }) => name);
  const variables = credentialVariables(environment, configured);
  const unused = [
    ...unusedCredentials(given, identities, variables, configuration, credentials),
    ...unusedVariables(environment, configuration),
  ];
  return unused.map(({ message, meant }) => ({
    code: 'unused',
    severity: 'warning',
    message,
    ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
  }));
}

type Named = Pick<GivenCredential, 'name'>;

function unusedCredentials(
  given: readonly Named[],
  identities: readonly Named[],
  variables: ReturnType<typeof credentialVariables>,
  configuration: Configuration,
  credentials: readonly GivenCredential[],
): readonly UnusedName[] {
  const own = new Set(configuration.credentials.map(({ name }) => name));
  const fresh = ({ name }: Named): boolean => !own.has(name);
  if (![...given, ...identities, ...variables].some(fresh)) {
    return [];
  }
  const { names, hasComputed } = namedCredentials(configuration, defaultCredential(credentials));
  const isUnused = (one: Named): boolean => fresh(one) && !hasComputed && !names.has(one.name);
  const known = [...new Set([...own, ...names])];
  const meant = (name: string): string | undefined => nearest(name, known);
  return [
    ...given.filter(isUnused).map(({ name }) => ({
      message: `nothing uses the credential "${name}" that was given`,
      meant: meant(name),
    })),
    ...variables.filter(isUnused).map(({ variable, name }) => {
      const near = meant(name);
      return {
        message: `nothing uses the credential of the environment variable ${variable}`,
        meant: near === undefined ? undefined : credentialVariable(near),
      };
    }),
    ...identities
      .filter((one) => !credentials.some(({ name }) => name === one.name))
      .map(({ name }) => ({
        message: `there is no credential "${name}" to have the identity that was given`,
        meant: meant(name),
      })),
  ];
}

/** Variables that are named as this tool's are, and are none; those that a configuration refers to are its own. */
function unusedVariables(environment: Environment, { files }: Configuration): readonly UnusedName[] {
  const strange = Object.keys(environment).filter(
    (name) =>
      name.startsWith(variablePrefix) &&
      !name.startsWith(credentialVariable('')) &&
      !knownVariables.includes(name) &&
      !files.some(({ text }) => text.includes(`\${${name}`)),
  );
  return strange.map((name) => ({
    message: `nothing reads the environment variable ${name}`,
    meant: nearest(name, [...knownVariables, `${credentialVariable('')}NAME`]),
  }));
}
