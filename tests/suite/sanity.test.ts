import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileReader } from '../../src/cli/file-reader.js';
import { checkConfiguration, type Step } from '../../src/config/index.js';
import { loadSuite, type Suite, type SuiteCase } from '../../src/conformance/index.js';

const folder = fileURLToPath(new URL('../../suite', import.meta.url));
const credentials = [{ name: 'main' }, { name: 'alt' }];

let suite: Suite;

beforeAll(async () => {
  const loaded = await loadSuite(folder, fileReader, {});
  expect(loaded.diagnostics).toEqual([]);
  if (!loaded.suite) throw new Error('the suite was not loaded');
  suite = loaded.suite;
});

/** Ids of the cases of which this does not hold. */
function breaking(holds: (one: SuiteCase) => boolean): string[] {
  return suite.cases.filter((one) => !holds(one)).map(({ id }) => id);
}

function* stepsIn(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (step.kind === 'case' || step.kind === 'steps') yield* stepsIn(step.steps);
    if (step.during) yield* stepsIn(step.during.steps);
  }
}

describe('the conformance suite', () => {
  test('has no mistake that can be found without a server', async () => {
    const found = await checkConfiguration(suite.configuration, {
      environment: {},
      credentials,
      defaultCredential: 'main',
      strict: true,
      reader: fileReader,
    });
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('has cases, under ids that are paths and stand once', () => {
    expect(suite.cases.length).toBeGreaterThanOrEqual(300);
    expect(breaking(({ id }) => /^[a-z0-9-]+(\/[a-z0-9-]+){2,}$/.test(id))).toEqual([]);
    const ids = suite.cases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('says of every case in one sentence what S3 does', () => {
    expect(breaking(({ title }) => title !== null && /^\S.{10,}[^.!?\s]$/.test(title))).toEqual([]);
  });

  test('puts every case under a feature of the closed list, and uses all of the list', () => {
    const features = new Set(suite.features.map(({ name }) => name));
    expect(breaking(({ feature }) => feature !== null && features.has(feature))).toEqual([]);
    const used = new Set(suite.cases.map(({ feature }) => feature));
    expect([...features].filter((name) => !used.has(name))).toEqual([]);
  });

  test('cites the AWS page of every case and feature, and says where the expectation is from', () => {
    const page = /^https:\/\/(docs\.aws\.amazon\.com|aws\.amazon\.com)\/\S+$/;
    expect(breaking(({ reference }) => reference !== null && page.test(reference))).toEqual([]);
    expect(suite.features.filter(({ reference }) => !page.test(reference))).toEqual([]);
    expect(
      breaking(
        ({ provenance }) =>
          provenance !== null && /^(documented|observed on AWS \d{4}-\d\d-\d\d|disputed)/.test(provenance),
      ),
    ).toEqual([]);
  });

  test('has a probe for every feature that a case needs, and the probe needs nothing in turn', () => {
    const byName = new Map(suite.features.map((feature) => [feature.name, feature]));
    const byId = new Map(suite.cases.map((one) => [one.id, one]));
    const needed = new Set(suite.cases.flatMap(({ needs }) => needs));
    expect([...needed].filter((name) => !byId.has(byName.get(name)?.probe ?? ''))).toEqual([]);
    const probes = suite.features.flatMap(({ name, probe }) =>
      probe === undefined ? [] : [{ name, probe }],
    );
    expect(probes.filter(({ probe }) => !byId.has(probe))).toEqual([]);
    expect(probes.filter(({ name, probe }) => byId.get(probe)?.needs.includes(name))).toEqual([]);
  });

  test('never sleeps for a fixed time: what takes time is polled with a deadline', () => {
    const sleeping = suite.configuration.groups.flatMap((group) =>
      [...stepsIn(group.test)].filter(({ kind }) => kind === 'wait').map(() => group.name),
    );
    expect(sleeping).toEqual([]);
  });

  test('needs one identity alone for what any client breaks without', () => {
    const core = new Set(suite.cases.filter(({ level }) => level === 'core').map(({ id }) => id));
    const strangers = suite.configuration.groups.flatMap((group) =>
      group.test.filter(
        (step) =>
          step.kind === 'case' &&
          core.has(`${group.name}/${step.case}`) &&
          [...stepsIn([step])].some(
            ({ credential }) => credential?.kind === 'literal' && credential.value === 'alt',
          ),
      ),
    );
    expect(strangers.map((step) => (step.kind === 'case' ? step.case : ''))).toEqual([]);
  });

  test('makes and removes no bucket of its own by hand: fixtures do, and survive what a server lacks', () => {
    expect(
      suite.configuration.groups.filter(
        ({ before_test, after_test }) => before_test.length + after_test.length > 0,
      ),
    ).toEqual([]);
  });
});
