import { isRecord } from '../lib/records.js';
import { hasUnknown, unknownValue } from '../lib/unknown-value.js';
import type { Operation } from './catalogue.js';
import { encodeCopySource, encodeStrictly } from './copy-source.js';
import { snakeName } from './names.js';
import { type AliasName, tagsHeader } from './parameter-aliases.js';
import type { Problem } from './problems.js';
import { scalarText } from './scalar-text.js';
import type { Given, SortedParameters } from './sort-parameters.js';

/** What an operation will send: its input, which is added to, and its streaming body. */
export interface ParameterDraft {
  readonly input: Record<string, unknown>;
  body: unknown;
}

/** Puts the values of aliases where the API has them; one beside the parameter that it replaces is an error. */
export function applyAliases(
  operation: Operation,
  sorted: SortedParameters,
  draft: ParameterDraft,
  problems: Problem[],
): void {
  applyTags(operation, sorted.aliases.get('tags'), draft, problems);
  applyCopySource(operation, sorted, draft, problems);
  applyBody(sorted.aliases, draft, problems);
}

function applyTags(
  operation: Operation,
  tags: Given | undefined,
  draft: ParameterDraft,
  problems: Problem[],
): void {
  const member = tagsHeader(operation);
  if (!tags || !member) {
    return;
  }
  if (member.name in draft.input) {
    problems.push(conflict('tags', snakeName(member.name), tags.key));
  }
  const text = encodeTags(tags.value);
  if (text !== undefined) {
    draft.input[member.name] = text;
  } else {
    problems.push(wrong(tags.key, `${tags.key} takes a map of names to values`));
  }
}

/** Tags in the form of the header `x-amz-tagging`: a query string. Undefined for what is no set of tags. */
function encodeTags(tags: unknown): unknown {
  if (hasUnknown(tags)) {
    return unknownValue;
  }
  if (typeof tags === 'string') {
    return tags;
  }
  if (isRecord(tags)) {
    return encodePairs(Object.entries(tags));
  }
  if (!Array.isArray(tags) || !tags.every(isRecord)) {
    return undefined;
  }
  return encodePairs(tags.map((tag) => [tag.Key ?? tag.key, tag.Value ?? tag.value]));
}

function encodePairs(pairs: readonly (readonly [key: unknown, value: unknown])[]): string | undefined {
  const texts = pairs
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => [scalarText(key), scalarText(value)]);
  if (texts.some((pair) => pair.includes(undefined))) {
    return undefined;
  }
  return texts.map((pair) => pair.map((text) => encodeStrictly(text ?? '')).join('=')).join('&');
}

function applyCopySource(
  operation: Operation,
  { aliases, members }: SortedParameters,
  draft: ParameterDraft,
  problems: Problem[],
): void {
  const bucket = aliases.get('source_bucket');
  const key = aliases.get('source_key');
  const version = aliases.get('source_version_id');
  const first = bucket ?? key ?? version;
  if (!first) {
    return;
  }
  const verbatim = operation.members.find((member) => member.name === 'CopySource');
  const other = verbatim && members.get(verbatim);
  if (other) {
    problems.push(conflict(first.key, other.key, first.key));
    return;
  }
  if (!key) {
    const message = `${operation.requestedName} requires source_key beside ${first.key}`;
    problems.push({ severity: 'warning', code: 'missing-parameter', path: [], message });
  }
  const [bucketText, keyText, versionText] = [bucket, key, version].map((given) => textOf(given, problems));
  const from = bucketText ?? scalarText(draft.input.Bucket) ?? '';
  const isKnown = ![bucket?.value ?? draft.input.Bucket, key?.value, version?.value].includes(unknownValue);
  draft.input.CopySource = isKnown ? encodeCopySource(from, keyText ?? '', versionText) : unknownValue;
}

function textOf(given: Given | undefined, problems: Problem[]): string | undefined {
  if (!given || given.value === unknownValue) {
    return undefined;
  }
  const text = scalarText(given.value);
  if (text === undefined) {
    problems.push(wrong(given.key, `${given.key} takes text`));
  }
  return text;
}

const size = /^\d+(?:\.\d+)?\s*(?:[KMGT]i?B?|B)?$/i;

function applyBody(aliases: ReadonlyMap<AliasName, Given>, draft: ParameterDraft, problems: Problem[]): void {
  const file = aliases.get('file_path');
  const generated = aliases.get('body_size');
  if (file && generated) {
    problems.push(conflict(generated.key, file.key, generated.key));
  }
  for (const given of [file, generated]) {
    if (given && draft.body !== undefined) {
      problems.push(conflict(given.key, 'body', given.key));
    }
  }
  if (generated) {
    draft.body = { size: generated.value };
    if (!isSize(generated.value)) {
      problems.push(wrong(generated.key, `${generated.key} takes a number of bytes or a size such as 10MiB`));
    }
  }
  if (file) {
    draft.body = fileReference(file, problems);
  }
}

function isSize(value: unknown): boolean {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && value >= 0;
  }
  return value === unknownValue || (typeof value === 'string' && size.test(value));
}

function fileReference({ key, value }: Given, problems: Problem[]): unknown {
  if (value === unknownValue) {
    return unknownValue;
  }
  const path = scalarText(value);
  if (path === undefined) {
    problems.push(wrong(key, `${key} takes the path of a file`));
  }
  return path?.startsWith('file://') ? path : `file://${path ?? ''}`;
}

function conflict(name: string, other: string, key: string): Problem {
  const message = `${name} and ${other} exclude each other`;
  return { severity: 'error', code: 'conflicting-parameters', path: [key], message };
}

function wrong(key: string, message: string): Problem {
  return { severity: 'error', code: 'wrong-kind', path: [key], message };
}
