import { canonicalName } from '../lib/nearest-name.js';
import type { Operation } from './catalogue.js';
import { duplicate, fieldsByName } from './coerce.js';
import type { CoercionContext } from './coerce-scalar.js';
import type { Member } from './model.js';
import { type AliasName, type ParameterAlias, parameterAliases, tagsField } from './parameter-aliases.js';

/** A value under the name that its author gave it. */
export interface Given {
  readonly key: string;
  readonly value: unknown;
}

/** Parameters by what they are for the operation; those that are null are left out. */
export interface SortedParameters {
  readonly members: ReadonlyMap<Member, Given>;
  /** Fields of the body's structure that are given as parameters. */
  readonly bodyFields: ReadonlyMap<Member, Given>;
  readonly aliases: ReadonlyMap<AliasName, Given>;
  readonly unknown: readonly Given[];
  /** False where a name is known only at run time, so that nothing can be called missing. */
  readonly complete: boolean;
}

/** Finds out what each parameter is: a member, an alias, a field of the body, in this order, or unknown. */
export function sortParameters(
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  context: CoercionContext,
): SortedParameters {
  const members = new Map<Member, Given>();
  const bodyFields = new Map<Member, Given>();
  const aliases = new Map<AliasName, Given>();
  const unknown: Given[] = [];
  let complete = true;

  const put = <T>(target: Map<T, Given>, what: T, name: string, given: Given): void => {
    if (target.has(what)) {
      context.problems.push(duplicate(name, given.key, []));
    } else if (given.value !== null && given.value !== undefined) {
      target.set(what, given);
    }
  };

  const known = knownNames(operation);
  for (const [key, value] of Object.entries(parameters)) {
    const given = { key, value };
    const name = canonicalName(key);
    const member = known.members.get(name);
    const alias = known.aliases.get(name);
    const field = known.bodyFields.get(name);
    if (member) {
      put(members, member, member.name, given);
    } else if (field) {
      put(bodyFields, field, field.name, given);
    } else if (alias) {
      put(aliases, alias, alias, given);
    } else if (context.isUnresolvedName(key)) {
      complete = false;
    } else {
      unknown.push(given);
    }
  }
  return { members, bodyFields, aliases, unknown, complete };
}

interface KnownNames {
  readonly members: ReadonlyMap<string, Member>;
  readonly bodyFields: ReadonlyMap<string, Member>;
  readonly aliases: ReadonlyMap<string, AliasName>;
}

const known = new WeakMap<Operation, KnownNames>();

function knownNames(operation: Operation): KnownNames {
  const found = known.get(operation);
  if (found) {
    return found;
  }
  const tags = tagsField(operation);
  const names: KnownNames = {
    members: fieldsByName(operation.members),
    bodyFields: new Map([...fieldsByName(operation.bodyFields), ...(tags ? [['tags', tags] as const] : [])]),
    aliases: new Map(
      parameterAliases(operation).map(({ name }: ParameterAlias) => [canonicalName(name), name]),
    ),
  };
  known.set(operation, names);
  return names;
}

/** Every name that an operation takes a parameter by: API names and aliases. */
export function parameterNames(operation: Operation): string[] {
  return [
    ...operation.members.map((member) => member.name),
    ...operation.bodyFields.map((field) => field.name),
    ...parameterAliases(operation).map((alias) => alias.name),
  ];
}
