import * as z from 'zod/mini';
import { httpRecord } from './exchange.js';
import {
  anything,
  descriptions,
  flag,
  listOf,
  mapOf,
  number,
  numberOrNull,
  object,
  optional,
  orNull,
  text,
  textOrNull,
  word,
} from './fields.js';

/** The outcome of one step. */
export const status = word(
  '`fail`: the server responded, and not as expected, or with what is not HTTP or breaks off; `error`: there was no response to judge (network, timeout, a fault of the client); `skipped`: it did not run.',
  ['pass', 'fail', 'error', 'skipped'],
);

/** The phases of a group. */
export const phase = word('The part of the group that the step belongs to.', [
  'before_test',
  'test',
  'after_test',
]);

const stepKind = word('The kind of step, as the scenario language names it.', [
  'operation',
  'request',
  'presign',
  'post_form',
  'steps',
  'case',
  'set',
  'wait',
]);

/** One difference between what was expected and what the server sent. */
export const mismatch = object(
  'Mismatch',
  'One difference between what was expected and what the server sent.',
  {
    path: text('Where it was found: `status_code`, `headers.etag`, `response.Contents[0].Key`, `body`, …'),
    expected: anything(
      'What was expected there; a matcher as it is written, such as `{ "$matches": "^Hello" }`.',
    ),
    actual: anything('What the server sent there; null where there was nothing.'),
  },
);

const hashedBody = object('HashedBody', 'A body of more than 4 KiB.', {
  size: number('Its length in bytes.'),
  sha256: text('Its SHA-256, in hex.'),
});

const binaryBody = object('BinaryBody', 'A body that is not text.', { base64: text('The body in base64.') });

/** A received body. Where an object fits neither form, the problem is that of the form that it is closer to. */
export const bodyValue = z
  .union([z.string(), hashedBody, binaryBody], {
    error: 'text, an object with base64, or one with size and sha256',
  })
  .register(descriptions, {
    description: 'The body of the response; absent where it is empty.',
  });

/** The response of the server. */
export const actual = object('Actual', 'The response of the server, as data.', {
  success: flag('Whether it was a 2xx without an error document.'),
  status_code: numberOrNull('The HTTP status.'),
  error_code: optional(text('The code of the error document, such as `NoSuchKey`.')),
  error: optional(mapOf('The error document, by its elements.', z.unknown())),
  headers: optional(
    mapOf(
      'The headers of the response, by lower-case names; those that were sent several times are joined.',
      z.string({ error: 'text' }),
    ),
  ),
  response: mapOf('The parsed output of the operation, named as in the API.', z.unknown()),
  body: optional(bodyValue),
});

/** What the record of a step, or of one turn of it, has. */
export const stepMembers = {
  group_name: text('The group that it belongs to.'),
  phase,
  case: textOrNull('The id of the case that it belongs to.'),
  step: text('Its place in the group: `test[0]` is the first step of `test`.'),
  place: optional(text('Where it is written, `file:line`, for a step that failed or could not be judged.')),
  kind: stepKind,
  operation_name: textOrNull('The operation of the S3 API that was called.'),
  name: textOrNull('The name that the configuration gives the step.'),
  iteration: z
    .nullable(z.union([z.number(), z.string()], { error: 'a number, text or null' }))
    .register(descriptions, { description: 'In a loop, which iteration it was: its number, or its label.' }),
  shard: optional(
    number('In merged results, of a group that every shard runs: the shard that ran it, from 1.'),
  ),
  credential: textOrNull('The name of the credential that was used.'),
  status,
  duration: number('Seconds that the step took.'),
  parameters: mapOf('The parameters as they were sent, every value filled in.', z.unknown()),
  expected: mapOf('What was expected, every value filled in.', z.unknown()),
  actual: orNull('The response of the server, as far as it came; null without one.', actual),
  mismatches: listOf('Every difference between `expected` and `actual`.', mismatch),
  exact: optional(
    flag('Of a response that was judged: whether it is exactly what was expected, and not only tolerated.'),
  ),
  tolerated: optional(text('Where it passed by an entry of `tolerate`: the reason of that entry.')),
  deviations: optional(
    listOf('Where it passed and is not exact: every difference between `expected` and `actual`.', mismatch),
  ),
  error_message: textOrNull('Why there was no response, or none that can be read.'),
  skip_reason: textOrNull('Why it was skipped.'),
  timestamp: text('When it began: ISO 8601, UTC.'),
  http: listOf('Every HTTP exchange, with those of retries.', httpRecord),
  retries: optional(number('How many times the request was sent again.')),
  reproduce: textOrNull(
    'For a step that did not pass: a `curl` command that sends the same request, with the keys as variables; or the `s3tester` command that runs only this step.',
  ),
} as const;
