import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderScenario } from '../../../src/consistency/counter-example/scenario.js';
import type { HistoryOperation } from '../../../src/consistency/history/types.js';
import { get, header, list, operation, put } from '../../support/histories/build.js';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();
const blind = useServer({ faults: ['put-if-none-match-ignored', 'put-if-match-ignored'] });
const environment = { AWS_ACCESS_KEY_ID: 's3tester', AWS_SECRET_ACCESS_KEY: 's3tester-secret' };
const create = { condition: { if_none_match: '*' } } as const;
const swapFirst = { condition: { if_match: '"1"' } } as const;

function scenarioOf(operations: readonly HistoryOperation[]): string {
  return renderScenario(header, { message: 'what was found', bucket: 'bucket', key: 'key', operations }, 5);
}

function statusesOf(results: Awaited<ReturnType<typeof runScenario>>): readonly string[] {
  return [...new Set(results.results.map(({ status }) => status))];
}

const twoCreates = [put(0, [0, 9], 1, create), put(1, [0, 9], 2, create)];
const twoSwaps = [put(0, [0, 1], 1), put(1, [2, 9], 2, swapFirst), put(2, [2, 9], 3, swapFirst)];
const overwritten = [put(0, [0, 1], 1), put(1, [2, 3], 2), put(2, [4, 5], 3, swapFirst)];

describe('a store that is right passes', () => {
  test.each([
    ['two creates', twoCreates],
    ['two swaps', twoSwaps],
    ['a swap over a newer object', overwritten],
    ['a stale read', [put(0, [0, 1], 1), put(0, [2, 3], 2), get(1, [4, 5], 1)]],
    ['a read that goes back', [put(0, [0, 1], 1), put(0, [2, 9], 2), get(1, [3, 4], 2), get(2, [5, 6], 1)]],
    ['a resurrected object', [put(0, [0, 1], 1), operation(0, 'delete', [2, 3]), get(1, [4, 5], 1)]],
    ['a listing that forgets', [put(0, [0, 1], 1), list(1, [2, 3], [])]],
    [
      'a copy and a completion',
      [
        operation(0, 'copy', [0, 1], { value: 1 }),
        operation(0, 'complete', [2, 3], { value: 2, condition: { if_match: '"1"', if_match_value: 1 } }),
        operation(1, 'head', [4, 5], { read: { value: 1 } }),
      ],
    ],
  ])('%s', async (_name, operations) => {
    const results = await runScenario(scenarioOf(operations), server.url, { environment });
    expect(statusesOf(results)).toEqual(['pass']);
    expect(results.results.length).toBeGreaterThanOrEqual(operations.length);
  });
});

test.each([
  ['two creates', twoCreates],
  ['two swaps', twoSwaps],
  ['a swap over a newer object', overwritten],
])('a store with the defect fails: %s', async (_name, operations) => {
  expect(statusesOf(await runScenario(scenarioOf(operations), blind.url, { environment }))).toContain('fail');
});

test('the scenario says what was found, and holds no key', () => {
  const text = scenarioOf(twoCreates);
  expect(text).toMatch(/^# what was found\n# client 0: put #1 if none → ok\n/);
  expect(parse(text).config.credentials).toEqual([
    {
      name: 'Main',
      access_key: '${AWS_ACCESS_KEY_ID:-demo}',
      secret_key: '${AWS_SECRET_ACCESS_KEY:-demo-secret}',
    },
  ]);
});
