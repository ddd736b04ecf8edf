import { counterpartOf } from '../lib/counterparts.js';
import { defined } from '../lib/defined.js';
import { isRecord } from '../lib/records.js';
import { applyAliases, type ParameterDraft } from './apply-aliases.js';
import type { Operation } from './catalogue.js';
import { coerceFields, coerceMember, duplicate, reportMissing } from './coerce.js';
import type { CoercionContext } from './coerce-scalar.js';
import { collectExtra, type ExtraParameters } from './extra-parameters.js';
import type { Member } from './model.js';
import { type Problem, withSuggestion } from './problems.js';
import { type Given, parameterNames, type SortedParameters, sortParameters } from './sort-parameters.js';

/** What the parameters of a step come to. */
export interface ResolvedParameters {
  /** The input of the SDK's command: API names, coerced values, no streaming body. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The streaming body as it was described (text, `file://…`, `{ size }`, …); absent where none is given. */
  readonly body?: unknown;
  /** Where the response's body is to be written; absent where it is not. */
  readonly outputFile?: unknown;
  /** Parameters that the model does not know; only filled under `allowUnknown`. */
  readonly extra: ExtraParameters;
  readonly problems: readonly Problem[];
}

/** How lenient resolving is. */
export interface ResolveOptions {
  /** Parameters that the model does not know are collected in `extra`, instead of being errors. */
  readonly allowUnknown?: boolean;
  /** Says which names are known only at run time; by default there are none. */
  readonly isUnresolvedName?: (name: string) => boolean;
}

/**
 * Converts the parameters of a step to the input of the operation: names in any of the three styles, aliases, coercions of
 * the model. Any value may be `unknownValue`, which is known only at run time. Never throws for what a user
 * wrote: what is wrong is in `problems`, with paths in the user's names.
 */
export function resolveParameters(
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
  options: ResolveOptions = {},
): ResolvedParameters {
  const problems: Problem[] = [];
  const context = { problems, isUnresolvedName: options.isUnresolvedName ?? (() => false) };
  const sorted = sortParameters(operation, parameters, context);
  const draft: ParameterDraft = { input: {}, body: undefined };
  for (const [member, { key, value }] of sorted.members) {
    if (member.kind === 'stream') {
      draft.body = value;
    } else if (!isStructuredBody(operation, member)) {
      setDefined(draft.input, member, coerceMember(member, value, [key], context));
    }
  }
  setStructuredBody(operation, sorted, draft, context);
  applyAliases(operation, sorted, draft, problems);
  if (sorted.complete) {
    reportMissingMembers(operation, sorted, draft, problems);
  }
  if (!options.allowUnknown) {
    problems.push(...sorted.unknown.map((given) => unknown(operation, given)));
  }
  const outputFile = sorted.aliases.get('output_file');
  return {
    input: draft.input,
    ...defined({ body: draft.body }),
    ...(outputFile ? { outputFile: outputFile.value } : {}),
    extra: collectExtra(options.allowUnknown ? sorted.unknown : [], problems),
    problems,
  };
}

function isStructuredBody(operation: Operation, member: Member): boolean {
  return member === operation.payload && member.kind === 'structure';
}

/** The body's structure, put together from the parameter of its name and from its fields among the parameters. */
function setStructuredBody(
  operation: Operation,
  { members, bodyFields, complete }: SortedParameters,
  draft: ParameterDraft,
  context: CoercionContext,
): void {
  const { payload } = operation;
  if (!payload || !isStructuredBody(operation, payload)) {
    return;
  }
  const whole = members.get(payload);
  if (whole && (bodyFields.size === 0 || !isRecord(whole.value))) {
    setDefined(draft.input, payload, coerceMember(payload, whole.value, [whole.key], context));
    return;
  }
  if (bodyFields.size === 0) {
    return;
  }
  const written = isRecord(whole?.value) ? whole.value : {};
  const fields = coerceFields(payload.shape, written, whole ? [whole.key] : [], context);
  for (const [field, { key, value }] of bodyFields) {
    if (fields.given.has(field)) {
      context.problems.push(duplicate(field.name, key, []));
    }
    fields.given.add(field);
    setDefined(fields.values, field, coerceMember(field, value, [key], context));
  }
  draft.input[payload.name] = fields.values;
  if (complete && fields.complete) {
    reportMissing(
      payload.shape.members,
      (field) => !fields.given.has(field),
      payload.shape.name,
      [],
      context.problems,
    );
  }
}

function reportMissingMembers(
  operation: Operation,
  sorted: SortedParameters,
  draft: ParameterDraft,
  problems: Problem[],
): void {
  const isGiven = (member: Member): boolean =>
    sorted.members.has(member) ||
    member.name in draft.input ||
    (member.kind === 'stream' && draft.body !== undefined);
  const version = operation.versionIdRequired
    ? operation.members.find((member) => member.name === 'VersionId')
    : undefined;
  if (version && !isGiven(version)) {
    const message = `${operation.requestedName} requires version_id, which is not given`;
    problems.push({ severity: 'error', code: 'missing-parameter', path: [], message });
  }
  const isMissing = (member: Member): boolean => member !== version && !isGiven(member);
  reportMissing(operation.members, isMissing, operation.requestedName, [], problems);
}

function unknown(operation: Operation, { key }: Given): Problem {
  const message = `${operation.requestedName} has no parameter "${key}"`;
  const problem = { severity: 'error', code: 'unknown-parameter', path: [key], message } as const;
  const hint = counterpartOf(operation.requestedName, key) ?? counterpartOf('parameters', key);
  return hint === undefined ? withSuggestion(problem, key, parameterNames(operation)) : { ...problem, hint };
}

function setDefined(target: Record<string, unknown>, member: Member, value: unknown): void {
  if (value !== undefined) {
    target[member.name] = value;
  }
}
