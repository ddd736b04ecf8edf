import { describe, expect, test } from 'vitest';
import type { Conformance } from '../../../src/results/conformance.js';
import { mergeResults, type NamedResults } from '../../../src/results/merge.js';
import type { Results, Shard } from '../../../src/results/types.js';
import { resultsOf } from '../reporting/sample-results.js';

function part(file: string, shard: Conformance['shard'], plan = 'aaaaaaaaaaaaaaaa'): NamedResults {
  const scores = { levels: [], features: [], operations: [], parameters: [] };
  const conformance = { suite_version: '1.0.0', plan, ...scores, crashes: [], baseline: null };
  return {
    file,
    results: resultsOf([], { conformance: shard === undefined ? conformance : { ...conformance, shard } }),
  };
}

/** A part of a run of files, which has no suite. */
function ofFiles(
  file: string,
  index: number,
  changes: Partial<Results> = {},
  shard: Partial<Shard> = {},
): NamedResults {
  const whole = {
    index,
    count: 2,
    endpoint: 'http://s3.example',
    whole: ['A', 'B'],
    everywhere: [],
    ...shard,
  };
  return { file, results: resultsOf([], { plan: 'aaaaaaaaaaaaaaaa', shard: whole, ...changes }) };
}

const one = part('1.json', { index: 1, count: 3 });
const two = part('2.json', { index: 2, count: 3 });
const three = part('3.json', { index: 3, count: 3 });

function suiteOf({ results }: NamedResults, suite_version: string): Conformance {
  const { conformance } = results;
  if (conformance === undefined) {
    throw new Error('it is of no suite');
  }
  return { ...conformance, suite_version };
}

describe('shards are merged when each is there once, and no other', () => {
  test('in any order', () => {
    expect(mergeResults([three, one, two])).toHaveProperty('results');
  });

  test.each<readonly [what: string, list: readonly NamedResults[], message: string]>([
    ['one is missing', [one, three], 'shard 2/3 is missing'],
    ['two are missing', [two], 'shards 1/3, 3/3 are missing'],
    [
      'one stands twice',
      [one, two, three, part('again.json', { index: 2, count: 3 })],
      'shard 2/3 stands twice: in 2.json and again.json',
    ],
    [
      'one is of another plan',
      [one, two, part('other.json', { index: 3, count: 3 }, 'bbbbbbbbbbbbbbbb')],
      'other.json is a shard of another run: its plan is bbbbbbbbbbbb, that of 1.json is aaaaaaaaaaaa',
    ],
    [
      'one is of another number of shards',
      [one, two, part('8.json', { index: 1, count: 8 })],
      '8.json is a shard of another run: 8.json is shard 1/8, 1.json is shard 1/3',
    ],
    [
      'one is a whole run',
      [one, two, three, part('whole.json', undefined)],
      'whole.json is no shard, and 1.json is shard 1/3 of a run',
    ],
    [
      'one is of another suite',
      [one, two, { ...three, results: { ...three.results, conformance: suiteOf(three, '2.0.0') } }],
      'results of different suites cannot be merged: 1.json is of suite 1.0.0, 3.json is of suite 2.0.0',
    ],
    [
      'one is of files, one of a suite',
      [one, ofFiles('files.json', 2)],
      'results of different suites cannot be merged: 1.json is of suite 1.0.0, files.json is of no suite',
    ],
    ['one of files is missing', [ofFiles('b.json', 2)], 'shard 1/2 is missing'],
    [
      'one of files stands twice',
      [ofFiles('a.json', 1), ofFiles('b.json', 1)],
      'shard 1/2 stands twice: in a.json and b.json',
    ],
    [
      'one of files was changed',
      [ofFiles('a.json', 1), ofFiles('b.json', 2, { plan: 'cccccccccccccccc' })],
      'b.json is a shard of another run: its plan is cccccccccccc, that of a.json is aaaaaaaaaaaa',
    ],
    [
      'one was sent elsewhere',
      [ofFiles('a.json', 1), ofFiles('b.json', 2, {}, { endpoint: 'embedded' })],
      'b.json is a shard of another run: it was sent to embedded, a.json to http://s3.example',
    ],
    [
      'nearly all of very many are missing',
      [ofFiles('a.json', 1, {}, { count: 1e15 })],
      'and 999999999999979 more are missing',
    ],
  ])('%s', (_, list, message) => {
    expect(mergeResults(list)).toMatchObject({
      problem: { code: 'conflict', message: expect.stringContaining(message) },
    });
  });
});

test('a whole run that stands twice is refused', () => {
  const results = resultsOf([], { plan: 'aaaaaaaaaaaaaaaa' });
  expect(
    mergeResults([
      { file: 'a.json', results },
      { file: 'b.json', results },
    ]),
  ).toMatchObject({ problem: { message: 'one run stands twice: in a.json and b.json' } });
});
