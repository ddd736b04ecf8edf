import type { Location } from '../text/source-file.js';
import { applyFilter, textOf } from './filters.js';
import type {
  Filter,
  LiteralValue,
  RangeEnd,
  Reference,
  Subject,
  TemplatePart,
  TemplateValue,
  Value,
} from './value.js';

/** Where references find their values; everything that changes from run to run is handed in here. */
export interface Scope {
  /** The value of a name, or undefined where nothing has that name. */
  lookup(name: string, path: readonly (string | number)[]): unknown;
  /** The present moment. */
  now(): Date;
  /** Random lower-case letters and digits, `length` of them. */
  random(length: number): string;
}

/** A reference that names nothing, or a value that a filter cannot take. */
export class ValueError extends Error {
  constructor(
    message: string,
    readonly at: Location,
    /** The name that was not found, where that is what is wrong. */
    readonly missing?: string,
  ) {
    super(message);
  }
}

/** Represents a value that is not known before the run; a text that contains it is itself unknown. */
export interface Evaluation {
  readonly scope: Scope;
  /** What represents an unknown value, or undefined where all must be known. */
  readonly unknown?: unknown;
  /** Called with every problem, instead of a throw at the first one; a value with a problem counts as unknown. */
  readonly onProblem?: (problem: ValueError) => void;
}

const longestRange = 1_000_000;

/** Evaluates a value in a scope. Throws a {@link ValueError} for a reference that names nothing. */
export function evaluate(value: Value, evaluation: Evaluation): unknown {
  const { onProblem, unknown } = evaluation;
  if (onProblem === undefined) {
    return evaluateKind(value, evaluation);
  }
  try {
    return evaluateKind(value, evaluation);
  } catch (problem) {
    if (!(problem instanceof ValueError)) {
      throw problem;
    }
    onProblem(problem);
    return unknown;
  }
}

function evaluateKind(value: Value, evaluation: Evaluation): unknown {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'template':
      return evaluateTemplate(value.parts, value.at, evaluation);
    case 'list':
      return value.items.map((item) => evaluate(item, evaluation));
    case 'map':
      return Object.fromEntries(
        value.entries.map(({ key, value: inner }) => [keyText(key, evaluation), evaluate(inner, evaluation)]),
      );
    case 'generated':
      return evaluateGenerated(value, evaluation);
  }
}

/** The text of a map's key; one that is not known yet stays as it is written, with `${…}`. */
function keyText(key: LiteralValue | TemplateValue, evaluation: Evaluation): string {
  const value = evaluate(key, evaluation);
  if (evaluation.unknown === undefined || value !== evaluation.unknown || key.kind === 'literal') {
    return textOf(value);
  }
  return key.parts.map((part) => (typeof part === 'string' ? part : `\${${part.text}}`)).join('');
}

function evaluateGenerated(value: Extract<Value, { kind: 'generated' }>, evaluation: Evaluation): unknown {
  const source = evaluate(value.source, evaluation);
  if (evaluation.unknown !== undefined && source === evaluation.unknown) {
    return source;
  }
  if (!Array.isArray(source)) {
    throw new ValueError('$for needs a list, or a range such as "${1..10}"', value.at);
  }
  return source.map((item, index) => {
    const scope = withNames(evaluation.scope, { item, index });
    return evaluate(value.value, { ...evaluation, scope });
  });
}

/** A scope in which some further names come first. */
export function withNames(scope: Scope, names: Readonly<Record<string, unknown>>): Scope {
  return {
    now: () => scope.now(),
    random: (length) => scope.random(length),
    lookup(name, path) {
      if (!Object.hasOwn(names, name)) {
        return scope.lookup(name, path);
      }
      // An unknown value is represented by a symbol; all its fields are unknown as well.
      return typeof names[name] === 'symbol' ? names[name] : follow(names[name], path);
    },
  };
}

/** Follows a path into a value; undefined where it leads nowhere. */
export function follow(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const part of path) {
    if (current === null || typeof current !== 'object') {
      return undefined;
    }
    if (!Object.hasOwn(current, part)) {
      return undefined;
    }
    current = (current as Record<string | number, unknown>)[part];
  }
  return current;
}

function evaluateTemplate(parts: readonly TemplatePart[], at: Location, evaluation: Evaluation): unknown {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    const value = typeof only === 'string' ? only : evaluateReference(only, at, evaluation);
    return value instanceof Uint8Array ? textOf(value) : value;
  }
  let text = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? part : evaluateReference(part, at, evaluation);
    if (evaluation.unknown !== undefined && value === evaluation.unknown) {
      return value;
    }
    text += textOf(value);
  }
  return text;
}

function evaluateReference(reference: Reference, at: Location, evaluation: Evaluation): unknown {
  const found = evaluateSubject(reference.subject, at, evaluation);
  const missing =
    found === undefined || (reference.fallback !== undefined && (found === '' || found === null));
  if (missing && reference.fallback) {
    return evaluateTemplate(reference.fallback, at, evaluation);
  }
  if (found === undefined) {
    throw missingValue(reference, at);
  }
  if (evaluation.unknown !== undefined && found === evaluation.unknown) {
    return found;
  }
  return applyFilters(reference.filters, found, at);
}

function missingValue(reference: Reference, at: Location): ValueError {
  // What stands behind the name is a default, which may be a secret.
  const [text = ''] = reference.text.split(':-');
  const name = reference.subject.kind === 'path' ? reference.subject.name : text;
  return new ValueError(`\${${text}} is not defined`, at, name);
}

function applyFilters(filters: readonly Filter[], value: unknown, at: Location): unknown {
  let current = value;
  for (const { name, argument } of filters) {
    try {
      current = applyFilter(name, current, argument);
    } catch (error) {
      throw new ValueError(`the filter ${name} cannot take this: ${(error as Error).message}`, at);
    }
  }
  return current;
}

function evaluateSubject(subject: Subject, at: Location, evaluation: Evaluation): unknown {
  const { scope } = evaluation;
  switch (subject.kind) {
    case 'path':
      return scope.lookup(subject.name, subject.path);
    case 'now':
      return new Date(scope.now().getTime() + subject.offsetMs);
    case 'random':
      return scope.random(subject.length);
    case 'range':
      return evaluateRange(subject.first, subject.last, at, evaluation);
  }
}

function evaluateRange(firstEnd: RangeEnd, lastEnd: RangeEnd, at: Location, evaluation: Evaluation): unknown {
  const ends = [firstEnd, lastEnd].map((end) =>
    typeof end === 'number' ? end : evaluation.scope.lookup(end.name, end.path),
  );
  if (evaluation.unknown !== undefined && ends.includes(evaluation.unknown)) {
    return evaluation.unknown;
  }
  const [first = Number.NaN, last = Number.NaN] = ends.map(Number);
  if (!Number.isInteger(first) || !Number.isInteger(last)) {
    throw new ValueError('the ends of a range must be whole numbers', at);
  }
  const length = Math.abs(last - first) + 1;
  if (length > longestRange) {
    throw new ValueError(`a range of more than ${longestRange} numbers`, at);
  }
  const step = last >= first ? 1 : -1;
  return Array.from({ length }, (_, index) => first + index * step);
}

/** Every reference in a value, with its position, in the order written. */
export function referencesIn(value: Value): readonly PlacedReference[] {
  const found: PlacedReference[] = [];
  gatherReferences(value, found);
  return found;
}

interface PlacedReference {
  readonly reference: Reference;
  readonly at: Location;
}

function gatherReferences(value: Value, found: PlacedReference[]): void {
  switch (value.kind) {
    case 'template':
      gatherParts(value.parts, value.at, found);
      return;
    case 'list':
      for (const item of value.items) {
        gatherReferences(item, found);
      }
      return;
    case 'map':
      for (const entry of value.entries) {
        gatherReferences(entry.key, found);
        gatherReferences(entry.value, found);
      }
      return;
    case 'generated':
      gatherReferences(value.source, found);
      gatherReferences(value.value, found);
      return;
    case 'literal':
  }
}

function gatherParts(parts: readonly TemplatePart[], at: Location, found: PlacedReference[]): void {
  for (const part of parts) {
    if (typeof part === 'string') {
      continue;
    }
    found.push({ reference: part, at });
    gatherParts(part.fallback ?? [], at, found);
  }
}

/** The place of what a path leads to inside a value, or of the deepest value on the way there. */
export function locate(value: Value, path: readonly (string | number)[]): Location {
  let current = value;
  for (const part of path) {
    let next: Value | undefined;
    if (current.kind === 'map') {
      next = current.entries.find(({ key }) => key.kind === 'literal' && key.value === part)?.value;
    } else if (current.kind === 'list' && typeof part === 'number') {
      next = current.items[part];
    }
    if (!next) {
      return current.at;
    }
    current = next;
  }
  return current.at;
}

/** The place of the key that a path ends in, which is what is wrong where a name is unknown. */
export function locateKey(value: Value, path: readonly (string | number)[]): Location {
  const parent = locateValue(value, path.slice(0, -1));
  const last = path.at(-1);
  if (parent?.kind === 'map') {
    const entry = parent.entries.find(({ key }) => key.kind === 'literal' && key.value === last);
    if (entry) {
      return entry.key.at;
    }
  }
  return locate(value, path);
}

/** The value that a path leads to inside another; undefined where it leads nowhere that is known. */
export function locateValue(value: Value, path: readonly (string | number)[]): Value | undefined {
  let current: Value | undefined = value;
  for (const part of path) {
    if (current?.kind === 'map') {
      current = current.entries.find(({ key }) => key.kind === 'literal' && key.value === part)?.value;
    } else if (current?.kind === 'list' && typeof part === 'number') {
      current = current.items[part];
    } else {
      return undefined;
    }
  }
  return current;
}
