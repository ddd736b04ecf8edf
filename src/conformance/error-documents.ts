import type { Diagnostic, Reader } from '../config/index.js';
import { list, object, optional, record, required } from '../config/shape/compound.js';
import { rawText } from '../config/shape/scalars.js';
import type { ReadContext, Shape } from '../config/shape/shape.js';
import { nearestHint } from '../config/shape/suggest.js';
import type { StoredDocuments } from '../config/stored-documents.js';
import { errorAt } from '../config/text/diagnostic.js';
import { describeNode, type MapNode } from '../config/text/node.js';
import {
  type ElementContent,
  type ErrorDocuments,
  findPatternFault,
  type RecordedDocument,
} from '../expectations/index.js';
import { readShaped } from './read-shaped.js';
import { recordDate, recordSources } from './record-shape.js';

/** What an element holds, in words. */
const words: ReadonlyMap<string, ElementContent> = new Map<string, ElementContent>([
  ['the key', { of: 'key' }],
  ['the bucket', { of: 'bucket' }],
  ['the upload id', { of: 'upload_id' }],
  ['the version id', { of: 'version_id' }],
  ['the method', { of: 'method' }],
  ['anything', { matches: '' }],
]);

const rule = object('an element', {
  equals: optional(rawText, 'The text that it holds.'),
  matches: optional(rawText, 'A regular expression that it matches.'),
});

const content: Shape<ElementContent> = {
  read(node, context) {
    if (node.kind === 'map') {
      return readRule(node, context);
    }
    const word = node.kind === 'scalar' ? words.get(String(node.value)) : undefined;
    if (!word) {
      const message = `expected equals, matches or one of ${[...words.keys()].join(', ')}, found ${describeNode(node)}`;
      const hint = node.kind === 'scalar' ? nearestHint(String(node.value), [...words.keys()]) : undefined;
      context.report(errorAt(node.at, 'wrong-value', message, hint));
    }
    return word;
  },
  schema: () => ({}),
};

function readRule(node: MapNode, context: ReadContext): ElementContent | undefined {
  const read = rule.read(node, context);
  if (!read) {
    return undefined;
  }
  const { equals, matches } = read;
  if (matches === undefined) {
    if (equals === undefined && node.entries.length === 0) {
      context.report(errorAt(node.at, 'missing-key', 'an element needs equals or matches'));
    }
    return equals === undefined ? undefined : { equals };
  }
  const fault = findPatternFault(matches);
  if (fault !== null) {
    context.report(errorAt(read.places.get('matches') ?? node.at, 'invalid-regex', fault));
  }
  return { matches };
}

const documentsFile = object('a file of error documents', {
  documents: required(
    list(
      object('an error document', {
        code: required(rawText, 'The error code.'),
        elements: required(record(content), 'Its elements besides Code, Message, RequestId and HostId.'),
        seen: required(recordDate, 'When it was seen: a date, a month or a year.'),
        source: required(recordSources, 'Who saw it, and where that can be read.'),
        note: optional(rawText, 'What it is sent for, where its code has several.'),
      }),
      { min: 1 },
    ),
    'The documents; a code may have several.',
  ),
});

/** Reads the error documents that AWS was recorded to send; a code that is there several times has several. */
export async function readErrorDocuments(
  file: string,
  reader: Reader,
  stored: StoredDocuments | undefined,
): Promise<{ readonly documents: ErrorDocuments; readonly diagnostics: readonly Diagnostic[] }> {
  const missing = 'there is no such file of error documents';
  const { content: read, diagnostics } = await readShaped(file, documentsFile, reader, { stored, missing });
  const documents = new Map<string, RecordedDocument[]>();
  for (const { code, elements } of read?.documents ?? []) {
    documents.set(code, [...(documents.get(code) ?? []), elements]);
  }
  return { documents, diagnostics };
}
