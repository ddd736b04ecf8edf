import { list as listType } from '../../lib/fields/scalar-types.js';
import { type PlainType, ruled } from '../../lib/fields/value-type.js';
import { list, object, optional, record, required, value } from '../shape/compound.js';
import { duration, flag, number, oneOf, rawText, text } from '../shape/scalars.js';
import type { Shape } from '../shape/shape.js';
import type { Value } from '../values/value.js';
import { bodyPosition } from './body-position.js';
import { effort } from './effort.js';
import { load } from './load.js';
import { thresholds } from './load-thresholds.js';
import { anywhere, only } from './modifier.js';
import { parallelism } from './parallelism.js';
import { sending } from './step-kind.js';
import { toleratedResults } from './tolerated.js';
import { typedValue } from './typed-value.js';

const client = object('client', {
  driver: optional(
    oneOf('direct', 'sdk'),
    'The direct driver (default), or the plain AWS SDK as applications use it.',
  ),
  checksums: optional(
    oneOf('when_supported', 'when_required'),
    'Whether requests carry the default checksum of current SDKs (default), or only those that must.',
  ),
  path_style: optional(flag, 'Address buckets in the path (true) or in the host name (false).'),
  retries: optional(number({ min: 0, whole: true }), 'How many times a refused request is sent again.'),
  expect_continue: optional(flag, 'Send Expect: 100-continue before the body.'),
});

const paginate = object('paginate', {
  collect: optional(record(rawText), 'JMESPath per name; the lists of all pages are joined.'),
  max_pages: optional(number({ min: 1, whole: true }), 'How many pages at most (100).'),
});

const polling = object('eventually', {
  timeout: required(duration, 'How long to repeat the request, such as 30s.'),
  interval: optional(duration, 'How long to wait between two attempts (1s).'),
});

const holding = object('consistently', {
  for: required(duration, 'How long it must match, such as 5s.'),
  interval: optional(duration, 'How long to wait between two attempts (1s).'),
});

/** How often a step is repeated. */
export const repetitions: PlainType<number> = ruled({
  schema: { type: ['integer', 'string'] },
  must: 'needs a whole number from 0 on',
  isRight: (given) => Number.isInteger(Number(given)) && Number(given) >= 0 && given !== '',
  read: Number,
});

/** The items of a loop. */
export const items = listType;

/** What to do in the middle of a body. */
export interface During<S> {
  readonly at: Value;
  readonly steps: readonly S[];
}

function duringShape<S>(steps: Shape<readonly S[]>): Shape<During<S>> {
  return object('during', {
    at: required(typedValue(bodyPosition), 'The place in the body: a percentage or a size.'),
    steps: required(steps, 'What to do there.'),
  });
}

const responding = [...sending, 'presign'] as const;
const toResponding = 'belongs to a step that has a response';
const toSending = 'belongs to a step that sends a request';
const toPolled = 'belongs to a step that sends a request, or to a block of them';
const underLoad = [...sending, 'steps', 'case'] as const;
const toLoaded = 'belongs to a step that sends a request, or to a block or a case of them';

/** The keys that a step may have besides the one of its kind; `steps` is the shape of the steps inside it. */
export function modifiers<S>(steps: Shape<readonly S[]>) {
  return {
    name: anywhere(rawText, 'A name for reports.'),
    tags: anywhere(list(text, { orOne: true }), 'Words to select by, with --tag.'),
    skip: anywhere(text, 'Why this step is left out.'),
    if: anywhere(rawText, 'JMESPath over saved values and target; where it is false, the step is skipped.'),
    credential: anywhere(value({ type: 'string' }), 'The credential to sign with, instead of the group’s.'),
    client: anywhere(client, 'How it is sent.'),
    save: only(
      responding,
      toResponding,
      record(rawText),
      'Names to keep: JMESPath over the output, headers.*, status, body and parameters.',
    ),
    collect: only(responding, toResponding, record(rawText), 'Like save, one item per iteration of a loop.'),
    tolerate: only(
      sending,
      toSending,
      toleratedResults,
      'Further expected results, each with a reason: a step that meets one passes, and is not exact.',
    ),
    repeat: anywhere(typedValue(repetitions), 'How many times; ${index} counts from 0.'),
    for_each: anywhere(typedValue(items), 'A list, or a range such as "${1..40}"; ${item} is the entry.'),
    writers: anywhere(typedValue(effort), 'How many times side by side, to race; ${index} counts from 0.'),
    matrix: anywhere(record(typedValue(items)), 'Lists by name; every combination is an iteration.'),
    load: only(
      underLoad,
      toLoaded,
      load,
      'Runs it again and again, by users side by side or at a rate, and measures how long the responses take.',
    ),
    thresholds: only(
      underLoad,
      toLoaded,
      thresholds,
      'What the load must hold as a whole: times, errors and throughput.',
    ),
    weight: anywhere(
      number({ min: 1, whole: true }),
      'On the steps of a block under load: each turn runs one of them, as often as its weight says.',
    ),
    parallel: anywhere(parallelism, 'The iterations or steps side by side; a number caps how many.'),
    rounds: only(
      ['steps'],
      'belongs to a block of steps',
      typedValue(effort),
      'Runs the block again and again until it fails, so many times at the most; ${round} counts from 0.',
    ),
    paginate: only(
      ['operation'],
      'belongs to an operation that lists pages',
      paginate,
      'Repeats with the tokens of the responses to the end.',
    ),
    eventually: only(
      [...sending, 'steps'],
      toPolled,
      polling,
      'Repeats the request until the response matches.',
    ),
    consistently: only(
      [...sending, 'steps'],
      toPolled,
      holding,
      'Checks that the response matches for a whole period.',
    ),
    during: only(
      sending,
      toSending,
      duringShape(steps),
      'Acts in the middle of the body that is sent or received.',
    ),
    abort_at: only(
      sending,
      toSending,
      typedValue(bodyPosition),
      'Cuts the connection at this place of the body.',
    ),
    variables: anywhere(record(value()), 'Values by name, evaluated once, seen inside.'),
    allow_unknown: only(
      ['operation'],
      'belongs to an operation',
      flag,
      'Send parameters that the API model does not know, as query or header.',
    ),
    endpoint: only(sending, toSending, oneOf('website'), 'Send to target.website_endpoint.'),
  } as const;
}

/** Keys of which a step may have one. */
export const alternatives = [
  ['repeat', 'for_each', 'matrix', 'writers'],
  ['eventually', 'consistently', 'rounds'],
  ['writers', 'parallel'],
  ['paginate', 'during'],
  ['paginate', 'abort_at'],
  ['load', 'repeat'],
  ['load', 'for_each'],
  ['load', 'matrix'],
  ['load', 'writers'],
  ['load', 'rounds'],
  ['load', 'parallel'],
  ['load', 'eventually'],
  ['load', 'consistently'],
  ['load', 'save'],
  ['load', 'collect'],
] as const;

/** What to do instead of one of these keys beside `load`. */
export const insteadUnderLoad: Readonly<Record<string, string>> = {
  repeat: 'load repeats by itself: ${index} is the number of the turn',
  for_each: 'load repeats by itself: ${index} is the number of the turn',
  matrix: 'load repeats by itself: ${index} is the number of the turn',
  writers: 'what one turn does side by side is a block inside',
  rounds: 'load repeats by itself: ${index} is the number of the turn',
  parallel: 'users or rate say how much runs at once; what one turn does side by side is a block inside',
  eventually: 'under load every response counts, also those that are wrong for a while',
  consistently: 'under load every response counts, so that all must match anyway',
  save: 'what a turn saves ends with the turn: save it in a step of a block under load',
  collect: 'what a turn collects ends with the turn: collect it in a step of a block under load',
};

/** Keys that make a step a loop. */
export const loops = alternatives[0];
