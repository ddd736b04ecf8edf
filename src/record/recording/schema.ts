import {
  number,
  object,
  optional,
  orNull,
  pairs,
  type TypeOf,
  text,
  textOrNull,
  texts,
  word,
} from '../../results/schema/fields.js';

/** The version of the format that is written. */
export const recordingFormat = 1;

const addressing = word('Where the bucket stands.', ['path', 'virtual-host']);

/** The first line of a recording. */
export const recordingHead = object('RecordingHead', 'What was recorded, where and when.', {
  recording: number('The version of the format: 1.'),
  application: textOrNull('The program that sent the requests.'),
  version: textOrNull('Its version.'),
  started: text('When the recording began: ISO 8601, UTC.'),
  upstream: textOrNull('The name of the server that responded: its `Server` header.'),
  addressing,
  scheme: optional(word('How the program came; http where it is not said.', ['http', 'https'])),
});

const sentBody = object('SentBody', 'The body of a request, without frames.', {
  length: number('Its bytes.'),
  sha256: text('Its hash in hex.'),
  text: optional(text('What it says, where it is a document of the API.')),
  sent_as: word('How it was framed: as it is, by aws-chunked, or by Transfer-Encoding alone.', [
    'plain',
    'aws-chunked',
    'chunked',
  ]),
  trailers: optional(texts('The names of the trailers of aws-chunked, in lower case.')),
});

const receivedBody = object('ReceivedBody', 'The body of a response.', {
  length: number('Its bytes.'),
  sha256: text('Its hash in hex.'),
  text: optional(text('What it says, where it is a document of the API.')),
});

const response = object('RecordedResponse', 'What the server responded.', {
  status: number('The HTTP status.'),
  headers: pairs('In order; names in lower case.'),
  body: receivedBody,
});

/** Every further line of a recording: one exchange, in the order in which the requests came. */
export const recordingLine = object('RecordingLine', 'A request, and what was responded.', {
  n: number('Its number, from 1.'),
  at: number('When the request came, in milliseconds since the beginning.'),
  took: number('Milliseconds until the last byte of the response.'),
  operation: textOrNull('Its operation of the API; null where none fits.'),
  method: text('The HTTP method.'),
  bucket: textOrNull('The bucket that it names.'),
  key: textOrNull('The key that it names, decoded.'),
  addressing,
  query: pairs('The parameters of its query, decoded, in order.'),
  headers: pairs('In order; names in lower case.'),
  body: sentBody,
  response: orNull('What was responded, as far as it came; null where nothing was.', response),
  failure: optional(text('Why there is no whole response.')),
});

/** The first line of a recording. */
export type RecordingHead = TypeOf<typeof recordingHead>;

/** One exchange of a recording; headers by lower-case name, times in milliseconds, secrets masked. */
export type RecordingLine = TypeOf<typeof recordingLine>;

/** A recording: its head, and its exchanges in the order in which the requests came. */
export interface Recording {
  readonly head: RecordingHead;
  readonly lines: readonly RecordingLine[];
}
