import { parse as parseCsv } from 'csv-parse/sync';
import { Parser as TapParser, type Result as TapPoint } from 'tap-parser';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { judgeExactly } from '../../src/conformance/judge-exactly.js';
import { report } from '../../src/reporting/index.js';
import type { XmlElement } from '../../src/reporting/xml.js';
import type { Conformance } from '../../src/results/conformance.js';
import { type TestTally, tallyTests } from '../../src/results/tally-tests.js';
import type { CaseResult, Results } from '../../src/results/types.js';
import { parseXml } from '../unit/reporting/parse-xml.js';
import { resultsOf, step as stepOfUpload } from '../unit/reporting/sample-results.js';

const look = { verbose: false, color: false, width: 100 };

const step = (facts: Parameters<typeof stepOfUpload>[0] = {}) => stepOfUpload({ group_name: 'G', ...facts });

function caseOf(id: string, verdict: CaseResult['verdict'], facts: Partial<CaseResult> = {}): CaseResult {
  return {
    id,
    title: null,
    group_name: 'G',
    verdict,
    kind: null,
    reason: 'why',
    duration: 0,
    steps: [],
    ...facts,
  };
}

function runOf(...[steps, changes = {}]: Parameters<typeof resultsOf>): Results {
  const results = resultsOf(steps, changes);
  return { ...results, tests: tallyTests(results) };
}

const scores = { levels: [], features: [], operations: [], parameters: [] };
const conformance: Conformance = {
  suite_version: '1.0.0',
  plan: 'abcdefabcdef0123',
  ...scores,
  crashes: [],
  baseline: null,
};

const skipped = { status: 'skipped', skip_reason: 'the endpoint does not answer' } as const;

const tolerated = {
  exact: false,
  tolerated: 'no client breaks',
  deviations: [{ path: 'status_code', expected: 404, actual: 403 }],
};

const casesWithTolerated = [
  caseOf('a', 'pass', { reason: null, exact: true }),
  caseOf('b', 'pass', { reason: null, exact: false, deviation: 'status_code: expected 404, actual 403' }),
  caseOf('c', 'pass', { reason: null, exact: false, deviation: 'status_code: expected 404, actual 403' }),
  caseOf('d', 'fail', { exact: false }),
];

const runs: Readonly<Record<string, { readonly results: Results; readonly tests: TestTally }>> = {
  'without cases': {
    results: runOf([step(), step({ status: 'fail' }), step({ status: 'error' }), step(skipped)]),
    tests: { total: 4, passed: 1, exact: 1, failed: 1, error: 1, skipped: 1 },
  },
  'of a dead endpoint': {
    results: runOf([step(skipped), step({ ...skipped, case: 'a' }), step({ ...skipped, case: 'a' })], {
      cases: [caseOf('a', 'skipped')],
      endpoint_lost: 'http://127.0.0.1:9 cannot be reached',
    }),
    tests: { total: 2, passed: 0, exact: 0, failed: 0, error: 0, skipped: 2 },
  },
  'with set-ups that failed': {
    results: runOf(
      [
        step({ case: 'a', ...skipped }),
        step({ case: 'a', ...skipped }),
        step({ case: 'b', ...skipped }),
        step({ status: 'fail' }),
      ],
      {
        cases: [caseOf('a', 'fail', { kind: 'wrongly-refused' }), caseOf('b', 'fail'), caseOf('c', 'error')],
      },
    ),
    tests: { total: 4, passed: 0, exact: 0, failed: 3, error: 1, skipped: 0 },
  },
  'with several wrong steps in one case, and one that was never answered': {
    results: runOf(
      [
        step({ case: 'a', status: 'fail', iteration: 1 }),
        step({ case: 'a', status: 'fail', iteration: 2 }),
        step({ case: 'b', status: 'error', actual: null }),
        step({ case: 'c' }),
      ],
      { cases: [caseOf('a', 'fail'), caseOf('b', 'fail', { kind: 'wrong-result' }), caseOf('c', 'pass')] },
    ),
    tests: { total: 3, passed: 1, exact: 1, failed: 2, error: 0, skipped: 0 },
  },
  'that was interrupted': {
    results: runOf([step(), step({ ...skipped, case: 'a' })], {
      cases: [caseOf('a', 'skipped')],
      interrupted: true,
    }),
    tests: { total: 2, passed: 1, exact: 1, failed: 0, error: 0, skipped: 1 },
  },
  'of the conformance suite': {
    results: runOf(
      [
        step({ case: 'a' }),
        step({ case: 'a' }),
        step({ case: 'b', status: 'fail' }),
        step({ case: 'd', ...skipped }),
      ],
      {
        cases: [
          caseOf('a', 'pass'),
          caseOf('b', 'fail', { kind: 'wrong-error' }),
          caseOf('c', 'unsupported'),
          caseOf('d', 'blocked'),
          caseOf('e', 'skipped'),
        ],
        conformance,
      },
    ),
    tests: { total: 5, passed: 1, exact: 1, failed: 2, unsupported: 1, error: 0, skipped: 2, blocked: 1 },
  },
  'with steps that are tolerated': {
    results: runOf([
      step({ exact: true }),
      step(tolerated),
      step(tolerated),
      step({ kind: 'presign' }),
      step({ status: 'fail' }),
    ]),
    tests: { total: 5, passed: 4, exact: 2, failed: 1, error: 0, skipped: 0 },
  },
  'with cases that are tolerated': {
    results: runOf(
      casesWithTolerated.flatMap(({ id }) => step({ case: id, ...tolerated })),
      {
        cases: casesWithTolerated,
        conformance,
      },
    ),
    tests: { total: 4, passed: 3, exact: 1, failed: 1, error: 0, skipped: 0 },
  },
  'with cases that are tolerated, judged exactly': {
    results: runOf(
      casesWithTolerated.flatMap(({ id }) => step({ case: id, ...tolerated })),
      {
        cases: casesWithTolerated.map(judgeExactly),
        conformance,
      },
    ),
    tests: { total: 4, passed: 1, exact: 1, failed: 3, error: 0, skipped: 0 },
  },
};

/** Reads `5 tests: 1 passed, 2 failed, 2 skipped`, with whatever signs between. */
function readTally(text: string): TestTally {
  const [, total, rest = ''] = /(\d+) (?:tests?|operations?)(?:\*\*)?: (.*?)(?: · |$|<)/m.exec(text) ?? [];
  const number = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(rest)?.[1] ?? 0);
  const exactly = /\((\d+) exactly\)/.exec(rest)?.[1];
  const partOf = (word: 'unsupported' | 'blocked') => (rest.includes(word) ? { [word]: number(word) } : {});
  return {
    ...partOf('unsupported'),
    ...partOf('blocked'),
    total: Number(total),
    passed: number('passed'),
    exact: Number(exactly ?? number('passed')),
    failed: number('failed'),
    error: number('errors?'),
    skipped: number('skipped'),
  };
}

/** The chips of the page, by which its list is filtered. */
function readChips(page: string): Omit<TestTally, 'exact'> {
  const read = (name: string, value: string) =>
    new RegExp(`data-filter="${name}" data-value="${value}"[^>]*>[^\\d]*?(\\d+)</button>`).exec(page)?.[1];
  const number = (status: string) => Number(read('status', status));
  const partOf = (verdict: 'unsupported' | 'blocked') => {
    const found = read('verdict', verdict);
    return found === undefined ? {} : { [verdict]: Number(found) };
  };
  return {
    ...partOf('unsupported'),
    ...partOf('blocked'),
    total: number(''),
    passed: number('pass'),
    failed: number('fail'),
    error: number('error'),
    skipped: number('skipped'),
  };
}

function childrenOf({ content }: XmlElement): readonly XmlElement[] {
  return typeof content === 'string' ? [] : [...content];
}

/** One test as a format shows it: its word for the status, and for the state. */
interface Shown {
  readonly status: keyof typeof shownStatuses | undefined;
  readonly state: string | undefined;
  readonly isExact: boolean;
}

const shownStatuses = { passed: 'passed', failed: 'failed', error: 'error', skipped: 'skipped' } as const;

/** What the tests of a format come to, each counted by itself. */
function tallyShown(shown: readonly Shown[]): TestTally {
  const number = (status: Shown['status']) => shown.filter((one) => one.status === status).length;
  const inState = (state: string) => shown.filter((one) => one.state === state).length;
  return {
    total: shown.length,
    passed: number('passed'),
    exact: shown.filter(({ isExact }) => isExact).length,
    failed: number('failed'),
    error: number('error'),
    skipped: number('skipped'),
    ...partOf('unsupported', inState('unsupported')),
    ...partOf('blocked', inState('blocked')),
  };
}

function partOf(name: 'unsupported' | 'blocked', number: number): Partial<TestTally> {
  return number === 0 ? {} : { [name]: number };
}

/** The counts of a JUnit file, and those of its test cases, without the suite about the run as a whole. */
function readJunit(xml: string): readonly TestTally[] {
  const suites = childrenOf(parseXml(xml)).filter(({ attributes }) => attributes.name !== 'run');
  const tests = suites.flatMap(childrenOf).filter(({ name }) => name === 'testcase');
  const sum = (name: string) => suites.reduce((all, { attributes }) => all + Number(attributes[name]), 0);
  const [failed, error, skipped] = ['failures', 'errors', 'skipped'].map(sum) as [number, number, number];
  const exactOfSuites = suites
    .flatMap(childrenOf)
    .flatMap(childrenOf)
    .filter(({ name, attributes }) => name === 'property' && attributes.name === 'exact')
    .reduce((all, { attributes }) => all + Number(attributes.value), 0);
  const words = { failure: 'failed', error: 'error', skipped: 'skipped' } as const;
  const shown = tests.map((one): Shown => {
    const outcome = childrenOf(one).find((inner): inner is XmlElement & { name: keyof typeof words } =>
      Object.hasOwn(words, inner.name),
    );
    return {
      status: outcome === undefined ? 'passed' : words[outcome.name],
      state: outcome?.attributes.type?.toString(),
      isExact: childrenOf(one).length === 0,
    };
  });
  const counted = tallyShown(shown);
  const total = sum('tests');
  return [
    {
      ...counted,
      total,
      passed: total - failed - error - skipped,
      exact: exactOfSuites,
      failed,
      error,
      skipped,
    },
    counted,
  ];
}

function readCsv(text: string): TestTally {
  const rows: readonly Readonly<Record<string, string>>[] = parseCsv(text, { columns: true });
  return tallyShown(
    rows
      .filter(({ group }) => group !== 'run')
      .map(({ status, state, exact }) => ({
        status: Object.values(shownStatuses).find((word) => word === status),
        state,
        isExact: exact === 'yes',
      })),
  );
}

/** TAP has no word for what is exact; what could not be judged is a point that failed, with its severity. */
function readTap(text: string): Omit<TestTally, 'exact'> {
  const points: TapPoint[] = [];
  const parser = new TapParser({ strict: true });
  parser.on('assert', (point) => points.push(point));
  parser.end(text);
  const { exact: _, ...counted } = tallyShown(
    points
      .filter(({ name }) => !['whole', 'endpoint'].includes(name))
      .map(({ ok, skip, diag }) => ({
        status: ok
          ? skip === false
            ? 'passed'
            : 'skipped'
          : diag?.severity === 'error'
            ? 'error'
            : 'failed',
        state: typeof skip === 'string' ? skip.split(':')[0] : diag?.state,
        isExact: false,
      })),
  );
  return counted;
}

/** What its summary says, and what its tests come to, without those about the run as a whole. */
function readCtrf(text: string): readonly TestTally[] {
  const { results } = JSON.parse(text) as {
    readonly results: {
      readonly summary: Readonly<Record<string, number>> & {
        readonly extra: { exact: number; unsupported?: number; blocked?: number };
      };
      readonly tests: readonly {
        status: string;
        rawStatus: string;
        suite: string[];
        extra: { exact?: boolean };
      }[];
    };
  };
  const { summary, tests } = results;
  const ofRun = tests.filter(({ suite }) => suite.includes('run')).length;
  const shown = tests
    .filter(({ suite }) => !suite.includes('run'))
    .map(({ status, rawStatus, extra }) => ({
      status: status === 'other' ? 'error' : Object.values(shownStatuses).find((word) => word === status),
      state: rawStatus,
      isExact: extra.exact === true,
    }));
  const { tests: all = 0, passed = 0, failed = 0, other = 0, skipped = 0, extra } = summary;
  return [{ ...extra, total: all - ofRun, passed, failed, error: other - ofRun, skipped }, tallyShown(shown)];
}

describe.each(Object.entries(runs))('a run %s counts the same in every format:', (_, { results, tests }) => {
  const said = (format: Parameters<typeof report>[0]) => report(format, results, look);

  test('table', () => expect(readTally(said('table'))).toEqual(tests));
  test('markdown', () => expect(readTally(said('markdown'))).toEqual(tests));
  test('json', () => expect(JSON.parse(said('json')).tests).toEqual(tests));
  test('yaml', () => expect(parseYaml(said('yaml')).tests).toEqual(tests));
  test('html', () => {
    expect(readTally(said('html'))).toEqual(tests);
    const { exact: _, ...chips } = tests;
    expect(readChips(said('html'))).toEqual(chips);
  });
  test('junit', () => {
    expect(readJunit(said('junit'))).toEqual([tests, tests]);
  });
  test('csv', () => expect(readCsv(said('csv'))).toEqual(tests));
  test('tap', () => {
    const { exact: _, ...counted } = tests;
    expect(readTap(said('tap'))).toEqual(counted);
  });
  test('ctrf', () => expect(readCtrf(said('ctrf'))).toEqual([tests, tests]));
  test('badge', () => {
    const judged = tests.passed + tests.failed + tests.error;
    const working = results.cases.filter(({ verdict, kind }) => verdict === 'pass' || kind === 'tolerated');
    const applicable = results.cases.filter(({ verdict }) => verdict !== 'skipped');
    const [share, of] = results.conformance ? [working.length, applicable.length] : [tests.passed, judged];
    const { message } = JSON.parse(said('badge')) as { message: string };
    expect(message.replace(', not whole', '')).toBe(of === 0 ? 'nothing judged' : `${share} of ${of}`);
  });

  test('and where there are scores, says both of them', () => {
    const applicable = results.cases.filter(({ verdict }) => verdict !== 'skipped').length;
    const working = results.cases.filter(({ verdict, kind }) => verdict === 'pass' || kind === 'tolerated');
    const both = `${working.length} of ${applicable} cases work for clients, ${tests.exact} of them exactly as AWS`;
    for (const format of results.conformance ? (['table', 'markdown', 'html'] as const) : []) {
      expect(said(format)).toContain(both);
    }
  });

  test('and no share is of anything else', () => {
    const judged = tests.passed + tests.failed + tests.error;
    const share = judged === 0 ? [] : [Math.floor((tests.passed / judged) * 1000) / 10];
    for (const format of ['table', 'markdown', 'html'] as const) {
      const shares = [...said(format).matchAll(/([\d.]+) % passed/g)].map(([, rate]) => Number(rate));
      expect(shares.every((rate) => share.includes(rate))).toBe(true);
    }
  });

  test('junit has an error where the run is not whole', () => {
    const whole = !results.interrupted && results.endpoint_lost === null;
    const run = childrenOf(parseXml(said('junit'))).find(({ attributes }) => attributes.name === 'run');
    expect(run?.attributes.errors).toBe(whole ? undefined : '1');
  });
});
