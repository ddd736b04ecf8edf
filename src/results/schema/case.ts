import {
  flag,
  listOf,
  number,
  numberOrNull,
  object,
  optional,
  text,
  textOrNull,
  texts,
  word,
  wordOrNull,
} from './fields.js';

/** The request of a case's set-up that was not carried out. */
export const setUpRefusal = object(
  'SetUpRefusal',
  'The request of a set-up that the server refused, or did not respond to.',
  {
    part: word('The option of the fixture that needs the request.', [
      'bucket',
      'versioning',
      'object_lock',
      'acls',
      'public_access',
      'sse_c',
      'objects',
    ]),
    operation: text('The operation that was called.'),
    bucket: text('The bucket that it was called on.'),
    status_code: numberOrNull('The HTTP status; null without a response.'),
    error_code: textOrNull('The code of the error document, where there was one.'),
  },
);

/** An answer of AWS that somebody saw. */
const citedRecord = object('CitedRecord', 'An answer of AWS that somebody saw, and that a case stands on.', {
  id: text('Its id in the ledger of the suite.'),
  seen: text('When it was seen: a date, a month or a year.'),
  sources: texts('The pages that show it.'),
});

/** The verdict of a case. */
export const caseResult = object('CaseResult', 'The verdict of one case.', {
  id: text('The id of the case, with its row in brackets where it has rows.'),
  title: textOrNull('What the case is about.'),
  group_name: text('The group that it belongs to.'),
  verdict: word(
    'A status of a step; or `unsupported`: the server itself says that it does not have an operation (501, NotImplemented); or `blocked`: a feature that the case needs does not work.',
    ['pass', 'fail', 'error', 'skipped', 'unsupported', 'blocked'],
  ),
  kind: wordOrNull(
    'What kind of failure it is: `wrong-error` was refused as it should be, with another code or status; `wrong-result` also where a request was never answered while others were; `tolerated`, with `--exact`: it works for clients, and is not exact.',
    ['wrong-result', 'wrong-error', 'wrongly-accepted', 'wrongly-refused', 'tolerated'],
  ),
  reason: textOrNull('Why it did not pass.'),
  exact: optional(
    flag(
      'Of a case that passed or failed: whether it passed, and each of its responses is exactly what was expected.',
    ),
  ),
  deviation: optional(
    text('Where it passed and is not exact: the first response that is only tolerated, and why.'),
  ),
  duration: number('Seconds from the set-up of its fixtures to the end of its last step.'),
  steps: texts('Its steps, as `step` names them in `results`.'),
  tags: optional(texts('Its tags, with those of all that is around it.')),
  set_up: optional(setUpRefusal),
  place: optional(text('Where it is written: `file:line`.')),
  reproduce: optional(
    text(
      'For a case that did not pass: the `s3tester` command that runs only this one; a variable stands for keys that were given on the command line.',
    ),
  ),
  kept: optional(texts('With `--keep`, for a case that did not pass: its buckets, which are still there.')),
  feature: optional(text('In the conformance suite: the feature that it belongs to.')),
  level: optional(text('In the conformance suite: its level, such as `core`.')),
  reference: optional(text('In the conformance suite: the page that documents the behaviour.')),
  records: optional(listOf('In the conformance suite: the records of AWS that it stands on.', citedRecord)),
  operations: optional(texts('In the conformance suite: the operations that it calls.')),
  definition: optional(
    text('In the conformance suite: the SHA-256 of all that decides how the case is run and judged.'),
  ),
  parameters: optional(
    texts('In the conformance suite: the parameters that it sends, as `Operation.Parameter`.'),
  ),
  baseline: optional(
    word('The result against the baseline.', ['expected', 'regression', 'newly-passing', 'flaky']),
  ),
  is_flaky: optional(flag('True where it failed and passed within one run.')),
});
