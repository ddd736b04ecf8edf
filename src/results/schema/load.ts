import { flag, listOf, number, numberOrNull, object, optional, text, textOrNull, word } from './fields.js';
import { stepMembers } from './step.js';
import { latency } from './turns.js';

/** What the responses of one kind, or all of a load, came to. */
const measured = {
  passed: number('Responses that are as expected, those of the warm-up included.'),
  failed: number('Responses that are not as expected, those of the warm-up included.'),
  error: number('Requests without a response to judge, those of the warm-up included.'),
  exact: number('Of those that passed, the responses that are exactly as expected.'),
  error_rate: number('The share of all of these that did not pass, from 0 to 1.'),
  throughput: number('Responses per second that are as expected, without the warm-up.'),
  latency,
} as const;

const operation = object('LoadOperation', 'What the responses of one operation of a load came to.', {
  name: text('The name of the step where it has one, else of the operation.'),
  operation_name: textOrNull('The operation of the S3 API.'),
  ...measured,
});

const moment = object('LoadMoment', 'What happened in one stretch of time of a load.', {
  at: number('Seconds from the beginning of the load to that of the stretch.'),
  ended: number('Responses that came in it.'),
  wrong: number('Of those, the ones that are not as expected, and requests without one.'),
  p50: numberOrNull(
    'Seconds: the median of the requests that began in it, or were due; null where none was.',
  ),
  p99: numberOrNull('Seconds: 99 % of them took no longer.'),
  max: numberOrNull('Seconds: the longest of them.'),
});

const threshold = object('LoadThreshold', 'One figure that a load must hold.', {
  metric: word('The figure.', [
    'p50',
    'p75',
    'p90',
    'p95',
    'p99',
    'p99_9',
    'mean',
    'max',
    'error_rate',
    'throughput',
    'not_started',
  ]),
  name: optional(text('The operation that it is about; all of them without one.')),
  comparison: word('How the figure must stand to the limit.', ['<', '<=', '>', '>=']),
  limit: number('The limit: seconds, a share from 0 to 1, a rate per second, or a number.'),
  actual: numberOrNull('The figure, in the same unit; null where there was nothing to measure.'),
  met: flag('Whether it holds.'),
});

// What failed was not tolerated, and whose shard it was the load says.
const { tolerated: _, deviations: __, shard: ___, ...failureMembers } = stepMembers;

const failure = object(
  'LoadFailure',
  'A response of a load that is not as expected, with the members of a step.',
  failureMembers,
);

/** A step under load. */
export const load = object('Load', 'What a step under load was asked to do, and what it came to.', {
  model: word(
    '`closed`: users that wait for responses; `open`: turns that begin at a rate, however long the responses take, and times that count from when a turn was due.',
    ['closed', 'open'],
  ),
  users: optional(number('Closed model: how many users.')),
  rate: optional(number('Open model: turns per second.')),
  duration: number('Seconds that were to be measured.'),
  warm_up: number('Seconds before it, of which times and throughput are left out.'),
  ramp: number('Seconds from the beginning in which users or rate rise.'),
  in_flight: number('How many requests may be in flight at once (`concurrency`).'),
  measured: number('Seconds that were measured: from the end of the warm-up to the last response.'),
  ended_early: optional(text('Why it ended before its time.')),
  turns: number('Turns that began.'),
  waited: optional(number('Open model: turns that were due, found no place, and began later.')),
  longest_wait: optional(number('Open model: seconds that the longest of them waited.')),
  not_started: optional(number('Open model: turns that were due and never began.')),
  ...measured,
  operations: listOf('The same for each operation.', operation),
  interval: number('Seconds of each stretch of `over_time`.'),
  over_time: listOf('What happened from its beginning to its end.', moment),
  thresholds: listOf('What it must hold, and whether it does.', threshold),
  failures: listOf('The first responses that are not as expected.', failure),
  failures_left_out: number('How many more there were.'),
});
