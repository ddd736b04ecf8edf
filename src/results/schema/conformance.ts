import { listOf, number, object, optional, orNull, text, texts } from './fields.js';
import { shard } from './shard.js';

/** How many cases of one kind passed. */
export const score = object('Score', 'How many cases of one level, feature, operation or parameter passed.', {
  name: text('What was counted.'),
  applicable: number('All cases but those that were skipped.'),
  passed: number('Cases that passed.'),
  exact: optional(number('Of those, the cases that passed exactly: by nothing that is only tolerated.')),
  failed: number('Cases that failed.'),
  unsupported: number('Cases that call what the server does not have.'),
  blocked: number('Cases that need a feature that does not work.'),
  error: number('Cases that could not be judged.'),
  skipped: number('Cases that were left out.'),
});

/** What of results is not published. */
export const withheld = object(
  'Withheld',
  'What `--withhold` left out: cases that are counted, and not named; nothing else in the document counts them.',
  {
    tags: texts('The tags of the cases that were left out.'),
    areas: listOf('How these cases ended, by area: the beginning of their ids.', score),
  },
);

/** The result of a run against its baseline. */
export const baselineSummary = object('BaselineSummary', 'The result of the run against its baseline.', {
  file: text('The file of the baseline.'),
  expected: texts('The ids of cases that are as the baseline says: they failed, or are only tolerated.'),
  regressions: texts('The ids of cases that failed, and not as the baseline says.'),
  newly_passing: texts('The ids of cases that passed, and were known to fail.'),
  flaky: texts('The ids of cases that the baseline calls flaky.'),
  vanished: texts('The patterns of entries that match no case.'),
  expired: texts('The patterns of entries that have expired.'),
});

/** What a run of the conformance suite found, counted. */
export const conformance = object(
  'Conformance',
  'Set by a run of the conformance suite: what it found, counted.',
  {
    suite_version: text('The version of the suite; scores of different versions cannot be compared.'),
    plan: text(
      'The hash of the suite, of the selection, and of the credentials and facts that decide which cases apply, and of whether only what is exact passes; the shards of a run share it.',
    ),
    definition: optional(
      text('The SHA-256 of what all cases of the suite share: its features and the error documents of AWS.'),
    ),
    shard: optional(shard),
    levels: listOf('The score of each level.', score),
    features: listOf('The score of each feature.', score),
    operations: listOf('The score of each operation.', score),
    parameters: listOf('The score of each parameter, named `Operation.Parameter`.', score),
    crashes: texts('The ids of cases during which the server stopped responding.'),
    baseline: orNull('The result of the run against its baseline; null without one.', baselineSummary),
  },
);
