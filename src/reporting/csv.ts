import type { ResultSource } from '../results/source.js';
import { briefLine } from './brief.js';
import type { ReportTest } from './report-test.js';
import { type TestSuite, testSuitesOf } from './test-suites.js';
import { statusWords } from './words.js';

/** A cell may hold 32,767 characters in the commonest spreadsheets; nobody reads as many. */
const mostCharacters = 2000;

const columns = [
  'group',
  'test',
  'status',
  'state',
  'exact',
  'duration',
  'message',
  'title',
  'feature',
  'level',
  'operations',
  'place',
  'reference',
  'baseline',
  'reproduce',
] as const;

type Column = (typeof columns)[number];

/**
 * The tests of a run as CSV (RFC 4180, UTF-8): a line of names, then a line for each test. Every cell is quoted, is one
 * line, and is never a formula: what a spreadsheet would calculate begins with an apostrophe.
 */
export function* writeCsv(results: ResultSource): Generator<string> {
  yield lineOf(columns);
  for (const suite of testSuitesOf(results)) {
    for (const test of suite.tests) {
      const row = rowOf(suite, test);
      yield lineOf(columns.map((column) => row[column]));
    }
  }
}

function rowOf(suite: TestSuite, test: ReportTest): Readonly<Record<Column, string>> {
  const { name, duration, message, note, state = '', place = '', case: one, steps } = test.read();
  const { title = null, feature = '', level = '', operations, reference = '', baseline = '' } = one ?? {};
  const called = operations ?? steps.flatMap(({ operation_name }) => operation_name ?? []);
  return {
    group: suite.name,
    test: name,
    status: statusWords[test.status].word,
    state,
    exact: test.status === 'pass' ? (test.isExact ? 'yes' : 'no') : '',
    duration: duration.toFixed(3),
    message: test.status === 'pass' ? (note ?? '') : message,
    title: title ?? '',
    feature,
    level,
    operations: [...new Set(called)].join(' '),
    place,
    reference,
    baseline,
    reproduce: one?.reproduce ?? steps.find(({ reproduce }) => reproduce !== null)?.reproduce ?? '',
  };
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(text: string): string {
  return `"${briefLine(text, mostCharacters).replace(formula, "$1'").replaceAll('"', '""')}"`;
}

// Where a semicolon separates cells, as in many countries, what follows one is a cell as well.
const formula = /(^|;)(?=\s*[=+\-@＝＋－＠])/g;
