import type { Configuration, Group } from '../../config/configuration.js';
import { referencesIn } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import { credentialsOf, gatherValues } from './requirements.js';

/** The credentials that a configuration names. */
export interface NamedCredentials {
  readonly names: ReadonlySet<string>;
  /** Whether it also names some that only the run can tell, so that any may be used. */
  readonly hasComputed: boolean;
}

/** Finds the names of all credentials that groups use; one that names none uses `fallback`. */
export function namedCredentials({ groups }: Configuration, fallback: string): NamedCredentials {
  const found = groups.flatMap((group) => [...credentialsOfGroup(group, fallback)]);
  const names = found.filter((name) => name !== null);
  return {
    names: new Set(names),
    hasComputed: names.length < found.length || names.some((name) => name.includes('${')),
  };
}

function* credentialsOfGroup(group: Group, fallback: string): Generator<string | null> {
  yield group.credential ?? fallback;
  const { fixtures } = group.defaults ?? {};
  for (const fixture of fixtures ? [fixtures, ...(fixtures.buckets?.values() ?? [])] : []) {
    yield fixture.credential ?? fallback;
  }
  for (const step of [...group.before_test, ...group.test, ...group.after_test]) {
    yield* credentialsOf(step);
  }
  yield* mentionedIn(group);
}

/** Credentials of which a value takes a fact: `alt` of `${credentials.alt.arn}`. */
function* mentionedIn({
  fileVariables,
  variables,
  before_test,
  test,
  after_test,
}: Group): Generator<string | null> {
  const values: Value[] = [];
  gatherValues([fileVariables, variables, before_test, test, after_test], values);
  for (const value of values) {
    for (const { reference } of referencesIn(value)) {
      const { subject } = reference;
      if (subject.kind === 'path' && subject.name === 'credentials') {
        const [first] = subject.path;
        yield first === undefined ? null : String(first);
      }
    }
  }
}
