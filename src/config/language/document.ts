import { formatNames } from '../../reporting/format-names.js';
import { type FieldsOf, list, object, optional, record, required, value } from '../shape/compound.js';
import { duration, endpoint, flag, number, oneOf, rawText, region, text } from '../shape/scalars.js';
import type { ShapeOf } from '../shape/shape.js';
import { type CaseFields, caseFields } from './case.js';
import { step } from './step.js';

const credential = object('a credential', {
  name: required(text, 'The name that groups and operations use.'),
  access_key: optional(text, 'The access key id.'),
  secret_key: optional(text, 'The secret access key.'),
  session_token: optional(text, 'The session token of temporary credentials.'),
  profile: optional(text, 'A profile of the AWS configuration files, instead of keys.'),
  anonymous: optional(flag, 'Send unsigned requests.'),
  canonical_id: optional(text, 'The canonical user id, for grants.'),
  account_id: optional(text, 'The account id, for policies.'),
  arn: optional(text, 'The ARN, for policies.'),
});

const retry = object('retry', {
  max_attempts: optional(
    number({ min: 1, whole: true }),
    'How many times a request is sent at most; 1 (default): no retries.',
  ),
  mode: optional(oneOf('standard', 'adaptive'), 'How long to wait between attempts.'),
});

const report = object('a report', {
  format: required(oneOf(...formatNames), 'How it is written.'),
  file: required(text, 'Where to; relative to the configuration.'),
});

const conformance = object('conformance', {
  level: optional(
    list(oneOf('core', 'extended', 'aws', 'legacy'), { orOne: true, min: 1 }),
    'Only cases of these levels, as --level; core and extended by default.',
  ),
  feature: optional(list(text, { orOne: true, min: 1 }), 'Only cases of these features, as --feature.'),
  operation: optional(
    list(text, { orOne: true, min: 1 }),
    'Only cases that call one of these operations, as --operation.',
  ),
  case: optional(list(text, { orOne: true, min: 1 }), 'Only cases whose id matches, as --case.'),
  tag: optional(list(text, { orOne: true, min: 1 }), 'Only cases with these tags, as --tag.'),
  baseline: optional(
    text,
    'The file of what is known to fail, as --baseline; relative to the configuration.',
  ),
  exact: optional(flag, 'Only what AWS answers passes, as --exact.'),
  flaky: optional(number({ min: 1, whole: true }), 'How often what failed is tried again, as --flaky.'),
});

const settingsFields = {
  endpoint_url: optional(endpoint, 'The URL of the server under test, or the word: embedded.', {
    aliases: ['endpoint-url'],
  }),
  region: optional(region, 'The region to sign for (us-east-1).'),
  path_style: optional(
    flag,
    'Unset: path style for IP addresses, localhost and embedded, else virtual-hosted.',
    { aliases: ['path-style'] },
  ),
  timeout: optional(number({ above: 0 }), 'Seconds, per operation (300).'),
  case_timeout: optional(
    number({ above: 0 }),
    'Seconds, for the requests of a case together; by default 60 in a conformance suite, and no limit elsewhere.',
    { aliases: ['case-timeout'] },
  ),
  settle: optional(
    duration,
    'For how long a step is tried again after a configuration of its bucket was written (0s); for AWS, where that takes effect later.',
  ),
  max_requests: optional(
    number({ min: 1, whole: true }),
    'How many requests a run may send; no limit by default.',
    {
      aliases: ['max-requests'],
    },
  ),
  keep: optional(
    oneOf('some', 'all'),
    'Which turns of a loop have an entry in the results: some (default), so that there may be millions, or all.',
  ),
  retry: optional(retry, 'When to send a request again; never by default, because a retry hides a fault.'),
  ca_file: optional(text, 'A PEM file of further certificate authorities to trust.', {
    aliases: ['ca-file'],
  }),
  insecure: optional(flag, 'Accept any certificate.'),
  credentials: optional(list(credential), 'Who signs: with keys, with a profile, or anonymous.'),
  reports: optional(
    list(report),
    'Reports that run and conformance write, as --report; those of the command line take their place.',
  ),
  conformance: optional(
    conformance,
    'What conformance runs of the suite, and how, where the command line does not say it.',
  ),
  target: optional(record(value()), 'Facts about the server: lifecycle_day, website_endpoint, kms_key_id, …'),
} as const;

const settings = object('config', settingsFields);

const steps = list(step);
const testSteps = list(step, { min: 1 });

const group = object('a group', {
  name: required(text, 'The name of the group.'),
  credential: optional(text, 'The credential of its operations; the first one if left out.'),
  parallel: optional(flag, 'Run the steps of test side by side.'),
  every_shard: optional(flag, 'Run the group in every shard of a run; else it is in one of them.', {
    aliases: ['every-shard'],
  }),
  tags: optional(list(text, { orOne: true }), 'Words to select by, with --tag.'),
  variables: optional(record(value()), 'Values by name, evaluated once.'),
  before_test: optional(steps, 'Set-up, in order; the first failure ends it, and test is skipped.', {
    aliases: ['before-test', 'before'],
  }),
  test: required(testSteps, 'What is tested; a step that fails does not stop the next.'),
  after_test: optional(steps, 'Always runs, in order, to its end.', { aliases: ['after-test', 'after'] }),
});

const testCases = object('test_cases', {
  parallel: optional(flag, 'Run the groups side by side.'),
  concurrency: optional(number({ min: 1, whole: true }), 'Cap on operations in flight (16).'),
  groups: required(list(group, { min: 1 }), 'The groups, in order.'),
});

const defaultsFields = {
  ...caseFields,
  credential: optional(text, 'Who signs (main).'),
  tags: optional(list(text, { orOne: true }), 'Words to select by, beside those of each case.'),
  variables: optional(record(value()), 'Values by name.'),
} as const;

/** The root of a configuration file. */
export const documentShape = object('a configuration', {
  config: optional(settings, 'The server, and who talks to it.'),
  variables: optional(record(value()), 'Values by name, for every group of this file.'),
  test_cases: optional(testCases, 'What to run.', { aliases: ['test-cases'] }),
  include: optional(list(rawText, { orOne: true }), 'Further files, by path or glob, relative to this one.'),
  defaults: optional(
    object('defaults', defaultsFields),
    'In a suite file: what holds for each of its cases.',
  ),
  cases: optional(testSteps, 'In a suite file: its cases, run with the credential main.'),
});

/** A configuration file, read. */
export type DocumentContent = ShapeOf<typeof documentShape>;
/** The `config` section, read. */
export type Settings = FieldsOf<typeof settingsFields>;
/** A credential as it is written. */
export type CredentialEntry = ShapeOf<typeof credential>;
/** A group as it is written. */
export type GroupEntry = ShapeOf<typeof group>;
/** What a suite file's `defaults` say. */
export type Defaults = CaseFields & FieldsOf<typeof defaultsFields>;
