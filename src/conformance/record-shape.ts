import {
  type FieldsOf,
  type Located,
  list,
  object,
  optional,
  record,
  required,
} from '../config/shape/compound.js';
import { flag, number, rawText } from '../config/shape/scalars.js';
import type { ReadContext, Shape } from '../config/shape/shape.js';
import { nearestHint } from '../config/shape/suggest.js';
import { textThat } from '../config/shape/text-that.js';
import { errorAt } from '../config/text/diagnostic.js';
import { type Node, toData } from '../config/text/node.js';
import { findOperation, operationNames } from '../operations/index.js';

/** Requests of S3 that are no operation of the SDK: a form, a question of a browser, a page of a website. */
const otherOperations: readonly string[] = ['PostObject', 'OptionsObject', 'WebsiteGetObject'];

const operation = textThat(
  'the name of an operation',
  (name) => otherOperations.includes(name) || findOperation(name)?.name === name,
  (name) => nearestHint(name, [...operationNames(), ...otherOperations]),
);

/** An id of lower-case words with hyphens. */
export const identifier = textThat('an id of lower-case words with hyphens', (text) =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text),
);

/** When something was seen: a date, a month or a year. */
export const recordDate = textThat('a date, a month or a year, such as "2026-02-21"', (text) =>
  /^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text),
);

const repository = textThat('owner/name', (text) => /^[\w.-]+\/[\w.-]+$/.test(text));

const commit = textThat('the hash of a commit', (text) => /^[0-9a-f]{7,40}$/.test(text));

/** The address of a page. */
export const page = textThat('an https URL', (text) => URL.canParse(text) && text.startsWith('https://'));

/** Whatever is written, as data. */
const anything: Shape<unknown> = { read: toData, schema: () => ({}) };

const response = object('a recorded response', {
  status: required(number({ min: 100, whole: true }), 'The status.'),
  code: optional(rawText, 'The code of the error document.'),
  fields: optional(
    record(anything),
    'Further elements of the error document, or facts of the output: what they were, or what they hold.',
  ),
  headers: optional(record(anything), 'The headers that matter; "present" where the value does not.'),
});

const sourceFields = {
  repository: optional(repository, 'The repository that holds it, as owner/name.'),
  path: optional(rawText, 'The file in it.'),
  entry: optional(rawText, 'The entry of the file, such as the name of a test.'),
  commit: optional(commit, 'The commit.'),
  issue: optional(number({ min: 1, whole: true }), 'The number of the issue that shows it.'),
  pull_request: optional(number({ min: 1, whole: true }), 'The number of the pull request that shows it.'),
  second_hand: optional(flag, 'Whether it is told after somebody who read it, and not read itself.'),
  url: optional(page, 'The page that shows it, where it is in no repository.'),
} as const;

/** Where a record can be read. */
export type RecordSource = FieldsOf<typeof sourceFields>;

const sourceShape = object('a source', sourceFields);

const source: Shape<RecordSource> = {
  read(node, context) {
    const read = sourceShape.read(node, context);
    if (!read) {
      return undefined;
    }
    if (!isSomewhere(read)) {
      const message = 'a source is a url, or a repository with a path, an issue or a pull_request';
      report(node, 'missing-key', message, context);
      return undefined;
    }
    const { where: _, places: __, ...facts } = read;
    return facts;
  },
  schema: sourceShape.schema,
};

/** What is written counts: a part that is wrong is told already. */
function isSomewhere({ places }: Located): boolean {
  const inRepository = ['path', 'issue', 'pull_request'].some((key) => places.has(key));
  return places.has('url') || (places.has('repository') && inRepository);
}

/** Where a record can be read, in one place or several. */
export const recordSources = list(source, { min: 1, orOne: true });

/** One answer of AWS, as it was seen. */
export const recordShape = object('a record', {
  id: required(identifier, 'Its name in the file: lower-case words with hyphens.'),
  operation: required(
    list(operation, { min: 1, orOne: true }),
    'The operation that was called, or those that were answered alike.',
  ),
  input: required(rawText, 'What was asked, in a phrase.'),
  response: required(response, 'What came.'),
  seen: required(recordDate, 'When it was seen: a date, a month or a year.'),
  source: required(recordSources, 'Who saw it, and where that can be read.'),
  without_case: optional(rawText, 'Why no case cites it.'),
  conflicts_with: optional(list(rawText, { min: 1, orOne: true }), 'Records that say otherwise.'),
  documentation: optional(rawText, 'What the documentation says otherwise.'),
  note: optional(rawText, 'What else must be known of it, such as where it parts from another record.'),
});

function report(node: Node, code: string, message: string, context: ReadContext): void {
  context.report(errorAt(node.at, code, message));
}
