import { caseResult } from './case.js';
import { flag, listOf, number, object, optional, text, textOrNull, texts } from './fields.js';
import { leftBehind } from './left-behind.js';
import { head } from './results.js';
import { shard } from './shard.js';
import { stepResult } from './step-result.js';

const order = listOf('Its place in the configuration.', number('A number.'));

const runStarted = object('RunStarted', 'A run began.', {
  session_id: text('A UUID, new for every run.'),
  config_files: texts('All configurations that were read.'),
  s3tester_version: text('The version that runs.'),
  endpoint_url: text('The endpoint that requests are sent to.'),
  region: text('The region that is signed for.'),
  start_time: text('When the run began: ISO 8601, UTC.'),
  total_operations: number('How many operations are planned, at least.'),
  total_groups: number('How many groups there are.'),
  plan: optional(text('The hash of all that decides what is run.')),
  shard: optional(shard),
});

const runFinished = object('RunFinished', 'A run ended.', {
  end_time: text('When the run ended: ISO 8601, UTC.'),
  server: textOrNull('The name of the server.'),
  interrupted: flag('Whether Ctrl-C ended it.'),
  endpoint_lost: textOrNull('Why the endpoint was lost.'),
  budget_spent: textOrNull('Why the run stopped before it sent more requests than it was allowed to.'),
});

const stepFinished = object('StepFinished', 'A step ended, or turns of it were counted.', {
  order,
  result: stepResult,
});

const caseFinished = object('CaseFinished', 'A case ended.', { order, result: caseResult });

const described = object('ResultsDescribed', 'What is known in the end.', { head });

/** The events that results are made from, by their type; others are passed over, since the format grows by adding. */
export const events = {
  'run-started': runStarted,
  'step-finished': stepFinished,
  'turns-counted': stepFinished,
  'case-finished': caseFinished,
  'clean-up-problem': leftBehind,
  'results-described': described,
  'run-finished': runFinished,
};
