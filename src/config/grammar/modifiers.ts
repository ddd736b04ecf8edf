import { list, object, optional, record, required, value } from '../shape/compound.js';
import { duration, flag, number, oneOf, rawText, text } from '../shape/scalars.js';
import type { Shape } from '../shape/shape.js';
import type { Value } from '../values/value.js';
import { parallelism } from './parallelism.js';

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
  retries: optional(number({ min: 0, whole: true }), 'How often a refused request is sent again.'),
  expect_continue: optional(flag, 'Send Expect: 100-continue before the body.'),
});

const paginate = object('paginate', {
  collect: optional(record(rawText), 'JMESPath per name; the lists of all pages are joined.'),
  max_pages: optional(number({ min: 1, whole: true }), 'How many pages at the most (100).'),
});

const polling = object('eventually', {
  timeout: required(duration, 'How long to ask again, such as 30s.'),
  interval: optional(duration, 'How long to wait between two tries (1s).'),
});

const holding = object('consistently', {
  for: required(duration, 'How long it must match, such as 5s.'),
  interval: optional(duration, 'How long to wait between two tries (1s).'),
});

/** What to do in the middle of a body. */
export interface During<S> {
  readonly at: Value;
  readonly steps: readonly S[];
}

function duringShape<S>(steps: Shape<readonly S[]>): Shape<During<S>> {
  return object('during', {
    at: required(value(), 'The place in the body: a percentage or a size.'),
    steps: required(steps, 'What to do there.'),
  });
}

/** The fields that any step may have besides its kind; `steps` is the shape of the steps inside it. */
export function modifiers<S>(steps: Shape<readonly S[]>) {
  return {
    name: optional(rawText, 'A name for reports.'),
    tags: optional(list(text, { orOne: true }), 'Words to select by, with --tag.'),
    skip: optional(text, 'Why this step is left out.'),
    if: optional(rawText, 'JMESPath over saved values and target; where it is false, the step is skipped.'),
    credential: optional(value({ type: 'string' }), 'The credential to sign with, instead of the group’s.'),
    client: optional(client, 'How it is sent.'),
    save: optional(
      record(rawText),
      'Names to keep: JMESPath over the output, headers.*, status, body and parameters.',
    ),
    collect: optional(record(rawText), 'Like save, one item per turn of a loop.'),
    repeat: optional(value(), 'How often; ${index} counts from 0.'),
    for_each: optional(value(), 'A list, or a range such as "${1..40}"; ${item} is the entry.'),
    matrix: optional(record(value()), 'Lists by name; every combination is a turn.'),
    parallel: optional(parallelism, 'The turns or steps side by side; a number caps how many.'),
    paginate: optional(paginate, 'Repeats with the tokens of the answers to the end.'),
    eventually: optional(polling, 'Asks again until it matches.'),
    consistently: optional(holding, 'Must match all the while.'),
    during: optional(duringShape(steps), 'Acts in the middle of the body that is sent or received.'),
    abort_at: optional(value(), 'Cuts the connection at this place of the body.'),
    variables: optional(record(value()), 'Values by name, evaluated once, seen inside.'),
    allow_unknown: optional(flag, 'Send parameters that the API model does not know, as query or header.'),
    endpoint: optional(oneOf('website'), 'Send to target.website_endpoint.'),
  } as const;
}
