import { enumValues } from './enum-values.js';
import type { Member, Shape } from './model.js';
import { canonicalName, nearestName, snakeName } from './names.js';
import { type Path, type Problem, withSuggestion } from './problems.js';
import { isRecord } from './records.js';
import { scalarText } from './scalar-text.js';
import { literalTime, parseTime } from './times.js';
import { hasUnknown, UNKNOWN } from './unknown-value.js';

/** What a coercion needs besides the value: where problems go, and which names are known only at run time. */
export interface CoercionContext {
  readonly problems: Problem[];
  isUnresolvedName(name: string): boolean;
}

interface Place {
  readonly member: Member;
  readonly path: Path;
  readonly context: CoercionContext;
}

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
  shape: Shape,
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
    if (!field && context.isUnresolvedName(key)) complete = false;
    else if (!field) context.problems.push(unknownField(shape, key, path));
    else if (given.has(field)) context.problems.push(duplicate(field.name, key, path));
    else if (value !== null && value !== undefined) {
      given.add(field);
      const coerced = coerceMember(field, value, [...path, key], context);
      if (coerced !== undefined) result[field.name] = coerced;
    }
  }
  return { values: result, given, complete };
}

function coerceStructure(shape: Shape, value: Readonly<Record<string, unknown>>, place: Place): unknown {
  const { values, given, complete } = coerceFields(shape, value, place.path, place.context);
  if (complete) reportMissing(shape.members, given, shape.name, place.path, place.context.problems);
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

/** Warns of every required member that is not among the given ones. */
export function reportMissing(
  members: readonly Member[],
  given: ReadonlySet<Member>,
  owner: string,
  path: Path,
  problems: Problem[],
): void {
  for (const member of members) {
    if (!member.required || given.has(member)) continue;
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
export function pairNames(shape: Shape | undefined): readonly [key: string, value: string] | undefined {
  const names = shape?.kind === 'structure' ? shape.members.map((member) => member.name) : [];
  const key = names.find((name) => name === 'Key' || name === 'Name');
  return names.length === 2 && key && names.includes('Value') ? [key, 'Value'] : undefined;
}

function unknownField(shape: Shape, key: string, path: Path): Problem {
  const message = `${shape.name} has no field "${key}"`;
  const names = shape.members.map((member) => member.name);
  return withSuggestion(
    { severity: 'error', code: 'unknown-parameter', path: [...path, key], message },
    key,
    names,
  );
}

function coerce(shape: Shape, value: unknown, place: Place): unknown {
  if (value === UNKNOWN) return UNKNOWN;
  switch (shape.kind) {
    case 'structure':
      return isRecord(value)
        ? coerceStructure(shape, value, place)
        : wrongKind(place, 'a map of its fields', value);
    case 'list':
      return coerceList(shape, value, place);
    case 'map':
      return coerceMap(shape, value, place);
    case 'number':
      return coerceNumber(value, place);
    case 'boolean':
      return coerceBoolean(value, place);
    case 'timestamp':
      return coerceTime(shape, value, place);
    case 'string':
      return coerceString(value, place);
    default:
      return value;
  }
}

function coerceList(shape: Shape, value: unknown, place: Place): unknown {
  const item = shape.item;
  if (!item) return value;
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown, index) => {
      if (entry === null || entry === undefined) return [];
      const coerced = coerce(item, entry, { ...place, path: [...place.path, index] });
      return coerced === undefined ? [] : [coerced];
    });
  }
  const pair = pairNames(item);
  if (!pair) return wrongKind(place, 'a list', value);
  if (!isRecord(value)) return wrongKind(place, 'a list of pairs or a map', value);
  const [keyName, valueName] = pair;
  return Object.entries(value).flatMap(([key, entry]) => {
    if (entry === null || entry === undefined) return [];
    const text = coerceString(entry, { ...place, path: [...place.path, key] });
    return text === undefined ? [] : [{ [keyName]: key, [valueName]: text }];
  });
}

function coerceMap(shape: Shape, value: unknown, place: Place): unknown {
  const item = shape.item;
  if (!item || !isRecord(value)) return wrongKind(place, 'a map', value);
  const entries = Object.entries(value).flatMap(([key, entry]): [string, unknown][] => {
    if (entry === null || entry === undefined) return [];
    const coerced = coerce(item, entry, { ...place, path: [...place.path, key] });
    return coerced === undefined ? [] : [[key, coerced]];
  });
  return Object.fromEntries(entries);
}

function coerceString(value: unknown, place: Place): unknown {
  if (value === UNKNOWN) return UNKNOWN;
  if (isJsonBody(place.member) && (isRecord(value) || Array.isArray(value))) {
    return hasUnknown(value) ? UNKNOWN : JSON.stringify(value, plainNumber);
  }
  const text = scalarText(value);
  if (text === undefined) return wrongKind(place, 'text', value);
  const allowed = enumValues(place.member);
  if (allowed && !allowed.includes(text)) {
    const nearest = nearestName(text, allowed);
    place.context.problems.push({
      severity: 'warning',
      code: 'illegal-value',
      path: place.path,
      message: `"${text}" is none of the values of ${snakeName(place.member.name)}: ${allowed.join(', ')}`,
      ...(nearest === undefined ? {} : { suggestion: nearest }),
    });
  }
  return text;
}

/** A body that the model calls text is a JSON document: bucket policies are. */
function isJsonBody(member: Member): boolean {
  return member.binding === 'payload' && member.kind === 'string';
}

function plainNumber(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function coerceNumber(value: unknown, place: Place): unknown {
  if (typeof value === 'number') return value;
  const text = scalarText(value);
  if (text === undefined) return wrongKind(place, 'a number', value);
  if (String(Number(text)) === text) return Number(text);
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) warnIllegal(place, `"${text}" is not a number`);
  return text;
}

function coerceBoolean(value: unknown, place: Place): unknown {
  if (typeof value === 'boolean') return value;
  const text = scalarText(value);
  if (text === undefined) return wrongKind(place, 'true or false', value);
  if (text === 'true' || text === 'false') return text === 'true';
  warnIllegal(place, `"${text}" is neither true nor false`);
  return text;
}

function coerceTime(shape: Shape, value: unknown, place: Place): unknown {
  const time = parseTime(value);
  if (time) return time;
  const text = scalarText(value);
  if (text === undefined) return wrongKind(place, 'a time', value);
  if (place.member.binding !== 'body') {
    warnIllegal(place, `"${text}" is not a time`);
    return text;
  }
  if (shape.timestampFormat === 'http-date' || shape.timestampFormat === 'epoch-seconds') {
    return refuse(place, 'unsendable-value', `"${text}" is not a time, and here only a time can be sent`);
  }
  warnIllegal(place, `"${text}" is not a time`);
  return literalTime(text);
}

function warnIllegal(place: Place, message: string): void {
  place.context.problems.push({ severity: 'warning', code: 'illegal-value', path: place.path, message });
}

function wrongKind(place: Place, wanted: string, value: unknown): undefined {
  return refuse(place, 'wrong-kind', `${snakeName(place.member.name)} takes ${wanted}, not ${nameOf(value)}`);
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a map';
  return typeof value === 'string' ? `"${value}"` : (scalarText(value) ?? 'bytes');
}

function refuse(place: Place, code: Problem['code'], message: string): undefined {
  place.context.problems.push({ severity: 'error', code, path: place.path, message });
  return undefined;
}
