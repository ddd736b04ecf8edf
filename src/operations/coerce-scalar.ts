import { defined } from '../lib/defined.js';
import { nearestName } from '../lib/nearest-name.js';
import { isRecord } from '../lib/records.js';
import { parseAbsoluteTime } from '../lib/times.js';
import { hasUnknown, unknownValue } from '../lib/unknown-value.js';
import { enumValues } from './enum-values.js';
import type { Member, MemberShape } from './model.js';
import { snakeName } from './names.js';
import type { Path, Problem } from './problems.js';
import { scalarText } from './scalar-text.js';

/** What a coercion needs besides the value: where problems go, and which names are known only at run time. */
export interface CoercionContext {
  readonly problems: Problem[];
  isUnresolvedName(name: string): boolean;
}

/** The position of a value: its member, and the path to it in the author's names. */
export interface ParameterLocation {
  readonly member: Member;
  readonly path: Path;
  readonly context: CoercionContext;
}

/** Brings a value into the form of a scalar; text that is none of its kind stays text, with a warning. */
export function coerceScalar(shape: MemberShape, value: unknown, place: ParameterLocation): unknown {
  switch (shape.kind) {
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

/** Brings a value into text: of scalars their own, of maps and lists JSON where the body is a JSON document. */
export function coerceString(value: unknown, place: ParameterLocation): unknown {
  if (value === unknownValue) {
    return unknownValue;
  }
  if (isJsonBody(place.member) && (isRecord(value) || Array.isArray(value))) {
    return hasUnknown(value) ? unknownValue : JSON.stringify(value, plainNumber);
  }
  const text = scalarText(value);
  if (text === undefined) {
    return wrongKind(place, 'text', value);
  }
  const allowed = enumValues(place.member);
  if (allowed && !allowed.includes(text)) {
    const nearest = nearestName(text, allowed);
    place.context.problems.push({
      severity: 'warning',
      code: 'illegal-value',
      path: place.path,
      message: `"${text}" is none of the values of ${snakeName(place.member.name)}: ${allowed.join(', ')}`,
      ...defined({ suggestion: nearest }),
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

function coerceNumber(value: unknown, place: ParameterLocation): unknown {
  if (typeof value === 'number') {
    return value;
  }
  const text = scalarText(value);
  if (text === undefined) {
    return wrongKind(place, 'a number', value);
  }
  if (String(Number(text)) === text) {
    return Number(text);
  }
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) {
    warnIllegal(place, `"${text}" is not a number`);
  }
  return text;
}

function coerceBoolean(value: unknown, place: ParameterLocation): unknown {
  if (typeof value === 'boolean') {
    return value;
  }
  const text = scalarText(value);
  if (text === undefined) {
    return wrongKind(place, 'true or false', value);
  }
  if (text === 'true' || text === 'false') {
    return text === 'true';
  }
  warnIllegal(place, `"${text}" is neither true nor false`);
  return text;
}

function coerceTime(shape: MemberShape, value: unknown, place: ParameterLocation): unknown {
  const time = parseAbsoluteTime(value);
  if (time) {
    return time;
  }
  const text = scalarText(value);
  if (text === undefined) {
    return wrongKind(place, 'a time', value);
  }
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

/** A Date that is written as the given text in an XML document, so that a test can send a time that is none. */
function literalTime(text: string): Date {
  return Object.assign(new Date(0), { toISOString: () => text, toJSON: () => text });
}

function warnIllegal(place: ParameterLocation, message: string): void {
  place.context.problems.push({ severity: 'warning', code: 'illegal-value', path: place.path, message });
}

/** Reports a value of a kind that the member does not take, and of which no text can be sent. */
export function wrongKind(place: ParameterLocation, wanted: string, value: unknown): undefined {
  return refuse(place, 'wrong-kind', `${snakeName(place.member.name)} takes ${wanted}, not ${nameOf(value)}`);
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (isRecord(value)) {
    return 'a map';
  }
  return typeof value === 'string' ? `"${value}"` : (scalarText(value) ?? 'bytes');
}

function refuse(place: ParameterLocation, code: Problem['code'], message: string): undefined {
  place.context.problems.push({ severity: 'error', code, path: place.path, message });
  return undefined;
}
