import { describe, expect, test } from 'vitest';
import type { Conformance } from '../../../src/results/conformance.js';
import { mergeResults, type NamedResults } from '../../../src/results/merge.js';
import { resultsOf } from '../reporting/sample-results.js';

function part(file: string, shard: Conformance['shard'], plan = 'aaaaaaaaaaaaaaaa'): NamedResults {
  const scores = { levels: [], features: [], operations: [], parameters: [] };
  const conformance = { suite_version: '1.0.0', plan, ...scores, crashes: [], baseline: null };
  return {
    file,
    results: resultsOf([], { conformance: shard === undefined ? conformance : { ...conformance, shard } }),
  };
}

const one = part('1.json', { index: 1, count: 3 });
const two = part('2.json', { index: 2, count: 3 });
const three = part('3.json', { index: 3, count: 3 });

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
  ])('%s', (_, list, message) => {
    expect(mergeResults(list)).toMatchObject({ problem: { code: 'conflict', message } });
  });
});
