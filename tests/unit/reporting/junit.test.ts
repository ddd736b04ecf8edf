import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import type { XmlElement } from '../../../src/reporting/xml.js';
import type { CaseResult, Results, StepResult } from '../../../src/results/types.js';
import { childrenOf, parseXml } from './parse-xml.js';
import { mixedResults, resultsOf, step } from './sample-results.js';

function suitesOf(results: Results): readonly XmlElement[] {
  return childrenOf(parseXml(report('junit', results)));
}

function testsOf(suite: XmlElement): readonly XmlElement[] {
  return childrenOf(suite).filter(({ name }) => name === 'testcase');
}

/** The text of an element itself. */
function textOf({ content }: XmlElement): string {
  return typeof content === 'string' ? content : '';
}

const outcomes = { pass: [], fail: ['failure'], error: ['error'], skipped: ['skipped'] } as const;

/** A group of steps as a suite has to show it. */
function suiteOf(name: string, steps: readonly StepResult[]) {
  const count = (status: StepResult['status']) => String(steps.filter((one) => one.status === status).length);
  return {
    attributes: {
      name,
      tests: String(steps.length),
      failures: count('fail'),
      errors: count('error'),
      skipped: count('skipped'),
    },
    tests: steps.map(({ group_name, phase, duration, status }) => ({
      classname: `${group_name}.${phase}`,
      time: duration.toFixed(3),
      outcome: outcomes[status],
    })),
  };
}

describe('junit', () => {
  test('golden', async () => {
    await expect(report('junit', mixedResults)).toMatchFileSnapshot('golden/mixed.junit.txt');
  });

  test('counts agree with what is there', () => {
    const root = parseXml(report('junit', mixedResults));
    const tests = childrenOf(root).flatMap(testsOf);
    const number = (name: string) =>
      String(tests.flatMap(childrenOf).filter((element) => element.name === name).length);
    expect(root.attributes).toMatchObject({
      tests: String(tests.length),
      failures: number('failure'),
      errors: number('error'),
      time: '2.000',
    });
    const skipped = childrenOf(root).map(({ attributes }) => Number(attributes.skipped));
    expect(skipped.reduce((sum, one) => sum + one, 0)).toBe(Number(number('skipped')));
    expect(childrenOf(root)).toHaveLength(5);
    expect(root.attributes.failures).toBe('5');
  });

  // Its parser (lib/gitlab/ci/parsers/test/junit.rb, read on 2026-12-01; it publishes no schema) takes cases from inside a
  // testsuite alone, one of each status for a suite, class name and name, and shows the text of a failure, not its message.
  test('GitLab finds every test, under a name of its own and with what went wrong', () => {
    const root = parseXml(report('junit', mixedResults));
    expect(root.name).toBe('testsuites');
    const seen = childrenOf(root).flatMap((suite) =>
      testsOf(suite).map((one) => {
        const { classname, name, time } = one.attributes;
        const [outcome] = childrenOf(one).filter(({ name: tag }) => /^(?:failure|error|skipped)$/.test(tag));
        expect([suite.name, Number.isFinite(Number(time))]).toEqual(['testsuite', true]);
        if (outcome !== undefined && outcome.name !== 'skipped') {
          expect(textOf(outcome)).toMatch(/\S/);
        }
        return [outcome?.name ?? 'pass', suite.attributes.name, classname, name].join('\n');
      }),
    );
    expect(seen.length).toBe(Number(root.attributes.tests));
    expect(seen.filter((key, place) => seen.indexOf(key) !== place)).toEqual([]);
    expect(seen.filter((key) => key.includes('undefined') || key.endsWith('\n'))).toEqual([]);
  });

  test('the root has no attribute that the schema of Jenkins does not know', () => {
    expect(Object.keys(parseXml(report('junit', mixedResults)).attributes)).toEqual([
      'name',
      'tests',
      'failures',
      'errors',
      'time',
    ]);
  });

  test('what a set-up, a server without the feature and a need of a case came to is told apart', () => {
    const ofCase = (changes: Partial<CaseResult>): CaseResult => ({
      id: 'a',
      title: null,
      group_name: 'G',
      verdict: 'fail',
      kind: null,
      reason: 'why',
      duration: 0,
      steps: [],
      ...changes,
    });
    const setUp = { part: 'bucket', operation: 'CreateBucket', bucket: 'b', error_code: null } as const;
    const cases = [
      ofCase({ id: 'set-up', set_up: { ...setUp, status_code: 500 }, kind: 'wrong-result' }),
      ofCase({ id: 'no-answer', verdict: 'error', set_up: { ...setUp, status_code: null } }),
      ofCase({ id: 'unsupported', verdict: 'unsupported' }),
      ofCase({ id: 'blocked', verdict: 'blocked' }),
      ofCase({ id: 'skipped', verdict: 'skipped' }),
      ofCase({ id: 'known', kind: 'wrong-error', baseline: 'expected' }),
    ];
    const results = resultsOf([], { cases, endpoint_lost: 'http://127.0.0.1:9 went away' });
    const found = suitesOf(results)
      .flatMap(testsOf)
      .map((one) => [
        one.attributes.name,
        ...childrenOf(one).map(({ name, attributes }) => `${name} ${attributes.type}`),
      ]);
    expect(found).toEqual([
      ['set-up', 'failure set-up'],
      ['no-answer', 'error set-up'],
      ['unsupported', 'failure unsupported'],
      ['blocked', 'skipped blocked'],
      ['skipped', 'skipped undefined'],
      ['known', 'skipped expected'],
      ['endpoint', 'error no-response'],
    ]);
  });

  test('what stayed behind is a property of each suite, and no failure', () => {
    const leftBehind = [{ bucket: 'stays', credential: 'main', reason: '<b> & "more"' }];
    const [suite] = suitesOf(resultsOf([step()], { left_behind: leftBehind }));
    const [properties] = childrenOf(suite ?? expect.fail('the suite is missing'));
    const told = childrenOf(properties ?? expect.fail('the properties are missing')).map(
      ({ attributes }) => attributes,
    );
    expect(told).toContainEqual({
      name: 'left_behind',
      value: expect.stringMatching(/^left behind: 1 bucket, .*s3tester clean.*: stays \(<b> & "more"\)$/),
    });
    expect(suite?.attributes).toMatchObject({ tests: '1', failures: '0', errors: '0' });
  });

  test('tests of the shards of a run have names of their own', () => {
    const steps = [step({ shard: 1 }), step({ shard: 2 })];
    const names = suitesOf(resultsOf(steps))
      .flatMap(testsOf)
      .map(({ attributes }) => attributes.name);
    expect(new Set(names).size).toBe(2);
  });

  test('a mismatch, an error and a reason to skip are messages', () => {
    const messages = suitesOf(mixedResults)
      .flatMap(testsOf)
      .flatMap(childrenOf)
      .flatMap(({ name, attributes: { message } }) => (message === undefined ? [] : [`${name}: ${message}`]));
    expect(messages).toContain('failure: success: expected false, actual true');
    expect(messages).toContain('error: http://127.0.0.1:9000 did not respond within 1 s');
    expect(messages).toContain('skipped: before_test[0] failed');
    expect(messages).toContain('failure: unsupported: 501 NotImplemented');
  });

  test('holds every group and step of the results, whatever a server sends', () => {
    // What XML can hold survives as it is; all else is the subject of xml.test.ts.
    const text = fc.string({
      unit: fc.constantFrom('a', '<', '&', '"', "'", ']', '>', '\n', '\r', '\t', '漢', '😀'),
    });
    const steps = fc.array(
      fc.record({
        group_name: text,
        phase: fc.constantFrom('before_test' as const, 'test' as const, 'after_test' as const),
        status: fc.constantFrom('pass' as const, 'fail' as const, 'error' as const, 'skipped' as const),
        duration: fc.double({ min: 0, max: 100, noNaN: true }),
        name: fc.option(fc.string({ unit: 'binary' })),
        error_message: fc.option(fc.string({ unit: 'binary' })),
        skip_reason: fc.option(fc.string({ unit: 'binary' })),
        reproduce: fc.option(fc.string({ unit: 'binary' })),
        mismatches: fc.array(
          fc.record({
            path: fc.string({ unit: 'binary' }),
            expected: fc.jsonValue(),
            actual: fc.jsonValue(),
          }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, (changes) => {
        const results = resultsOf(changes.map(step));
        const names = [...new Set(results.results.map(({ group_name }) => group_name))];
        const found = suitesOf(results).map((suite) => ({
          attributes: suite.attributes,
          tests: testsOf(suite).map((one) => ({
            classname: one.attributes.classname,
            time: one.attributes.time,
            outcome: childrenOf(one).map(({ name }) => name),
          })),
        }));
        const wanted = names.map((name) =>
          suiteOf(
            name,
            results.results.filter(({ group_name }) => group_name === name),
          ),
        );
        expect(found).toMatchObject(wanted);
        expect(found).toHaveLength(wanted.length);
      }),
    );
  });
});
