import { fileReader } from '../../src/app/file-reader.js';
import { checkConfiguration, type Step } from '../../src/config/index.js';
import type { Suite, SuiteCase } from '../../src/conformance/index.js';
import { factsOf, missingRequirement } from '../../src/runner/plan/requirements.js';
import { featureOf } from './features-used.js';
import { recordRules } from './record-rules.js';
import { stepsIn } from './steps-in.js';

/** What a suite must keep; `breaking` names what does not. */
export interface SuiteRule {
  readonly title: string;
  breaking(suite: Suite): readonly string[] | Promise<readonly string[]>;
}

const page = /^https:\/\/(docs\.aws\.amazon\.com|aws\.amazon\.com)\/\S+$/;
const provenance = /^(documented|observed on AWS \d{4}(-\d\d){0,2}(, second-hand)?|disputed(: .{20,})?)$/;
const peer = /^(test_\w+::test_\w+|[A-Z][A-Za-z0-9]+(_\w+)+)$/;

const settingOfABucket =
  /^((Create|Put|Delete)Bucket|(Put|Delete)PublicAccessBlock$|PutObjectLockConfiguration$)/;

/** The rules of the suite. */
export const suiteRules: readonly SuiteRule[] = [
  {
    title: 'has no mistake that can be found without a server',
    async breaking({ configuration }) {
      const found = await checkConfiguration(configuration, {
        environment: {},
        credentials: [{ name: 'main' }, { name: 'alt' }],
        defaultCredential: 'main',
        strict: true,
        reader: fileReader,
      });
      return found.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    },
  },
  {
    title: 'has its cases under ids that are paths and stand once',
    breaking({ cases }) {
      const ids = cases.map(({ id }) => id);
      return ids.filter(
        (id, index) => ids.indexOf(id) !== index || !/^[a-z0-9-]+(\/[a-z0-9-]+){2,}$/.test(id),
      );
    },
  },
  ofCases('says of every case in one sentence what S3 does', ({ title }) =>
    /^\S.{10,}[^.!?\s]$/.test(title ?? ''),
  ),
  ofCases('keeps titles to what one line of a report holds', ({ title }) => (title ?? '').length <= 105),
  {
    title: 'puts every case under a feature of the closed list, and uses all of the list',
    breaking({ cases, features }) {
      const known = new Set(features.map(({ name }) => name));
      const used = new Set(cases.map(({ feature }) => feature ?? ''));
      return [
        ...cases.filter(({ feature }) => !known.has(feature ?? '')).map(({ id }) => id),
        ...[...known].filter((name) => !used.has(name)),
      ];
    },
  },
  {
    title: 'cites the AWS page of every case and feature',
    breaking: ({ cases, features }) => [
      ...cases.filter(({ reference }) => !page.test(reference ?? '')).map(({ id }) => id),
      ...features.filter(({ reference }) => !page.test(reference)).map(({ name }) => name),
    ],
  },
  ofCases('says of every case where its expectation is from', (one) => provenance.test(one.provenance ?? '')),
  ofCases('names peers as their suites name them', ({ peers }) => peers.every((name) => peer.test(name))),
  {
    title: 'has a probe for every feature that a case needs, and each probe is a case',
    breaking({ cases, features }) {
      const probeOf = new Map(features.map(({ name, probe }) => [name, probe]));
      const byId = new Map(cases.map((one) => [one.id, one]));
      const needed = new Set(cases.flatMap(({ needs }) => needs));
      const lacking = [...needed].filter((name) => probeOf.get(name) === undefined);
      const astray = [...probeOf].filter(([, probe]) => probe !== undefined && !byId.has(probe));
      return [...lacking, ...astray.map(([name]) => name)];
    },
  },
  ofCases('uses no feature that a case neither tests nor needs', (one) => {
    const covered = new Set([one.feature, ...one.needs]);
    return one.operations.every((operation) => {
      const feature = featureOf(operation);
      return feature === null || covered.has(feature);
    });
  }),
  ofSteps('never sleeps for a fixed time: what takes time is polled with a deadline', (_one, step) =>
    [...stepsIn([step])].every(({ kind }) => kind !== 'wait'),
  ),
  ofSteps(
    'leaves a bucket that cases share as it was made',
    ({ operations }, step) =>
      !isSharing(step) || operations.every((operation) => !settingOfABucket.test(operation)),
  ),
  ofSteps(
    'begins every key in a bucket that cases share with the prefix of the case',
    (_one, step) => !isSharing(step) || [...stepsIn([step])].every(isInPrefix),
  ),
  ofSteps(
    'needs one identity alone, and no facts about the target, for what any client breaks without',
    ({ level }, step) => {
      if (level !== 'core' || step.kind !== 'case') {
        return true;
      }
      const facts = factsOf(step);
      return (
        missingRequirement(step, facts, { credentials: new Set(['main']), target: new Set() }) === null &&
        facts.every(({ path }) => path.join('.') === 'main.access_key')
      );
    },
  ),
  {
    title: 'sets nothing up by hand: fixtures do, and survive what a server lacks',
    breaking: ({ configuration }) =>
      configuration.groups
        .filter(({ before_test, after_test }) => before_test.length + after_test.length > 0)
        .map(({ name }) => name),
  },
  ...recordRules,
];

function isSharing(step: Step): boolean {
  return step.kind === 'case' && step.fixtures?.bucket === 'shared';
}

function isInPrefix(step: Step): boolean {
  if (step.kind !== 'operation' || step.parameters?.kind !== 'map') {
    return true;
  }
  const named = step.parameters.entries.find(({ key }) => key.kind === 'literal' && key.value === 'key');
  const [first] = named?.value.kind === 'template' ? named.value.parts : [];
  return named === undefined || (typeof first === 'object' && first.text === 'prefix');
}

function ofCases(title: string, holds: (one: SuiteCase) => boolean): SuiteRule {
  return { title, breaking: ({ cases }) => cases.filter((one) => !holds(one)).map(({ id }) => id) };
}

function ofSteps(title: string, holds: (one: SuiteCase, step: Step) => boolean): SuiteRule {
  return {
    title,
    breaking({ cases, configuration }) {
      const steps = new Map(
        configuration.groups.flatMap(({ name, test }) =>
          test.map((step) => [step.kind === 'case' ? `${name}/${step.case}` : name, step] as const),
        ),
      );
      return cases
        .filter((one) => {
          const step = steps.get(one.id);
          return step === undefined || !holds(one, step);
        })
        .map(({ id }) => id);
    },
  };
}
