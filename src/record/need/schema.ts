import { signModes } from '../../operations/sign-modes.js';
import {
  flag,
  listOf,
  mapOf,
  number,
  object,
  optional,
  type TypeOf,
  text,
  textOrNull,
  texts,
  word,
} from '../../results/schema/fields.js';

const checksum = object('NeededChecksum', 'A digest that is sent along with a body.', {
  algorithm: text('As the API names it, such as CRC32; or MD5 for Content-MD5.'),
  form: word('Where it is sent.', ['header', 'trailer']),
});

const forms = object('NeededForms', 'The forms in which the requests of an operation were sent.', {
  addressing: listOf('Where the bucket stood.', word('One of them.', ['path', 'virtual-host'])),
  sign: listOf('How requests were signed, in the words of `sign`.', word('One of them.', signModes)),
  transfer: listOf('How bodies were framed.', word('One of them.', ['plain', 'aws-chunked', 'chunked'])),
  checksum: listOf('The digests of bodies.', checksum),
  range: optional(
    listOf('The forms of ranges: `0-9`, `5-`, `-5`.', word('One of them.', ['closed', 'open', 'suffix'])),
  ),
  expect_continue: optional(flag('Whether the program waited to be told to send a body.')),
});

const operation = object('NeededOperation', 'What a program asks of one operation.', {
  count: number('How many times it was asked.'),
  parameters: texts('The parameters that were given, by the names of the API.'),
  values: optional(
    mapOf('Of parameters that take few values, those that were given.', listOf('The values.', text('One.'))),
  ),
  document: optional(texts('The elements of the documents that were sent, as paths.')),
  headers: optional(texts('Further headers that were sent, in lower case.')),
  query: optional(texts('Further parameters of the query, which the API does not name.')),
  conditions: optional(texts('The parameters that are conditions.')),
  forms,
  statuses: mapOf('How often each HTTP status came back.', number('How often.')),
  errors: texts('The codes of error documents that came back, or the status where there was none.'),
});

const multipart = object('NeededMultipart', 'How objects were uploaded in parts.', {
  uploads: number('How many uploads were begun.'),
  completed: number('How many were completed.'),
  aborted: number('How many were aborted.'),
  part_size: number('The size of most parts, in bytes.'),
  part_sizes: listOf('Every size of a part that is not the last, in bytes.', number('One of them.')),
  most_parts: number('How many parts the longest upload had.'),
});

const paging = object('NeededPaging', 'How a list was read.', {
  page_sizes: listOf('What `max-keys` and its like asked for; 0 where nothing was asked.', number('One.')),
  continued: number('How many requests went on from an earlier page.'),
  by: texts('The parameters that a page began at.'),
});

/** What a program needs of a server, as a recording shows it. */
export const needShape = object('Need', 'What a program needs of a server.', {
  application: textOrNull('The program.'),
  version: textOrNull('Its version.'),
  recorded: text('The day of the recording.'),
  upstream: textOrNull('The server that it was recorded on.'),
  requests: number('How many requests were sent.'),
  clients: texts('How the program named itself: its User-Agent headers.'),
  operations: mapOf('What was asked, in the order in which it was first asked.', operation),
  order: texts('The operations in order; `UploadPart ×3` where one was asked several times on end.'),
  order_left_out: optional(number('How many further entries of `order` are left out.')),
  concurrency: number('How many requests were on their way at once, at the most.'),
  largest_object: number('The largest body of a PutObject, in bytes.'),
  multipart: optional(multipart),
  paging: optional(mapOf('How lists were read, by operation.', paging)),
  left_out: optional(number('How many requests are of no operation of the API.')),
});

/** What a program needs of a server, as a recording shows it; sizes in bytes. */
export type Need = TypeOf<typeof needShape>;

/** What a program asks of one operation. */
export type NeededOperation = TypeOf<typeof operation>;

/** How objects were uploaded in parts. */
export type NeededMultipart = TypeOf<typeof multipart>;

/** How a list was read. */
export type NeededPaging = TypeOf<typeof paging>;
