import { describe, expect, test } from 'vitest';
import { countPlan } from '../../../../src/runner/plan/count.js';
import { inGroup, planOf } from './plan-of.js';

const put = (rest: string) => `{ operation: PutObject, ${rest} }`;

describe('a plan counts what it will send at the least:', () => {
  test.each<readonly [what: string, steps: string, operations: number, requests: number, bytes: number]>([
    ['one operation', '{ operation: ListBuckets }', 1, 1, 0],
    ['the bytes of texts, in UTF-8', put('parameters: { bucket: b, key: k, body: "ä€" }'), 1, 1, 5],
    ['numbers as their text', put('parameters: { bucket: b, key: k, body: 1234 }'), 1, 1, 4],
    ['generated bodies', put('parameters: { bucket: b, key: k, body: { size: 2KiB } }'), 1, 1, 2048],
    ['body_size', put('parameters: { bucket: b, key: k, body_size: 1MiB }'), 1, 1, 1048576],
    [
      'joined bodies',
      put('parameters: { bucket: b, key: k, body: { concat: [ab, { zeros: 10 }] } }'),
      1,
      1,
      12,
    ],
    ['turns of a loop', put('repeat: 5, parameters: { bucket: b, key: k, body: ab }'), 5, 5, 10],
    [
      'writers, as many as in a usual run',
      put('writers: { usual: 4, thorough: 64 }, parameters: { bucket: b, key: k, body: ab }'),
      4,
      4,
      8,
    ],
    [
      'the requests of rounds, of which one is reported',
      '{ rounds: 5, steps: [ { operation: ListBuckets, writers: 2 } ] }',
      2,
      10,
      0,
    ],
    ['a range', put('for_each: "${1..40}", parameters: { bucket: b, key: k, body: a }'), 40, 40, 40],
    ['a matrix', '{ operation: ListBuckets, matrix: { a: [1, 2, 3], b: [x, y] } }', 6, 6, 0],
    [
      'loops in loops',
      '{ repeat: 3, steps: [ { operation: ListBuckets, repeat: 2 }, { operation: ListBuckets } ] }',
      9,
      9,
      0,
    ],
    [
      'one turn of a load, which is one operation',
      `{ load: { duration: 5s, rate: 100 }, steps: [ ${put('repeat: 3, parameters: { bucket: b, key: k, body: ab }')}, { operation: ListBuckets } ] }`,
      1,
      4,
      6,
    ],
    [
      'of a mixture the smallest turn',
      `{ load: { duration: 5s, users: 9 }, steps: [ { weight: 1, steps: [ { operation: ListBuckets }, { operation: ListBuckets } ] }, ${put('weight: 2, parameters: { bucket: b, key: k, body: a }')} ] }`,
      1,
      1,
      1,
    ],
    ['a loop of no turns as none', '{ operation: ListBuckets, for_each: [] }', 0, 0, 0],
    [
      'what is skipped as an operation, but not as a request',
      '{ operation: ListBuckets, skip: why }',
      1,
      0,
      0,
    ],
    ['steps that send nothing not at all', '{ wait: 1s }, { operation: ListBuckets }', 1, 1, 0],
    [
      'what only the run knows once',
      '{ operation: ListBuckets, save: { n: length(Buckets) } }, { operation: ListBuckets, repeat: "${n}" }',
      2,
      2,
      0,
    ],
  ])('%s', async (_what, steps, operations, requests, bytes) => {
    expect(countPlan(await planOf(inGroup(steps)))).toMatchObject({ operations, requests, bytes });
  });

  test('the requests by what AWS charges for', async () => {
    const steps = [
      put('repeat: 3, parameters: { bucket: b, key: k }'),
      '{ operation: ListObjectsV2, parameters: { bucket: b } }',
      '{ operation: GetObject, parameters: { bucket: b, key: k } }',
      '{ operation: DeleteObject, repeat: 2, parameters: { bucket: b, key: k } }',
      '{ operation: GetObject, skip: why, parameters: { bucket: b, key: k } }',
    ];
    const { requests_by_price: byPrice } = countPlan(await planOf(inGroup(steps.join(', '))));
    expect(byPrice).toEqual({ put_copy_post_list: 4, get_and_others: 1, free: 2 });
  });
});
