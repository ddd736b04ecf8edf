import { headerValue } from '../lib/headers.js';
import type { Mismatch } from '../results/types.js';
import { mismatch } from './mismatch.js';
import { matchesPattern } from './pattern.js';
import type { JudgedResponse } from './types.js';

/** What a request is about, as an error document names it; a copy is about its source, too. */
export interface Subject {
  readonly method: string;
  readonly bucket: readonly string[];
  readonly key: readonly string[];
  readonly upload_id: readonly string[];
  readonly version_id: readonly string[];
}

/** What an element of an error document holds: a part of the request, one text, or what a regular expression matches. */
export type ElementContent =
  | { readonly of: keyof Subject }
  | { readonly equals: string }
  | { readonly matches: string };

/** The elements of an error document besides those that all of them have. */
export type RecordedDocument = ReadonlyMap<string, ElementContent>;

/** The documents that AWS was seen to send, by error code; one of them must be met. */
export type ErrorDocuments = ReadonlyMap<string, readonly RecordedDocument[]>;

const ofAll = ['Code', 'Message', 'RequestId', 'HostId'];

const ids = [
  ['RequestId', 'x-amz-request-id'],
  ['HostId', 'x-amz-id-2'],
] as const;

/**
 * Where an error document differs from those that are recorded for its code: elements that are missing, hold something else,
 * or are in none; and ids that are not those of the headers. The document that comes nearest counts.
 */
export function judgeErrorDocument(
  documents: ErrorDocuments,
  { success, error, headers }: JudgedResponse,
  subject: Subject,
): readonly Mismatch[] {
  if (success || subject.method === 'HEAD') {
    return [];
  }
  if (error === null) {
    return [mismatch('error', 'a document', null)];
  }
  const known = documents.get(String(error.Code)) ?? [];
  const [nearest = []] = known
    .map((document) => judgeElements(document, error, subject))
    .toSorted((a, b) => a.length - b.length);
  const strangeIds = ids.flatMap(([element, header]) => {
    const sent = headerValue(headers, header) ?? null;
    const named = error[element] ?? null;
    return named !== null && named === sent
      ? []
      : [mismatch(`error.${element}`, sent ?? `the ${header} header`, named)];
  });
  return [...nearest, ...strangeIds];
}

function judgeElements(
  document: RecordedDocument,
  error: Readonly<Record<string, unknown>>,
  subject: Subject,
): readonly Mismatch[] {
  const differing = [...document].flatMap(([name, content]) => {
    const actual = error[name];
    return typeof actual === 'string' && holds(content, actual, subject)
      ? []
      : [mismatch(`error.${name}`, describeContent(content, subject), actual ?? null)];
  });
  const stray = Object.keys(error).filter((name) => !ofAll.includes(name) && !document.has(name));
  return [...differing, ...stray.map((name) => mismatch(`error.${name}`, null, error[name]))];
}

function holds(content: ElementContent, actual: string, subject: Subject): boolean {
  if ('of' in content) {
    // What reads the document takes spaces off the ends of its texts.
    return [subject[content.of]].flat().some((part) => part.trim() === actual);
  }
  return 'equals' in content ? content.equals === actual : matchesPattern(content.matches, actual);
}

function describeContent(content: ElementContent, subject: Subject): unknown {
  if ('of' in content) {
    return [subject[content.of]].flat()[0] ?? `the ${content.of.replace('_', ' ')}`;
  }
  return 'equals' in content ? content.equals : { $matches: content.matches };
}
