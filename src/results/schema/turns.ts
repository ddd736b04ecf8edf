import { number, object, optional, text } from './fields.js';

/** Times that were counted, not kept one by one. */
export const latency = object(
  'Latency',
  'How long operations took that were counted; all times are seconds.',
  {
    count: number('How many were counted.'),
    min: number('The shortest time.'),
    mean: number('The mean of all times.'),
    max: number('The longest time.'),
    p50: number('The median: half of them took no longer.'),
    p90: number('90 % of them took no longer.'),
    p95: number('95 % of them took no longer.'),
    p99: number('99 % of them took no longer.'),
    p99_9: number('99.9 % of them took no longer.'),
    histogram: text(
      'All times, in microseconds and right to 0.1 %: an HDR histogram in its compressed V2 form, in base64. Those of several runs can be added.',
    ),
  },
);

/** The turns of a loop that have no entry of their own. */
export const turns = object(
  'Turns',
  'The turns of a loop that have no entry of their own: they are counted here.',
  {
    passed: number('Turns that passed.'),
    failed: number('Turns that failed.'),
    error: number('Turns that could not be judged.'),
    skipped: number('Turns that did not run.'),
    exact: optional(number('Of those that passed, the turns that passed exactly.')),
    latency: optional(latency),
  },
);
