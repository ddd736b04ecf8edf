import { number, object, optional, text, texts } from './fields.js';

/** Which part of a run its results are. */
export const shard = object('Shard', 'Which part of a run these are the results of.', {
  index: number('The number of the part, from 1.'),
  count: number('How many parts there are.'),
  endpoint: optional(
    text('Where the run was to send to: a URL, or `embedded`; the shards of a run share it.'),
  ),
  whole: optional(
    texts(
      'What the run is as a whole, in order: the names of its groups; of a suite, the ids of the cases that were asked for.',
    ),
  ),
  everywhere: optional(texts('The names of the groups that every shard runs.')),
});
