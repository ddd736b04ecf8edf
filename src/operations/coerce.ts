import { canonicalName } from '../lib/nearest-name.js';
import { isRecord } from '../lib/records.js';
import { unknownValue } from '../lib/unknown-value.js';
import {
  type CoercionContext,
  coerceScalar,
  coerceString,
  type ParameterLocation,
  wrongKind,
} from './coerce-scalar.js';
import type { Member, MemberShape } from './model.js';
import { snakeName } from './names.js';
import { type Path, type Problem, withSuggestion } from './problems.js';

/**
 * Brings a value into the form that the SDK's serializer takes for a member. Values that cannot be of the
 * member's kind but can be written as text stay text, with a warning; undefined where nothing can be sent.
 */
export function coerceMember(member: Member, value: unknown, path: Path, context: CoercionContext): unknown {
  return coerce(member.shape, value, { member, path, context });
}

/** The fields of a structure as far as they were given. */
export interface CoercedFields {
  readonly values: Record<string, unknown>;
  readonly given: Set<Member>;
  /** False where a name is known only at run time, so that nothing can be called missing. */
  readonly complete: boolean;
}

/** Brings the fields of a structure into the API's form: names in any style, null left out, each value coerced. */
export function coerceFields(
  shape: MemberShape,
  values: Readonly<Record<string, unknown>>,
  path: Path,
  context: CoercionContext,
): CoercedFields {
  const fields = fieldsByName(shape.members);
  const result: Record<string, unknown> = {};
  const given = new Set<Member>();
  let complete = true;
  for (const [key, value] of Object.entries(values)) {
    const field = fields.get(canonicalName(key));
    if (!field && context.isUnresolvedName(key)) {
      complete = false;
    } else if (!field) {
      context.problems.push(unknownField(shape, key, path));
    } else if (given.has(field)) {
      context.problems.push(duplicate(field.name, key, path));
    } else if (value !== null && value !== undefined) {
      given.add(field);
      const coerced = coerceMember(field, value, [...path, key], context);
      if (coerced !== undefined) {
        result[field.name] = coerced;
      }
    }
  }
  return { values: result, given, complete };
}

function coerceStructure(
  shape: MemberShape,
  value: Readonly<Record<string, unknown>>,
  place: ParameterLocation,
): unknown {
  const { values, given, complete } = coerceFields(shape, value, place.path, place.context);
  if (complete) {
    reportMissing(
      shape.members,
      (field) => !given.has(field),
      shape.name,
      place.path,
      place.context.problems,
    );
  }
  return values;
}

/** Members by the form of their names in which all spellings are equal. */
export function fieldsByName(members: readonly Member[]): ReadonlyMap<string, Member> {
  let fields = fieldIndexes.get(members);
  if (!fields) {
    fields = new Map(members.map((member) => [canonicalName(member.name), member]));
    fieldIndexes.set(members, fields);
  }
  return fields;
}

const fieldIndexes = new WeakMap<readonly Member[], ReadonlyMap<string, Member>>();

/** Warns of every required member that is missing. */
export function reportMissing(
  members: readonly Member[],
  isMissing: (member: Member) => boolean,
  owner: string,
  path: Path,
  problems: Problem[],
): void {
  for (const member of members) {
    if (!member.required || !isMissing(member)) {
      continue;
    }
    const message = `${owner} requires ${snakeName(member.name)}, which is not given`;
    problems.push({ severity: 'warning', code: 'missing-parameter', path, message });
  }
}

/** The problem of one member given under two names. */
export function duplicate(name: string, key: string, path: Path): Problem {
  const message = `${snakeName(name)} is given twice`;
  return { severity: 'error', code: 'duplicate-parameter', path: [...path, key], message };
}

/** The two names of a structure that is a name with a value, as the items of tag sets are; undefined otherwise. */
export function pairNames(shape: MemberShape | undefined): readonly [key: string, value: string] | undefined {
  const names = shape?.kind === 'structure' ? shape.members.map((member) => member.name) : [];
  const key = names.find((name) => name === 'Key' || name === 'Name');
  return names.length === 2 && key && names.includes('Value') ? [key, 'Value'] : undefined;
}

function unknownField(shape: MemberShape, key: string, path: Path): Problem {
  const message = `${shape.name} has no field "${key}"`;
  const names = shape.members.map((member) => member.name);
  return withSuggestion(
    { severity: 'error', code: 'unknown-parameter', path: [...path, key], message },
    key,
    names,
  );
}

function coerce(shape: MemberShape, value: unknown, place: ParameterLocation): unknown {
  if (value === unknownValue) {
    return unknownValue;
  }
  switch (shape.kind) {
    case 'structure':
      return isRecord(value)
        ? coerceStructure(shape, value, place)
        : wrongKind(place, 'a map of its fields', value);
    case 'list':
      return coerceList(shape, value, place);
    case 'map':
      return coerceMap(shape, value, place);
    default:
      return coerceScalar(shape, value, place);
  }
}

function coerceList(shape: MemberShape, value: unknown, place: ParameterLocation): unknown {
  const item = shape.item;
  if (!item) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => {
      if (entry === null || entry === undefined) {
        return [];
      }
      const coerced = coerce(item, entry, { ...place, path: [...place.path, index] });
      return coerced === undefined ? [] : [coerced];
    });
  }
  const pair = pairNames(item);
  if (!pair) {
    return wrongKind(place, 'a list', value);
  }
  if (!isRecord(value)) {
    return wrongKind(place, 'a list of pairs or a map', value);
  }
  const [keyName, valueName] = pair;
  return Object.entries(value).flatMap(([key, entry]) => {
    if (entry === null || entry === undefined) {
      return [];
    }
    const text = coerceString(entry, { ...place, path: [...place.path, key] });
    return text === undefined ? [] : [{ [keyName]: key, [valueName]: text }];
  });
}

function coerceMap(shape: MemberShape, value: unknown, place: ParameterLocation): unknown {
  const item = shape.item;
  if (!item || !isRecord(value)) {
    return wrongKind(place, 'a map', value);
  }
  const entries = Object.entries(value).flatMap(([key, entry]): [string, unknown][] => {
    if (entry === null || entry === undefined) {
      return [];
    }
    const coerced = coerce(item, entry, { ...place, path: [...place.path, key] });
    return coerced === undefined ? [] : [[key, coerced]];
  });
  return Object.fromEntries(entries);
}
