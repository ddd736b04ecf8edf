import type { CaseStep, Step } from '../../src/config/language/step.js';
import { locateValue } from '../../src/config/values/evaluate.js';
import type { Value } from '../../src/config/values/value.js';
import type { AwsRecord } from '../../src/conformance/index.js';
import type { ErrorDocuments } from '../../src/expectations/index.js';
import { findOperation, type Member } from '../../src/operations/index.js';
import { stepsIn } from './steps-in.js';

/** What a case reads of the answers to its steps. */
export interface Reading {
  /** All that is written in its expectations. */
  readonly texts: readonly string[];
  /** The elements of the documents that are judged as they were recorded, with those of its error codes. */
  readonly elements: ReadonlySet<string>;
}

/** What a case reads, where a document that is judged as recorded has the elements that `documents` says. */
export function readingOf(one: CaseStep, documents: ErrorDocuments | undefined): Reading {
  const expected = [...stepsIn([one])].flatMap((step) => expectationsOf(step));
  const judged = expected.filter((value) => locateValue(value, ['error_document']) !== undefined);
  const codes = judged.flatMap((value) => textsIn(value)).filter((text) => documents?.has(text));
  const elements = codes.flatMap((code) =>
    (documents?.get(code) ?? []).flatMap((document) => [...document.keys()]),
  );
  // A request id is judged of every document that is recorded.
  const ids = judged.length > 0 ? ['RequestId', 'HostId'] : [];
  return { texts: expected.flatMap(textsIn), elements: new Set([...elements, ...ids]) };
}

/** The fields and headers of a recorded response, by their names in the API, that none of some readings has. */
export function unreadFields(
  { response, operation }: AwsRecord,
  readings: readonly Reading[],
): readonly string[] {
  const fields = [...(response.fields?.keys() ?? [])].filter(isOfTheApi);
  return [...fields, ...(response.headers?.keys() ?? [])].filter((name) => {
    const aliases = aliasesOf(name, operation);
    return !readings.some(
      ({ texts, elements }) =>
        elements.has(name) || texts.some((text) => aliases.some((alias) => isIn(text, alias))),
    );
  });
}

/** Other facts, such as "body" or "effect", are told in prose. */
function isOfTheApi(name: string): boolean {
  return /^[A-Z]|^[a-z]+-/.test(name);
}

/** A member of an output is read by the name of its header, too, and a header by that of its member. */
function aliasesOf(name: string, operations: readonly string[]): readonly string[] {
  const outputs = operations.flatMap((one) => findOperation(one)?.output ?? []).concat(commonMembers());
  const wire = outputs.filter((one) => one.name === name).map(({ wireName }) => wireName.toLowerCase());
  const members = outputs
    .filter(({ wireName }) => wireName.toLowerCase() === name.toLowerCase())
    .map((one) => one.name);
  // A client shows the text of this header under a name of its own.
  const shown = name === 'ExpiresString' ? ['expires'] : [];
  return [...new Set([name, ...wire, ...members, ...shown])];
}

/** The members of what is read to see an effect. */
function commonMembers(): readonly Member[] {
  return ['GetObject', 'HeadObject', 'PutObject', 'CopyObject', 'DeleteObject'].flatMap(
    (one) => findOperation(one)?.output ?? [],
  );
}

function expectationsOf(step: Step): readonly Value[] {
  const { expected_result } = 'expected_result' in step ? step : {};
  return expected_result ? [expected_result] : [];
}

/** All that is written in a value: keys, texts, and the paths of references. */
function textsIn(value: Value): readonly string[] {
  switch (value.kind) {
    case 'literal':
      return [value.source];
    case 'template':
      return value.parts.map((part) => (typeof part === 'string' ? part : part.text));
    case 'list':
      return value.items.flatMap(textsIn);
    case 'map':
      return value.entries.flatMap(({ key, value: inner }) => [...textsIn(key), ...textsIn(inner)]);
    case 'generated':
      return [...textsIn(value.source), ...textsIn(value.value)];
  }
}

function isIn(text: string, name: string): boolean {
  const word = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // A row may hold the rest of a name, and the names of metadata have an end that is free.
  const isBegun = /^(x-amz-[a-z-]*-|Checksum)$/.test(text) && name.startsWith(text);
  const isPrefix = name.endsWith('-') && text.includes(name);
  return isBegun || isPrefix || new RegExp(`(^|[^A-Za-z0-9-])${word}($|[^A-Za-z0-9])`).test(text);
}
