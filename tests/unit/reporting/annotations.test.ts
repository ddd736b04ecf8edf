import { describe, expect, test } from 'vitest';
import { writeAnnotations } from '../../../src/reporting/annotations.js';
import { sourceOf } from '../../../src/results/source.js';
import type { Results, StepResult } from '../../../src/results/types.js';
import { mixedResults, resultsOf, step } from './sample-results.js';

/** One workflow command as a runner of GitHub reads it. */
interface Command {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

function commandsOf(results: Results, fileOf?: (file: string) => string | null): readonly Command[] {
  const lines = [...writeAnnotations(sourceOf(results), fileOf)].join('').split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    const [, kind = '', list = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? expect.fail(line);
    const pairs = list.split(',').map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), decode(pair.slice(equals + 1))];
    });
    return { kind, properties: Object.fromEntries(pairs), message: decode(message) };
  });
}

function decode(text: string): string {
  return text.replaceAll(/%(25|0D|0A|3A|2C)/g, (escaped) => decodeURIComponent(escaped));
}

const failed = (changes: Partial<StepResult>) =>
  step({
    status: 'fail',
    expected: { success: false, error_code: 'InvalidBucketName' },
    mismatches: [{ path: 'success', expected: false, actual: true }],
    place: 'tests/a,b: c.yaml:12',
    ...changes,
  });

describe('annotations', () => {
  test('a failure is an error, what could not be judged a warning, and the totals are a notice', () => {
    const kinds = commandsOf(mixedResults).map(({ kind }) => kind);
    expect(kinds).toEqual(['error', 'error', 'error', 'error', 'error', 'warning', 'notice']);
    expect(commandsOf(mixedResults).at(-1)?.message).toContain('12 tests');
  });

  test('stand at the line of the step, with cause and command', () => {
    const [first] = commandsOf(resultsOf([failed({ reproduce: 's3tester run a.yaml' }), failed({})]));
    expect(first).toEqual({
      kind: 'error',
      properties: { file: 'tests/a,b: c.yaml', line: '12', title: 'Upload › test[0] › PutObject' },
      message: 'PutObject: expected InvalidBucketName, got 200 (and 1 alike)\ns3tester run a.yaml',
    });
  });

  test('where GitHub does not know the file, the message says where it is', () => {
    const [first] = commandsOf(resultsOf([failed({})]), () => null);
    expect(first?.properties.file).toBeUndefined();
    expect(first?.message).toMatch(/\ntests\/a,b: c\.yaml:12$/);
  });

  test('ten of a kind, one of each cause first, and the rest is counted', () => {
    const many = Array.from({ length: 25 }, () => failed({}));
    const unjudged = Array.from({ length: 11 }, () =>
      step({ status: 'error', actual: null, error_message: 'reset' }),
    );
    const commands = commandsOf(
      resultsOf([...many, failed({ operation_name: 'CopyObject', expected: {} }), ...unjudged]),
    );
    const ofKind = (kind: string) => commands.filter((one) => one.kind === kind);
    expect([ofKind('error').length, ofKind('warning').length, ofKind('notice').length]).toEqual([10, 10, 1]);
    expect(ofKind('error')[1]?.properties.title).toContain('CopyObject');
    expect(ofKind('notice')[0]?.message).toMatch(
      / · not shown here: 16 more failures, 1 more test without a verdict$/,
    );
  });

  test.each([
    'a\n::error::b',
    'a\r\n::stop-commands::x',
    '%0A::error::',
    'a::b,c=d',
    '\u001b[2J',
    '##[error]x',
  ])('what a server sends is no command of its own: %j', (text) => {
    const commands = commandsOf(
      resultsOf([
        failed({ group_name: text, name: text, error_message: text, place: `${text}:1`, reproduce: text }),
      ]),
    );
    expect(commands.map(({ kind }) => kind)).toEqual(['error', 'notice']);
    expect(commands[0]?.message).not.toContain('\u001b');
  });

  test('what fails a run and is none of its tests is there, too', () => {
    const baseline = {
      file: 'known.yaml',
      expected: [],
      regressions: [],
      newly_passing: ['a'],
      flaky: [],
      vanished: ['object/gone'],
      expired: [],
    };
    const scores = { levels: [], features: [], operations: [], parameters: [], crashes: [] };
    const passing = {
      id: 'a',
      title: null,
      group_name: 'G',
      verdict: 'pass',
      kind: null,
      reason: null,
      duration: 0,
      steps: [],
      baseline: 'newly-passing',
    } as const;
    const commands = commandsOf(
      resultsOf([], {
        cases: [passing],
        conformance: { suite_version: '1', plan: 'p', ...scores, baseline },
        endpoint_lost: 'gone',
      }),
    );
    expect(commands.map(({ kind, properties }) => [kind, properties.title])).toEqual([
      ['error', 'baseline: object/gone'],
      ['error', 'a'],
      ['warning', 'run: endpoint'],
      ['notice', 's3tester'],
    ]);
  });

  test('what a baseline expects is not told', () => {
    const known = {
      ...mixedResults,
      cases: mixedResults.cases.map((one) => ({ ...one, baseline: 'expected' as const })),
    };
    const titles = commandsOf(known).map(({ properties }) => properties.title);
    expect(titles).not.toContain('object/put-object/if-match-etag');
  });
});
