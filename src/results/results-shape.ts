import { flag, listOf, number, objectWith, orNull, text, type ValueCheck, word } from './shape.js';

const status = word('pass', 'fail', 'error', 'skipped');

const actual = objectWith({ success: flag, status_code: orNull(number), response: objectWith({}) });

const exchange = objectWith({
  method: text,
  url: text,
  status: orNull(number),
  request_id: orNull(text),
  duration: number,
});

const step = objectWith({
  group_name: text,
  phase: word('before_test', 'test', 'after_test'),
  case: orNull(text),
  step: text,
  kind: text,
  operation_name: orNull(text),
  name: orNull(text),
  credential: orNull(text),
  status,
  duration: number,
  parameters: objectWith({}),
  expected: objectWith({}),
  actual: orNull(actual),
  mismatches: listOf(objectWith({ path: text })),
  error_message: orNull(text),
  skip_reason: orNull(text),
  timestamp: text,
  http: listOf(exchange),
  reproduce: orNull(text),
});

const caseResult = objectWith({
  id: text,
  title: orNull(text),
  group_name: text,
  verdict: word('pass', 'fail', 'error', 'skipped', 'unsupported', 'blocked'),
  kind: orNull(word('wrong-result', 'wrong-error', 'wrongly-accepted', 'wrongly-refused')),
  reason: orNull(text),
  duration: number,
  steps: listOf(text),
});

/** What a file of results must hold for reports, merge and compare to read it. */
export const resultsShape: ValueCheck = objectWith({
  session_id: text,
  config_file: orNull(text),
  config_files: listOf(text),
  s3tester_version: text,
  target: objectWith({ endpoint_url: text, region: text, server: orNull(text) }),
  start_time: text,
  end_time: text,
  interrupted: flag,
  endpoint_lost: orNull(text),
  total_operations: number,
  summary: objectWith({
    passed: number,
    failed: number,
    error: number,
    skipped: number,
    success_rate: number,
  }),
  results: listOf(step),
  cases: listOf(caseResult),
});
