import * as z from 'zod/mini';
import { caseResult } from './case.js';
import { cause } from './cause.js';
import { conformance, withheld } from './conformance.js';
import { descriptions, flag, listOf, number, object, optional, text, textOrNull, texts } from './fields.js';
import { leftBehind } from './left-behind.js';
import { shard } from './shard.js';
import { stepResult } from './step-result.js';

const target = object('Target', 'The server under test.', {
  endpoint_url: text('The endpoint that requests were sent to.'),
  region: text('The region that was signed for.'),
  server: textOrNull('The name of the server: its `Server` header.'),
});

const summary = object('Summary', 'The number of steps by status.', {
  passed: number('Steps that passed.'),
  failed: number('Steps that failed.'),
  error: number('Steps that could not be judged.'),
  skipped: number('Steps that did not run.'),
  success_rate: number('`passed` over `passed`, `failed` and `error`.'),
});

const tests = object(
  'Tests',
  'How many tests ended how: a test is a case, or a step that belongs to none. Every report counts these.',
  {
    total: number('All of them.'),
    passed: number('Tests that passed.'),
    exact: optional(number('Of those, the tests that passed exactly: by nothing that is only tolerated.')),
    failed: number('Tests that failed; `unsupported` is one of these.'),
    unsupported: optional(
      number(
        'Of the tests that failed, those that call what the server does not have; absent where there are none.',
      ),
    ),
    error: number('Tests that could not be judged.'),
    skipped: number('Tests that did not run; `blocked` is one of these.'),
    blocked: optional(
      number(
        'Of the tests that did not run, those that need a feature that does not work; absent where there are none.',
      ),
    ),
  },
);

const members = {
  session_id: text('A UUID, new for every run.'),
  config_file: textOrNull('The first configuration.'),
  config_files: texts('All configurations that were read.'),
  s3tester_version: text('The version that wrote the file.'),
  result_format: z
    .literal(1, { error: '1' })
    .register(descriptions, { description: 'The format of the file, which changes only by adding.' }),
  target,
  start_time: text('When the run began: ISO 8601, UTC.'),
  end_time: text('When the run ended: ISO 8601, UTC.'),
  plan: optional(
    text(
      'The hash of the files or the suite, and of all that decides what is run; the shards of a run share it.',
    ),
  ),
  shard: optional(shard),
  interrupted: flag('Whether Ctrl-C ended it.'),
  endpoint_lost: textOrNull(
    'Why the endpoint was lost: it did not respond, stopped responding, or said at once that nothing could pass; null if it was not lost.',
  ),
  budget_spent: optional(
    text('Why the run stopped before it sent more requests than it was allowed to; absent where it did not.'),
  ),
  left_behind: optional(
    listOf(
      'The buckets that the run made and could not remove, in the order in which that was seen; absent where there are none. `s3tester clean` tries again.',
      leftBehind,
    ),
  ),
  total_operations: number('Every operation of every phase that was planned.'),
  summary,
  tests: optional(tests),
  causes: optional(
    listOf(
      'In a file: the causes of what failed or could not be judged, but for what a baseline expects, the commonest first; absent where there are none.',
      cause,
    ),
  ),
  results: listOf(
    'One entry for every step, in the order of the configuration, however they ran.',
    stepResult,
  ),
  cases: listOf('One entry for every case.', caseResult),
  conformance: optional(conformance),
  withheld: optional(withheld),
};

/** Everything that one run found; the root of the schema, which alone has no id. */
export const results = z
  .object(members, { error: 'an object' })
  .register(descriptions, { description: 'Everything that one run found.' });

const { results: _, ...others } = members;

/** All that results say but for their steps. */
export const head = object('ResultHead', 'All that results say but for their steps.', others);
